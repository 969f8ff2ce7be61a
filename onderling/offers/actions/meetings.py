"""Deeds with a meeting: an offer in time and place."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.changes import take_over
from onderling.offers.actions.day import may_arrange, may_rearrange
from onderling.offers.models import Giving, Meeting, Offer, Room, Slot
from onderling.offers.queries.clashes import clashes_with
from onderling.offers.rules import Clash, OfferState, next_code
from onderling.people.actions.changed_by import last_change
from onderling.people.models import Person
from onderling.rounds.models import Round


@write_transaction()
def make_meeting(  # noqa: PLR0913 -- where, when, who and how many: one deed, all by keyword
    offer: Offer,
    *,
    slot: Slot | None = None,
    last_slot: Slot | None = None,
    room: Room | None = None,
    seats: int | None = None,
    minimum: int | None = None,
    givers: Collection[Person] = (),
    code: str = "",
    by: Person | None,
    now: datetime,
) -> Meeting:
    """Let a workshop be given once: on the board, or waiting for a place on it.

    Without seats it has as many as the giver takes and the room holds. Without a code it
    gets the next one of the round.
    """
    may_arrange(offer.round)
    if offer.state == OfferState.WITHDRAWN:
        raise Refused(_("‘{title}’ is ingetrokken.").format(title=offer.title))
    if seats is None:
        seats = min(offer.maximum, room.holds) if room else offer.maximum
    meeting = Meeting(
        offer=offer,
        code=_free_code(offer.round, code),
        slot=slot,
        last_slot=_last(slot, last_slot),
        room=room,
        room_holds=room.holds if room else None,
        seats=seats,
        minimum=min(offer.minimum, seats) if minimum is None else minimum,
    )
    _makes_sense(meeting)
    meeting.save()
    Giving.objects.bulk_create(Giving(meeting=meeting, person=giver) for giver in givers)
    new = _kept(meeting, givers)
    audit.note(by, "make_meeting", on=meeting, scope=offer.round, new=new, now=now)
    return meeting


@write_transaction()
def place_meeting(  # noqa: PLR0913 -- as above
    meeting: Meeting,
    *,
    slot: Slot | None,
    last_slot: Slot | None,
    room: Room | None,
    seats: int,
    minimum: int,
    givers: Collection[Person],
    by: Person | None,
    now: datetime,
    seen: int | None = None,
    with_people: bool = False,
) -> list[Clash]:
    """Give a meeting its place on the board, or take it off; return where it clashes.

    A clash is told, not refused: sometimes a giver moves on halfway, on purpose. `seen` is the
    `sequence` of the card that somebody looked at: when it moved since, nothing changes.
    `with_people` lets the time change while people have a place, also on the day itself; who
    does so tells them.
    """
    meeting = locked_meeting(meeting)
    round = meeting.offer.round
    if with_people:
        may_rearrange(round)
    else:
        may_arrange(round)
    if seen is not None and seen != meeting.sequence:
        raise Refused(_moved_meanwhile(meeting))
    if meeting.state == Meeting.State.CANCELLED:
        raise Refused(
            _("‘{title}’ is afgezegd. Maak dat eerst ongedaan.").format(
                title=meeting.offer.title
            )
        )
    before = _kept(meeting, [giving.person for giving in meeting.givings.all()])
    take_over(
        meeting,
        {
            "slot": slot,
            "last_slot": _last(slot, last_slot),
            "room": room,
            "room_holds": room.holds if room else None,
            "seats": seats,
            "minimum": minimum,
        },
    )
    _makes_sense(meeting)
    after = _kept(meeting, givers)
    moved = [key for key in ("slot", "last_slot") if before[key] != after[key]]
    if meeting.taken and moved and not with_people:
        raise Refused(_people_sit_there(meeting))
    changed = [key for key in after if before[key] != after[key]]
    if changed:
        if moved or before["room"] != after["room"]:
            meeting.sequence += 1
        # Never `taken`: that counter belongs to the deeds that give places.
        meeting.save(
            update_fields=[
                *("slot", "last_slot", "room", "room_holds", "seats", "minimum", "sequence")
            ]
        )
        _set_givers(meeting, givers)
        audit.note(
            by,
            "place_meeting",
            on=meeting,
            scope=round,
            old={key: before[key] for key in changed},
            new={key: after[key] for key in changed},
            now=now,
        )
    return clashes_with(meeting, round)


@write_transaction()
def cancel_meeting(
    meeting: Meeting, *, because: str, by: Person | None, now: datetime
) -> Meeting:
    """Call a meeting off, with the reason that people will read."""
    meeting = locked_meeting(meeting)
    may_rearrange(meeting.offer.round)
    if not because.strip():
        raise Refused(_("Schrijf op waarom deze workshop niet doorgaat."))
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(
            _("Afzeggen kan niet: ‘{title}’ staat op ‘{state}’.").format(
                title=meeting.offer.title, state=meeting.get_state_display()
            )
        )
    if meeting.taken:
        raise Refused(_people_sit_there(meeting))
    return _turn(meeting, Meeting.State.CANCELLED, "cancel_meeting", because, by=by, now=now)


@write_transaction()
def restore_meeting(meeting: Meeting, *, by: Person | None, now: datetime) -> Meeting:
    """Let a meeting go on after all, where it stood."""
    meeting = locked_meeting(meeting)
    may_rearrange(meeting.offer.round)
    if meeting.state != Meeting.State.CANCELLED:
        raise Refused(_("‘{title}’ gaat al door.").format(title=meeting.offer.title))
    if meeting.offer.state == OfferState.WITHDRAWN:
        raise Refused(_("De gever trok ‘{title}’ in.").format(title=meeting.offer.title))
    return _turn(meeting, Meeting.State.PLANNED, "restore_meeting", "", by=by, now=now)


def locked_meeting(meeting: Meeting) -> Meeting:
    """Read a meeting again under its lock, with all that a deed looks at."""
    Meeting.objects.lock(meeting.pk)
    return (
        Meeting.objects.select_related("offer__round", "slot", "last_slot", "room")
        .prefetch_related("givings__person")
        .get(pk=meeting.pk)
    )


def _turn(  # noqa: PLR0913 -- one line shared by two deeds
    meeting: Meeting, state: str, deed: str, because: str, *, by: Person | None, now: datetime
) -> Meeting:
    old, new = take_over(meeting, {"state": str(state)})
    meeting.sequence += 1
    meeting.save(update_fields=["state", "sequence"])
    audit.note(
        by,
        deed,
        on=meeting,
        scope=meeting.offer.round,
        old=old,
        new=new,
        because=because.strip(),
        now=now,
    )
    return meeting


def _last(slot: Slot | None, last_slot: Slot | None) -> Slot | None:
    return None if last_slot == slot else last_slot


def _makes_sense(meeting: Meeting) -> None:
    slot, last, room = meeting.slot, meeting.last_slot, meeting.room
    title = meeting.offer.title
    home = meeting.offer.round_id
    if any(place.round_id != home for place in (slot, last, room) if place):
        raise Refused(_("De plek voor ‘{title}’ is van een andere ronde.").format(title=title))
    for part in (slot, last):
        if part and part.kind != Slot.Kind.WORKSHOPS:
            raise Refused(_("In {slot} zijn geen workshops.").format(slot=part.label))
    if last and (slot is None or last.starts < slot.ends):
        raise Refused(
            _("De tweede ronde van ‘{title}’ moet na de eerste komen.").format(title=title)
        )
    if meeting.seats < meeting.taken:
        raise Refused(
            ngettext(
                "In ‘{title}’ heeft al {count} mens een plek. Minder plekken kan niet.",
                "In ‘{title}’ hebben al {count} mensen een plek. Minder plekken kan niet.",
                meeting.taken,
            ).format(count=meeting.taken, title=title)
        )
    if meeting.minimum > meeting.seats:
        raise Refused(
            _("‘{title}’ gaat door vanaf {low} mensen, maar heeft {high} plekken.").format(
                title=title, low=meeting.minimum, high=meeting.seats
            )
        )


def _moved_meanwhile(meeting: Meeting) -> str:
    change = last_change(meeting)
    where = ", ".join(str(place) for place in (meeting.slot, meeting.room) if place)
    if meeting.state == Meeting.State.CANCELLED:
        where = meeting.get_state_display()
    return _(
        "{name} veranderde ‘{title}’ intussen: {where}. Er is nu niets veranderd. Kijk opnieuw."
    ).format(
        name=change.who if change and change.who else _("Iemand"),
        title=meeting.offer.title,
        where=where or _("niet meer op het bord"),
    )


def _people_sit_there(meeting: Meeting) -> str:
    return ngettext(
        "In ‘{title}’ heeft al {count} mens een plek. Zet die eerst ergens anders.",
        "In ‘{title}’ hebben al {count} mensen een plek. Zet hen eerst ergens anders.",
        meeting.taken,
    ).format(count=meeting.taken, title=meeting.offer.title)


def _kept(meeting: Meeting, givers: Iterable[Person]) -> dict[str, object]:
    return {
        "slot": str(meeting.slot or ""),
        "last_slot": str(meeting.last_slot or ""),
        "room": str(meeting.room or ""),
        "seats": meeting.seats,
        "minimum": meeting.minimum,
        "givers": sorted(audit.ref(giver) for giver in givers),
    }


def _set_givers(meeting: Meeting, givers: Collection[Person]) -> None:
    # The role of giver is this row; it ends when the row goes (S3a-8).
    meeting.givings.exclude(person__in=givers).delete()
    there = set(meeting.givings.values_list("person_id", flat=True))
    Giving.objects.bulk_create(
        Giving(meeting=meeting, person=giver) for giver in givers if giver.pk not in there
    )


def _free_code(round: Round, wanted: str) -> str:
    # The lock on the round keeps two people from taking one number.
    Round.objects.lock(round.pk)
    codes = set(
        Meeting.objects.filter(offer__round=round)
        .exclude(code="")
        .values_list("code", flat=True)
    )
    if wanted and wanted in codes:
        raise Refused(
            _("De code {code} is al van een andere workshop op het bord.").format(code=wanted)
        )
    return wanted or next_code(codes, prefix="sd")
