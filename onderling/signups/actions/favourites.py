"""Saving a workshop for later, and letting go of it again.

No line in the log: it is a private note of one person, which changes nothing for others.
"""

from collections.abc import Iterable

from onderling.base.transactions import write_transaction
from onderling.offers.models import Offer
from onderling.people.models import Person
from onderling.signups.models import Favourite


@write_transaction()
def save_workshops(person: Person, offers: Iterable[int]) -> None:
    """Save workshops for later. Twice is once; what is gone meanwhile is left out."""
    there = Offer.objects.published().filter(pk__in=list(offers)).values_list("pk", flat=True)
    Favourite.objects.bulk_create(
        (Favourite(person=person, offer_id=pk) for pk in there), ignore_conflicts=True
    )


@write_transaction()
def let_go(person: Person, offers: Iterable[int]) -> None:
    """Do not save these workshops any more."""
    Favourite.objects.filter(person=person, offer__in=list(offers)).delete()
