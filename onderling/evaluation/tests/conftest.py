"""A study day that was held yesterday, with enough people to ask."""

from datetime import date, timedelta
from typing import Any

import pytest

from onderling.evaluation.actions.asking import Plan, evaluation_of, open_questions
from onderling.evaluation.actions.groups import go_on
from onderling.evaluation.models import StandingGroup
from onderling.evaluation.rules.asking import Wave
from onderling.evaluation.tests.judged import HOW
from onderling.offers.models import Giving, Offer
from onderling.people.models import Person
from onderling.people.rules import Group, Role, Scope
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.surveys.models import Survey
from tests.makers import (
    NOON,
    give_role,
    make_meeting,
    make_participation,
    make_person,
    make_study_day,
)

YESTERDAY = date(2026, 11, 1)


@pytest.fixture
def held(db: None) -> Round:
    """Twelve paid, twelve volunteers, one without mail; one gives a workshop."""
    round = make_study_day(slots=1, state=State.WRAPPING_UP)
    Round.objects.filter(pk=round.pk).update(starts_on=YESTERDAY, ends_on=YESTERDAY)
    round.refresh_from_db()
    for number in range(24):
        group = Group.PAID if number < 12 else Group.VOLUNTEER
        fields: dict[str, Any] = {"email": None} if number == 0 else {}
        who = make_person(group=group, **fields)
        make_participation(round, who)
    make_meeting(round, "Soep", giver=make_person("Chandra"))
    return round


@pytest.fixture
def karin(held: Round) -> Person:
    karin = make_person("Karin", "Boshuizen")
    give_role(karin, Role.COORDINATOR, Scope.ROUND, held.pk)
    return karin


@pytest.fixture
def asked(held: Round, karin: Person) -> Survey:
    """The questions of the round, open for everybody who was there."""
    sent = open_questions(
        held,
        Wave.AFTER,
        last_day=date(2026, 11, 16),
        digest=Plan(held, Wave.AFTER).reach.digest,
        by=karin,
        now=NOON,
    )
    assert sent is not None
    known = evaluation_of(held)
    assert known is not None
    return known.after


@pytest.fixture
def soup(held: Round) -> Offer:
    """What Chandra offered and gave yesterday, with somebody beside her."""
    ends = NOON - timedelta(hours=20)
    held.slots.update(starts=ends - timedelta(hours=1), ends=ends)
    offer = Offer.objects.get(round=held)
    Giving.objects.create(meeting=offer.meetings.get(), person=make_person("Bea"))
    return offer


@pytest.fixture
def chandra(soup: Offer) -> Person:
    assert soup.maker
    return soup.maker


@pytest.fixture
def ria(held: Round) -> Person:
    return held.participations.exclude(person__email=None).earliest("pk").person


@pytest.fixture
def group(soup: Offer, chandra: Person) -> StandingGroup:
    return go_on(soup, HOW, by=chandra, now=NOON)
