"""What a coordinator should know of a place on the board before saving it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onderling.base.written import name_list
from onderling.offers.models import Meeting, Offer, Room, Slot
from onderling.offers.queries.clashes import booking_of
from onderling.offers.rules import Booking, clashes
from onderling.people.models import Person
from onderling.rounds.models import Round

NEW = 0  # a meeting that is not saved yet has this number among the bookings


@dataclass(frozen=True)
class Plan:
    """A place on the board that somebody is about to give to a workshop."""

    offer: Offer
    meeting: Meeting | None
    slot: Slot | None
    last_slot: Slot | None
    room: Room | None
    seats: int
    givers: Collection[Person]


@dataclass(frozen=True)
class Surroundings:
    """What stands on the board already: read once, and good for many plans."""

    meetings: Sequence[Meeting]
    plenary: Sequence[Slot]


def surroundings_of(round: Round) -> Surroundings:
    """Read what a plan can be in the way of. Three queries."""
    placed = (
        Meeting.objects.on()
        .filter(offer__round=round, slot__isnull=False)
        .select_related("offer", "slot", "last_slot", "room")
        .prefetch_related("givings")
    )
    return Surroundings(list(placed), list(round.slots.filter(kind=Slot.Kind.PLENARY)))


def remarks_on(plan: Plan, there: Surroundings | None = None) -> list[str]:
    """Say in sentences what is odd about a plan: clashes, too small, too short, steps."""
    there = there or surroundings_of(plan.offer.round)
    return [*_clashes(plan, there), *_room(plan), *_time(plan, there)]


def _clashes(plan: Plan, there: Surroundings) -> list[str]:
    if plan.slot is None:
        return []
    own = plan.meeting.pk if plan.meeting else NEW
    ends = (plan.last_slot or plan.slot).ends
    room = plan.room.pk if plan.room and not plan.room.shared else None
    givers = frozenset(giver.pk for giver in plan.givers)
    wanted = Booking(own, plan.slot.starts, ends, room, givers)
    others = {meeting.pk: meeting for meeting in there.meetings if meeting.pk != own}
    bookings = [b for meeting in others.values() if (b := booking_of(meeting))]
    said = []
    for clash in clashes([wanted, *bookings]):
        if own not in {clash.first, clash.second}:
            continue
        other = others[clash.second if clash.first == own else clash.first]
        if clash.room is not None:
            said.append(
                _("In {room} staat in {slot} al ‘{title}’.").format(
                    room=other.room, slot=other.slot, title=other.offer.title
                )
            )
        names = [giver.name for giver in plan.givers if giver.pk in clash.givers]
        if names:
            said.append(
                _("{names}: ook gever van ‘{title}’ in {slot}, {room}.").format(
                    names=name_list(names),
                    title=other.offer.title,
                    slot=other.slot,
                    room=other.room or _("nog zonder zaal"),
                )
            )
    return said


def _room(plan: Plan) -> list[str]:
    if plan.room is None:
        return []
    said = []
    if plan.seats > plan.room.holds:
        said.append(
            _("In {room} passen {holds} mensen. U geeft {seats} plekken.").format(
                room=plan.room, holds=plan.room.holds, seats=plan.seats
            )
        )
    if plan.offer.accessible and not plan.room.accessible:
        said.append(
            _("De workshop is met een rolstoel te bezoeken. {room} is dat niet.").format(
                room=plan.room
            )
        )
    return said


def _time(plan: Plan, there: Surroundings) -> list[str]:
    if plan.slot is None:
        return []
    last = plan.last_slot or plan.slot
    room = int((last.ends - plan.slot.starts).total_seconds() // 60)
    said = []
    if plan.offer.minutes > room:
        said.append(
            _("De workshop duurt {minutes} minuten. Er zijn er {room}.").format(
                minutes=plan.offer.minutes, room=room
            )
        )
    between = [
        slot
        for slot in there.plenary
        if slot.starts < last.ends and plan.slot.starts < slot.ends
    ]
    said += [
        _("Tegelijk is iedereen bij ‘{label}’.").format(label=slot.label) for slot in between
    ]
    return said
