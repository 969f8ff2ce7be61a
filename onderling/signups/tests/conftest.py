"""Makers for sign-ups: a study day whose places are divided, and who sits where."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import perform, queue_run
from onderling.signups.actions.seats import take_place
from onderling.signups.models import AllocationRun, Participation, Signup, Wish
from onderling.signups.rules import Opinion
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

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


@pytest.fixture
def day(study_day: Make) -> Round:
    round_: Round = study_day(slots=2, state=State.MATCHING)
    return round_


@pytest.fixture
def her(karin: Person, sign_in: Make) -> ProofreadingClient:
    client: ProofreadingClient = sign_in(karin)
    return client


@pytest.fixture
def crowd(day: Round, meeting: Make, participation: Make, wish: Make) -> Callable[[int], Any]:
    """So many people who all wish soup first; bread takes the rest, tea asks for too many."""

    def make(number: int) -> dict[str, Meeting]:
        soup = meeting(day, "Soep", seats=2)
        bread = meeting(day, "Brood", seats=40)
        tea = meeting(day, "Thee", slot=2, minimum=39, seats=40)
        for _ in range(number):
            who = participation(day, chosen=NOON)
            wish(who, soup, 1)
            wish(who, bread, 2)
        wish(who, tea, 1)
        return {"soup": soup, "bread": bread, "tea": tea}

    return make


@pytest.fixture
def proof(day: Round, karin: Person, crowd: Make) -> AllocationRun:
    crowd(5)
    run = queue_run(day, by=karin, now=NOON)
    perform(run.pk, now=NOON)
    run.refresh_from_db()
    assert run.state == AllocationRun.State.PREVIEW
    return run
