"""Lists of people: whom somebody may correct, with how many wishes and places each has."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from onderling.offers.models import Giving, Offer
from onderling.people.models import Person
from onderling.people.rules import Role
from onderling.rounds.models import Round
from onderling.signups.models import Participation, Signup, Wish

# How somebody is in a round: the model, where its round stands, and where the person.
IN_A_ROUND: list[tuple[type[Model], str, str]] = [
    (Participation, "round", "person"),
    (Giving, "meeting__offer__round", "person"),
    (Offer, "round", "maker"),
]


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
    reach = Q()
    for model, round, whose in IN_A_ROUND:
        reach |= Q(pk__in=model._default_manager.filter(**{f"{round}__in": mine}).values(whose))
    return present.filter(reach)


def why_not_elsewhere(people: Collection[int], *, by: Person) -> list[str]:
    """Say so when somebody is also in a round that this coordinator does not run.

    Taking part, giving and offering count alike. Nothing stands in the way of an owner.
    """
    if by.holds(Role.OWNER):
        return []
    mine = Round.objects.managed_by(by).values("pk")
    for model, round, whose in IN_A_ROUND:
        theirs = model._default_manager.filter(**{f"{whose}__in": people})
        if theirs.exclude(**{f"{round}__in": mine}).exists():
            return [
                _(
                    "Deze persoon doet ook mee aan een ronde die u niet begeleidt."
                    " Vraag een beheerder om dit te doen."
                )
            ]
    return []


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
