"""Many workshops at once, as a coordinator types them from paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from onderling.base.transactions import write_transaction
from onderling.offers.actions.meetings import make_meeting
from onderling.offers.actions.offers import make_offer
from onderling.offers.models import Offer, Slot
from onderling.offers.rules import By, OfferState
from onderling.people.models import Person
from onderling.rounds.models import Round


@dataclass(frozen=True)
class Row:
    """One typed workshop; without a slot it waits for its place on the board."""

    title: str
    giver: Person | None
    minimum: int
    maximum: int
    slot: Slot | None


@write_transaction()
def type_in(round: Round, rows: Iterable[Row], *, by: Person, now: datetime) -> list[Offer]:
    """Write them all down, or on a refusal none. What has a time is published at once."""
    made = []
    for row in rows:
        offer = make_offer(
            round,
            maker=row.giver,
            by=by,
            now=now,
            hats=frozenset(By),
            state=OfferState.PUBLISHED if row.slot else OfferState.SUBMITTED,
            title=row.title,
            minimum=row.minimum,
            maximum=row.maximum,
        )
        if row.slot:
            givers = [row.giver] if row.giver else []
            make_meeting(offer, slot=row.slot, givers=givers, by=by, now=now)
        made.append(offer)
    return made
