"""Lists of people: whom somebody may correct, with how many wishes and places each has."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from onderling.offers.models import Giving, Offer
from onderling.people.models import Person
from onderling.people.rules import Role
from onderling.rounds.models import Round
from onderling.signups.models import Participation, Signup, Wish


def with_numbers(people: QuerySet[Participation]) -> QuerySet[Participation]:
    """Add how many wishes and how many places each of these has."""
    mine = {"participation": OuterRef("pk")}
    wishes = Wish.objects.filter(rank__isnull=False, **mine)
    places = Signup.objects.seated().filter(**mine)
    return people.annotate(wished=_number_of(wishes), seated=_number_of(places))


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    # A subquery each: joining both would multiply wishes by places.
    counted = rows.order_by().values("participation").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def people_in_reach(by: Person) -> QuerySet[Person]:
    """Whom a coordinator may correct: who takes part in, gives in or offered to own rounds."""
    present = Person.objects.present()
    if by.holds(Role.OWNER):
        return present
    mine = Round.objects.managed_by(by).values("pk")
    return present.filter(
        Q(pk__in=Participation.objects.filter(round__in=mine).values("person"))
        | Q(pk__in=Giving.objects.filter(meeting__offer__round__in=mine).values("person"))
        | Q(pk__in=Offer.objects.filter(round__in=mine).values("maker"))
    )


def takes_part_elsewhere(people: Collection[int], *, by: Person) -> bool:
    """Say whether somebody also takes part in a round that this coordinator does not run."""
    mine = Round.objects.managed_by(by).values("pk")
    theirs = Participation.objects.filter(person__in=people)
    return theirs.exclude(round__in=mine).exists()


def named(people: "QuerySet[Person]", query: str) -> "QuerySet[Person]":
    """Those in whose name every typed word stands."""
    for word in query.replace(",", " ").split():
        people = people.filter(
            Q(first_name__icontains=word)
            | Q(infix__icontains=word)
            | Q(last_name__icontains=word)
        )
    return people.order_by("last_name", "first_name", "pk")


def takes_part(person: Person, round_pk: int) -> bool:
    """Say whether somebody comes to a round, or gives a workshop in it."""
    coming = Participation.objects.filter(
        round=round_pk, person=person, state=Participation.State.COMING
    )
    gives = Giving.objects.filter(meeting__offer__round=round_pk, person=person)
    return coming.exists() or gives.exists()
