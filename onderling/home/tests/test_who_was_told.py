"""Nobody’s card goes who did not hear of it two weeks before (X-40)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from onderling.base.audit import ref
from onderling.mail.actions import queue
from onderling.mail.models import Bounce, Message
from onderling.mail.rules import Recipient
from onderling.people.actions.clearing import clear, let_cards_go
from onderling.people.actions.staying import stay, tell_who_goes
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


@pytest.mark.parametrize("kind", Bounce.Kind.values)
def test_a_mail_that_came_back_told_nobody_and_a_letter_takes_its_place(
    ria: Person, kind: str
) -> None:
    """In the ringing list of the round; two weeks count from when that is ticked off."""
    night(TOLD)
    LETTERS.update(state="sent", sent=at(TOLD))
    Bounce.objects.create(message=LETTERS.get(), kind=kind, at=at(date(2027, 12, 1)))
    for today in (date(2027, 12, 2), date(2027, 12, 2), date(2027, 12, 11), date(2028, 1, 20)):
        night(today)
    ria.refresh_from_db()
    assert ria.is_active
    mail, letter = LETTERS.order_by("pk")
    assert (letter.channel, letter.to_address, letter.state) == ("letter", "", "queued")
    assert letter.scope_ref == mail.scope_ref != ""
    assert "verwijderen wij uw gegevens op 16 december 2027" in letter.body
    LETTERS.filter(pk=letter.pk).update(reached=at(date(2028, 1, 20)))
    night(date(2028, 2, 2))
    ria.refresh_from_db()
    assert ria.is_active
    night(date(2028, 2, 3))
    ria.refresh_from_db()
    assert not ria.is_active


def test_a_bounce_of_long_ago_still_says_that_nobody_was_told(ria: Person) -> None:
    """Why a message came back goes after thirty days; that it did stays."""
    night(TOLD)
    LETTERS.update(state="sent", sent=at(TOLD))
    bounce = {"kind": "hard", "because": "550 onbekend", "at": at(date(2027, 12, 1))}
    Bounce.objects.create(message=LETTERS.get(), **bounce)
    for today in (date(2027, 12, 2), date(2028, 3, 1), date(2028, 6, 1)):
        night(today)
    assert Bounce.objects.get().because == ""
    ria.refresh_from_db()
    assert ria.is_active


def test_an_address_that_bounced_before_gets_a_letter_at_once(ria: Person) -> None:
    to = Recipient("Ria", "ria@voorbeeld.example", ref=ref(ria))
    old = queue("notice", to=to, subject="Uw programma", body="Dag", now=NOON)
    Message.objects.filter(pk=old.pk).update(state="sent", sent=NOON)
    Bounce.objects.create(message=old, kind="hard", at=NOON)
    night(TOLD)
    assert LETTERS.get().channel == "letter"


def test_who_stays_after_all_gets_no_letter_either(ria: Person) -> None:
    night(TOLD)
    LETTERS.update(state="refused", error="550 no such user")
    night(date(2027, 12, 2))
    stay(ria, now=at(date(2027, 12, 3)))
    assert LETTERS.get(channel="letter").state == "withheld"
    night(date(2027, 12, 20))
    ria.refresh_from_db()
    assert ria.is_active
    assert LETTERS.count() == 2


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
