"""Whether somebody takes part, and what they have in one workshop: asked on its own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from onderling.base.prepared import prepared
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SEATED, SignupState


@dataclass(frozen=True)
class Own:
    """A place or a turn of the visitor, in one meeting."""

    signup: int
    seated: bool


def takes_part(person: Any, round: Round) -> bool:
    return isinstance(person, Person) and bool(_taking(person=person.pk, round=round.pk))


def own_here(person: int, offer: int) -> Mapping[int, Own]:
    """The places and turns somebody has in one workshop, by meeting."""
    return {
        meeting: Own(pk, state in SEATED)
        for pk, meeting, state in _rows(person=person, offer=offer)
    }


@prepared
def _taking(person: int, round: int) -> "QuerySet[Participation, int]":
    own = Participation.objects.filter(person=person, round=round)
    return own.order_by().values_list("pk", flat=True)


@prepared
def _rows(person: int, offer: int) -> "QuerySet[Signup, tuple[int, int, str]]":
    rows = Signup.objects.filter(participation__person=person, meeting__offer=offer)
    rows = rows.exclude(state=SignupState.CANCELLED).order_by()
    return rows.values_list("pk", "meeting_id", "state")
