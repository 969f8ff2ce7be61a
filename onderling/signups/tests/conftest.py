"""Makers for sign-ups: a study day whose places are divided, and who sits where."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from conftest import NOON
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from onderling.signups.models import Participation, Signup, Wish
from onderling.signups.rules import Opinion

Make = Callable[..., Any]


@pytest.fixture
def published(study_day: Make) -> Round:
    """A study day whose places are divided: people take and give back places."""
    round_: Round = study_day(state=State.CONFIRMED)
    return round_


@pytest.fixture
def opened(study_day: Make) -> Round:
    """A study day whose deadline lies ahead of the real clock."""
    round_: Round = study_day()
    round_.phases.update(opens=now() - timedelta(days=2), closes=now() + timedelta(days=2))
    return round_


@pytest.fixture
def karin(person: Make, grant: Make) -> Person:
    """The coordinator."""
    who: Person = person("Karin", "Boshuizen")
    grant(who, "coordinator")
    return who


@pytest.fixture
def wish(db: None) -> Callable[[Participation, Meeting, int], Wish]:
    def make(who: Participation, meeting: Meeting, rank: int) -> Wish:
        return Wish.objects.create(
            participation=who, meeting=meeting, opinion=Opinion.RANKED, rank=rank
        )

    return make


@pytest.fixture
def seat(db: None) -> Callable[..., Signup]:
    """Let somebody take a place themselves: `seat(sabine, soep)`."""

    def take(who: Participation, meeting: Meeting, **how: Any) -> Signup:
        how.setdefault("by", who.person)
        return take_place(who, meeting, now=NOON, **how)

    return take
