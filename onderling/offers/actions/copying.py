"""Workshops of an earlier edition come back: one by one, or all together (X-67)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from onderling.base.transactions import write_transaction
from onderling.offers.actions.offers import make_offer
from onderling.offers.models import Giving, Offer
from onderling.offers.rules import By, OfferState
from onderling.people.models import Person
from onderling.rounds.models import Round

# What stays the same every time it is given. A code belongs to one round.
SAME = (
    "title",
    "about",
    "afterwards",
    "preparation",
    "theme",
    "working_form",
    "organisation",
    "minimum",
    "maximum",
    "minutes",
    "needs",
    "mixed",
    "language",
    "level",
    "accessible",
    "audience",
)
WAS_THERE = (OfferState.PUBLISHED, OfferState.DELIVERED)


def offers_to_copy(old: Round) -> QuerySet[Offer]:
    """The workshops of a round that people could see."""
    return old.offers.filter(state__in=WAS_THERE).select_related("maker", "theme")


@write_transaction()
def copy_offers(
    offers: Iterable[Offer], *, into: Round, by: Person | None, now: datetime
) -> list[Offer]:
    """Offer them again in this round. One that is there already is not copied twice.

    They wait for the coordinator, as every workshop that is offered: who gave it last year is
    asked first.
    """
    there = {_same(offer) for offer in into.offers.exclude(state=OfferState.WITHDRAWN)}
    made = []
    for offer in offers:
        if _same(offer) in there:
            continue
        there.add(_same(offer))
        fields = {name: getattr(offer, name) for name in SAME}
        made.append(
            make_offer(
                into,
                maker=offer.maker if offer.maker and offer.maker.is_active else None,
                by=by,
                now=now,
                hats=frozenset(By),
                state=OfferState.SUBMITTED,
                **fields,
            )
        )
    return made


def givers_of(round: Round) -> set[int]:
    """Everybody who offers or gives a workshop in this round."""
    offers = round.offers.exclude(state=OfferState.WITHDRAWN)
    makers = offers.exclude(maker=None).values_list("maker", flat=True)
    given = Giving.objects.filter(meeting__offer__in=offers).values_list("person", flat=True)
    return {*makers, *given}


def is_there(offer: Offer, here: Iterable[Offer]) -> bool:
    """Say whether a workshop stands among these already."""
    return _same(offer) in {_same(one) for one in here}


def _same(offer: Offer) -> tuple[str, int | None]:
    return offer.title.casefold(), offer.maker_id
