"""Deeds of the board: putting a card in a cell, and taking that back."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.meetings import locked_meeting, make_meeting, place_meeting
from onderling.offers.models import Meeting, Offer, Room, Slot
from onderling.people.models import Person


@dataclass(frozen=True)
class Step:
    """One move on the board: where a card came from, and what it looked like afterwards."""

    meeting: int
    slot: int | None
    last_slot: int | None
    room: int | None
    sequence: int

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@write_transaction()
def move_meeting(  # noqa: PLR0913 -- what, where to, by whom: all but one by keyword
    meeting: Meeting,
    *,
    slot: Slot | None,
    room: Room | None,
    seen: int | None,
    by: Person | None,
    now: datetime,
) -> Step:
    """Put a card in another cell. It keeps its length, its seats and its givers."""
    meeting = locked_meeting(meeting)
    step = Step(meeting.pk, meeting.slot_id, meeting.last_slot_id, meeting.room_id, 0)
    _put(meeting, slot, end_of_move(meeting, slot), room, seen=seen, by=by, now=now)
    return _after(step)


@write_transaction()
def put_offer(
    offer: Offer, *, slot: Slot | None, room: Room | None, by: Person | None, now: datetime
) -> Step:
    """Put a workshop that was on no card in a cell; its maker gives it."""
    givers = [offer.maker] if offer.maker else []
    made = make_meeting(offer, slot=slot, room=room, givers=givers, by=by, now=now)
    return Step(made.pk, None, None, None, made.sequence)


@write_transaction()
def take_back(step: Step, *, by: Person, now: datetime) -> Meeting:
    """Put a card back where it came from, unless somebody moved it since."""
    meeting = Meeting.objects.managed_by(by).filter(pk=step.meeting).first()
    if meeting is None:
        raise Refused(_("Deze workshop is er niet meer."))
    meeting = locked_meeting(meeting)
    round = meeting.offer.round
    parts = round.slots.in_bulk([pk for pk in (step.slot, step.last_slot) if pk])
    room = round.rooms.filter(pk=step.room or 0).first()
    if (step.slot and step.slot not in parts) or (step.room and room is None):
        raise Refused(_("Het vak waar deze workshop stond, is er niet meer."))
    slot, last = parts.get(step.slot or 0), parts.get(step.last_slot or 0)
    _put(meeting, slot, last, room, seen=step.sequence, by=by, now=now)
    return meeting


def end_of_move(meeting: Meeting, slot: Slot | None) -> Slot | None:
    """The last slot of a meeting that would begin in `slot`: it keeps its length."""
    if slot is None or meeting.last_slot_id is None:
        return None
    parts = list(meeting.offer.round.slots.filter(kind=Slot.Kind.WORKSHOPS))
    order = [part.pk for part in parts]
    further = order.index(meeting.last_slot_id) - order.index(meeting.slot_id or order[0])
    ends = order.index(slot.pk) + further
    if ends >= len(parts):
        raise Refused(
            _("‘{title}’ duurt langer dan één ronde. Na {slot} is daar geen tijd voor.").format(
                title=meeting.offer.title, slot=slot
            )
        )
    return parts[ends]


def _put(  # noqa: PLR0913 -- a place, as in place_meeting
    meeting: Meeting,
    slot: Slot | None,
    last: Slot | None,
    room: Room | None,
    *,
    seen: int | None,
    by: Person | None,
    now: datetime,
) -> None:
    place_meeting(
        meeting,
        slot=slot,
        last_slot=last,
        room=room,
        seats=meeting.seats,
        minimum=meeting.minimum,
        givers=[giving.person for giving in meeting.givings.all()],
        seen=seen,
        by=by,
        now=now,
    )


def _after(step: Step) -> Step:
    sequence = Meeting.objects.values_list("sequence", flat=True).get(pk=step.meeting)
    return Step(**{**step.as_dict(), "sequence": sequence})
