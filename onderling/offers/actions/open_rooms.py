"""Opening rooms for topics that people bring on the day, and bringing one (X-98)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.models import (
    Giving,
    Meeting,
    MeetingQuerySet,
    Offer,
    OpenRoom,
    Room,
    Slot,
)
from onderling.offers.rules import NoTopic, OfferState, why_no_topic
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed

FEWEST = 1  # a topic goes on as soon as somebody brings it


@write_transaction()
def open_rooms(
    slot: Slot, rooms: Collection[Room], *, by: Person | None, now: datetime
) -> list[OpenRoom]:
    """Let exactly these rooms be open in a stretch of the day. Where a topic is, stays open."""
    round = Round.objects.lock(slot.round_id)
    if not round.allows(Deed.OPEN_ROOMS):
        raise Refused(_("Zalen openzetten kan nu niet meer."))
    if slot.kind != Slot.Kind.WORKSHOPS or slot.ends <= now:
        raise Refused(_("In {slot} kan geen zaal open.").format(slot=slot.label))
    there = {one.room_id: one for one in _held(slot)}
    wanted = {room.pk: room for room in rooms if room.round_id == slot.round_id}
    for pk, one in there.items():
        if pk not in wanted and one.topic:
            raise Refused(
                _("In {room} staat al een onderwerp: ‘{title}’. Zeg dat eerst af.").format(
                    room=one.room, title=one.topic.offer.title
                )
            )
    for pk, room in wanted.items():
        if pk not in there and _standing(slot, room).exists():
            raise Refused(_("In {room} is dan al een workshop.").format(room=room))
    old = sorted(str(one.room) for one in there.values())
    new = sorted(room.name for room in wanted.values())
    OpenRoom.objects.filter(slot=slot).exclude(room__in=wanted).delete()
    OpenRoom.objects.bulk_create(
        OpenRoom(slot=slot, room=room) for pk, room in wanted.items() if pk not in there
    )
    if old != new:
        before, after = {"open_rooms": old}, {"open_rooms": new}
        audit.note(by, "open_rooms", on=slot, scope=round, now=now, old=before, new=after)
    return list(slot.open_rooms.select_related("room", "meeting__offer"))


@write_transaction()
def put_topic(
    where: OpenRoom, *, title: str, about: str, giver: Person, now: datetime
) -> Meeting:
    """Put a topic in an open room; one a room. Who brings it gives it."""
    held = _one(where)
    slot, room = held.slot, held.room
    round = slot.round
    taken = bool(held.topic) or _standing(slot, room).exists()
    runs = round.allows(Deed.BRING_TOPIC)
    if why := why_no_topic(runs=runs, ends=slot.ends, taken=taken, now=now):
        raise Refused(said(why, held))
    busy = _at(slot).filter(givings__person=giver).select_related("offer").first()
    if busy:
        raise Refused(_("U geeft dan al ‘{title}’.").format(title=busy.offer.title))
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Schrijf op waarover u wilt praten."))
    seats = max(FEWEST, room.holds)
    offer = Offer.objects.create(
        round=round,
        maker=giver,
        title=title,
        about=" ".join(about.split()),
        minimum=FEWEST,
        maximum=seats,
        minutes=(slot.ends - slot.starts).seconds // 60,
        mixed=False,
        accessible=room.accessible,
        state=OfferState.PUBLISHED,
    )
    meeting = Meeting.objects.create(
        offer=offer, slot=slot, room=room, room_holds=room.holds, seats=seats, minimum=FEWEST
    )
    Giving.objects.create(meeting=meeting, person=giver, confirmed_slot=slot)
    held.meeting = meeting
    held.save(update_fields=["meeting"])
    new = {"title": title, "room": str(room), "slot": str(slot)}
    audit.note(giver, "put_topic", on=meeting, scope=round, now=now, new=new)
    return meeting


def said(why: NoTopic, where: OpenRoom) -> str:
    """Say why no topic can be brought here."""
    if why == NoTopic.NOT_NOW:
        return _("Een onderwerp inbrengen kan op de dag zelf.")
    if why == NoTopic.OVER:
        return _("{slot} is voorbij.").format(slot=where.slot.label)
    return _("In {room} is dan al iets. Kies een andere zaal.").format(room=where.room)


def _held(slot: Slot) -> list[OpenRoom]:
    rows = OpenRoom.objects.filter(slot=slot).select_for_update(of=("self",))
    return list(rows.select_related("room", "meeting__offer").order_by("pk"))


def _one(where: OpenRoom) -> OpenRoom:
    rows = OpenRoom.objects.filter(pk=where.pk).select_for_update(of=("self",))
    held = rows.select_related("slot__round", "room", "meeting").first()
    if held is None:
        raise Refused(_("Deze zaal is niet meer open. Kies een andere zaal."))
    return held


def _at(slot: Slot) -> MeetingQuerySet:
    """What goes on at the time of a slot, also what goes on into it."""
    ahead = Meeting.objects.on().filter(offer__round=slot.round_id, slot__starts__lt=slot.ends)
    return ahead.filter(Q(slot__ends__gt=slot.starts) | Q(last_slot__ends__gt=slot.starts))


def _standing(slot: Slot, room: Room) -> MeetingQuerySet:
    return _at(slot).filter(room=room)
