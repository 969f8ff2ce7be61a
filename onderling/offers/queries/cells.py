"""What there is to say of every cell of the board, for one card that is picked up."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from onderling.base.errors import Refused
from onderling.offers.actions.moving import end_of_move
from onderling.offers.models import Meeting, Offer, Room, Slot
from onderling.offers.queries.remarks import (
    Plan,
    Surroundings,
    remarks_on,
    surroundings_of,
)


@dataclass(frozen=True)
class Said:
    """What is odd about one cell. `refused`: it cannot be, whoever insists."""

    sentences: list[str]
    refused: bool = False

    @property
    def digest(self) -> str:
        return digest_of(self.sentences)


def digest_of(sentences: Sequence[str]) -> str:
    """A short name for these sentences, to know later that these and no others were read."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16] if sentences else ""


def said_of_cells(offer: Offer, meeting: Meeting | None) -> dict[str, Said]:
    """Say of each slot and room what is odd when this card comes there. Seven queries."""
    there = surroundings_of(offer.round)
    slots = offer.round.slots.filter(kind=Slot.Kind.WORKSHOPS)
    rooms = list(offer.round.rooms.all())
    return {
        f"{slot.pk}-{room.pk}": said_of_cell(offer, meeting, slot, room, there)
        for slot in slots
        for room in rooms
    }


def said_of_cell(
    offer: Offer,
    meeting: Meeting | None,
    slot: Slot | None,
    room: Room | None,
    there: Surroundings | None = None,
) -> Said:
    """Say what is odd when this card comes in one cell."""
    if meeting is None:
        givers = [offer.maker] if offer.maker else []
        seats = min(offer.maximum, room.holds) if room else offer.maximum
        return Said(remarks_on(Plan(offer, None, slot, None, room, seats, givers), there))
    try:
        last = end_of_move(meeting, slot)
    except Refused as refusal:
        return Said([str(refusal)], refused=True)
    givers = [giving.person for giving in meeting.givings.all()]
    plan = Plan(offer, meeting, slot, last, room, meeting.seats, givers)
    return Said(remarks_on(plan, there))
