"""Makers of surveys: people to ask, and a survey that is open for them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from onderling.people.models import Person
from onderling.people.rules import Group
from onderling.surveys.actions.surveys import Asked, make_survey, open_survey
from onderling.surveys.models import Invitation, Survey
from tests.makers import NOON, make_study_day

Opened = Callable[..., tuple[Survey, list[Invitation]]]
TODAY = date(2026, 11, 2)


def make_crowd(number: int, first: int = 0) -> list[Person]:
    """Many people at once, without roles or organisations."""
    return Person.objects.bulk_create(
        Person(
            first_name=f"Mens{n}",
            last_name="Terpstra",
            email=f"mens{n}@voorbeeld.example",
            state=Person.State.GUEST,
        )
        for n in range(first, first + number)
    )


@pytest.fixture
def round(db: None) -> Any:
    return make_study_day(slots=1)


@pytest.fixture
def opened(round: Any) -> Opened:
    """`opened(paid=20, volunteers=15)`: a survey in the field, and its invitations."""

    def open_(*, paid: int = 12, volunteers: int = 12, **options: Any) -> Any:
        people = make_crowd(paid + volunteers)
        groups = [Group.PAID] * paid + [Group.VOLUNTEER] * volunteers
        asked = [
            Asked(person.pk, options.get("role", "participant"), str(group))
            for person, group in zip(people, groups, strict=True)
        ]
        survey = make_survey(options.get("questions", "round"), about="Studiedag 2026")
        made = open_survey(
            survey,
            asked,
            last_day=options.get("last_day", date(2026, 11, 30)),
            today=TODAY,
            scope=round,
            by=people[0],
            now=NOON,
        )
        return survey, made

    return open_
