"""A card is looked at once more as it goes, and that card only: hundreds may go in a night."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection

from onderling.base.privacy import CARD, ROUND
from onderling.mail.actions.switches import set_switch
from onderling.mail.models import Message
from onderling.mail.rules import Purpose
from onderling.people.actions.clearing import let_cards_go
from onderling.people.actions.merging import belongings
from onderling.people.actions.outlook import cards
from onderling.people.actions.staying import tell_who_goes
from onderling.people.models import Person
from tests import world as worlds
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
TOLD, GOES = date(2027, 11, 4), date(2027, 11, 18)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA, settings.EMAIL_HOST = tmp_path, ""


def at(day: date) -> datetime:
    return NOON + (day - NOON.date())


@pytest.mark.parametrize("keep", [CARD, ROUND])
def test_what_is_asked_of_one_is_what_is_asked_of_all(keep: str, person: Make) -> None:
    """Every room counts: who takes part, gives, answers, runs, said or sent something."""
    worlds.build(now=NOON)
    reads, signs_in = person("Olena"), person("Sam")
    set_switch(reads, Purpose.NEWSLETTER, on=True, now=NOON)
    Person.objects.filter(pk=signs_in.pk).update(last_login=at(date(2027, 1, 1)))
    every = cards(keep=keep)
    assert every
    people = list(Person.objects.values_list("pk", flat=True))
    for pk in people:
        assert cards(keep=keep, whom=[pk]) == ({pk: every[pk]} if pk in every else {})
        told = [seen.person for room in belongings() for seen in room.seen([pk])]
        assert set(told) <= {pk}
    assert cards(keep=keep, whom=people) == every
    assert cards(keep=keep, whom=[]) == {}


def _told(person: Make, number: int) -> list[Person]:
    found = [
        person(f"Mens {one}", email=f"mens{one}@voorbeeld.example") for one in range(number)
    ]
    tell_who_goes(now=at(TOLD))
    Message.objects.filter(kind="card_goes").update(state="sent", sent=at(TOLD))
    return found


def test_a_card_asks_as_little_however_many_go_with_it(person: Make) -> None:
    """It asked 449 times: the taking away swept every trail, also where it led nowhere."""
    _told(person, 10)
    asked: list[str] = []

    def count(execute: Any, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(count):
        assert let_cards_go(now=at(GOES)) == 10
    assert len(asked) / 10 < 300


def test_who_was_told_is_looked_at_anew_for_each_card(person: Make) -> None:
    """A mail that comes back while others go: its person stays."""
    first, second = _told(person, 2)

    def comes_back() -> bool:
        gone = Person.objects.get(pk=first.pk)
        if not gone.is_active:
            mine = Message.objects.get(kind="card_goes", to_ref=f"people.person:{second.pk}")
            mine.bounces.get_or_create(kind="hard", defaults={"at": at(GOES)})
        return True

    assert let_cards_go(now=at(GOES), goes_on=comes_back) == 1
    second.refresh_from_db()
    assert second.is_active
