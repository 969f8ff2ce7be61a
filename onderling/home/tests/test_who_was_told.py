"""Nobody’s card goes who did not hear of it two weeks before (X-40)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from onderling.mail.models import Message
from onderling.people.actions.clearing import clear, let_cards_go
from onderling.people.actions.staying import tell_who_goes
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
TOLD = date(2027, 11, 27)  # two weeks before the year after the round is over


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA, settings.EMAIL_HOST = tmp_path, ""  # no mail leaves by itself


@pytest.fixture
def ria(person: Make, study_day: Make, participation: Make) -> Person:
    """Took part once, in a round of 10 December 2026."""
    who: Person = person("Ria", "Leenheer", email="ria@voorbeeld.example")
    day = study_day(state=State.CONFIRMED)
    participation(day, who)
    Round.objects.filter(pk=day.pk).update(state=State.CLOSED)
    return who


def at(day: date) -> datetime:
    return NOON + (day - NOON.date())


def night(day: date) -> None:
    """What the worker does by itself on one day."""
    tell_who_goes(now=at(day))
    clear(now=at(day))


LETTERS = Message.objects.filter(kind="card_goes")
NOBODY_READ_IT: list[dict[str, Any]] = [
    {"state": "queued"},
    {"state": "withheld"},
    {"state": "refused", "error": "550 no such user"},
    {"state": "unknown"},
    {"channel": "letter", "to_address": ""},
]


@pytest.mark.parametrize("became", NOBODY_READ_IT, ids=lambda one: "-".join(one.values()))
def test_who_was_not_told_stays_until_two_weeks_after_they_heard(
    ria: Person, became: dict[str, Any]
) -> None:
    """A mail that was stopped, refused or still waits; a letter that nobody ticked off."""
    night(TOLD)
    LETTERS.update(**became)
    night(date(2028, 1, 20))
    ria.refresh_from_db()
    assert ria.is_active
    heard = {"reached": at(date(2028, 1, 21))} if "channel" in became else {"state": "sent"}
    LETTERS.update(**heard, sent=at(date(2028, 1, 21)))
    night(date(2028, 2, 3))
    ria.refresh_from_db()
    assert ria.is_active
    night(date(2028, 2, 4))
    ria.refresh_from_db()
    assert not ria.is_active


def test_who_signs_in_while_others_go_stays(ria: Person, person: Make) -> None:
    """Each card is looked at once more at the moment it goes."""
    first = person("Niemand")
    for today in (date(2027, 11, 4), TOLD):
        night(today)
    LETTERS.update(state="sent", sent=at(TOLD))

    def signs_in() -> bool:
        Person.objects.filter(pk=ria.pk).update(last_login=at(date(2027, 12, 11)))
        return True

    let_cards_go(now=at(date(2027, 12, 11)), goes_on=signs_in)
    first.refresh_from_db()
    ria.refresh_from_db()
    assert (first.is_active, ria.is_active) == (False, True)
