"""What somebody can choose from now, with how much is left of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from onderling.base.prepared import prepared
from onderling.offers.models import Meeting
from onderling.offers.queries.audience import not_for
from onderling.offers.rules import for_the_door
from onderling.rounds.rules import Audience
from onderling.signups.models import Participation
from onderling.signups.rules import SignupState


@dataclass(frozen=True, slots=True)
class Choice:
    """One meeting that can be chosen."""

    meeting: int
    title: str
    preparation: str
    room: str
    left: int


@dataclass(frozen=True)
class Offered:
    """The meetings by slot, and in sentences what is not for this person's organisation."""

    by_slot: Mapping[int, Sequence[Choice]]
    reserved: Sequence[str]


def offered_to(own: Participation) -> Offered:
    """Two questions for three hundred workshops; one more when some are not for everyone."""
    rows = _rows(round=own.round_id, participation=own.pk)
    shut = {}
    if any(audience != Audience.EVERYONE for *_more, audience in rows):
        shut = not_for(own.round, own.organisation_id)
    by_slot: dict[int, list[Choice]] = defaultdict(list)
    said = []
    for (
        slot,
        offer,
        meeting,
        title,
        preparation,
        room,
        seats,
        minimum,
        came,
        taken,
        _for,
    ) in rows:
        if offer in shut:
            said.append(shut[offer].sentence)
            continue
        share = own.round.walk_ins
        kept = max(0, for_the_door(seats=seats, minimum=minimum, share=share) - came)
        left = max(0, seats - kept - taken)
        by_slot[slot].append(Choice(meeting, title, preparation, room or "", left))
    return Offered(by_slot, list(dict.fromkeys(said)))


@prepared
def _rows(round: int, participation: int) -> "QuerySet[Meeting, Any]":
    waits = {
        "signups__participation": participation,
        "signups__state": SignupState.WAITLISTED,
    }
    return (
        Meeting.objects.chosen_from()
        .filter(offer__round=round)
        .exclude(**waits)
        .order_by("offer__title", "pk")
        .values_list(
            *("slot", "offer", "pk", "offer__title", "offer__preparation", "room__name"),
            *("seats", "minimum", "walked_in", "taken", "offer__audience"),
        )
    )
