"""The desks of “verwijs door”: the owner keeps them, and says when they were checked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from onderling.base.models import AuditDetail, Setting
from onderling.discussion.actions.desks import kept_desks, set_desk, telephone_of
from onderling.discussion.rules import Desk, needs_a_look
from onderling.people.models import Person
from tests.makers import NOON

CHECKED = date(2026, 11, 1)
TYPED = {
    "name": "Veilig Thuis",
    "number": "0800 1234",
    "site": "https://veiligthuis.example/",
    "checked": CHECKED.isoformat(),
}


@pytest.fixture
def owner(db: None, person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    who = person("Peter")
    grant(who)
    return who


@pytest.mark.parametrize(
    ("checked", "needs"),
    [(None, True), (date(2025, 10, 30), True), (date(2025, 11, 1), False), (CHECKED, False)],
)
def test_a_number_is_looked_at_at_least_once_a_year(checked: date | None, needs: bool) -> None:
    assert needs_a_look(checked, today=NOON.date()) is needs


def test_nobody_checked_the_numbers_that_we_begin_with(
    owner: Person, sign_in: Callable[..., Client]
) -> None:
    visit = sign_in(owner)
    assert {one.checked for one in kept_desks().values()} == {None}
    assert "Kijk de loketten na" in visit.get("/beheer/").content.decode()
    page = visit.get("/beheer/loketten/").content.decode()
    assert page.count("Nog niet nagekeken") == len(Desk)


def test_the_owner_says_how_it_is_and_when_that_was_checked(
    owner: Person, sign_in: Callable[..., Client], client: Client
) -> None:
    visit = sign_in(owner)
    visit.post("/beheer/loketten/safe_home/", TYPED)
    visit.post("/beheer/loketten/safe_home/", TYPED)
    found = telephone_of("safe_home")
    assert (found.number, found.site) == ("0800 1234", "veiligthuis.example")
    assert Setting.objects.filter(name="desk:NL:safe_home").count() == 1
    assert "Nagekeken op 1 november 2026" in visit.get("/beheer/loketten/").content.decode()
    said = AuditDetail.objects.get(line__deed="set_desk")
    assert (said.old["number"], said.new["number"]) == ("0800 2000", "0800 1234")
    assert "Bel Veilig Thuis (0800 1234)" in client.get("/bijdragen/nieuw/").content.decode()


def test_after_midnight_today_is_not_a_day_to_come(owner: Person) -> None:
    night = NOON.replace(hour=23, minute=30)  # half past twelve in Amsterdam
    today, kept = date(2026, 11, 3), kept_desks()[Desk.SAFE_HOME]
    set_desk(kept.desk, kept.telephone, checked=today, by=owner, now=night)
    assert kept_desks()[Desk.SAFE_HOME].checked == today


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"checked": "2026-11-03"}, "Die dag moet nog komen."),
        ({"number": "geen"}, "Vul een nummer in dat mensen kunnen bellen."),
    ],
)
def test_a_wrong_desk_is_refused_and_nothing_typed_is_lost(
    owner: Person, sign_in: Callable[..., Client], typed: dict[str, Any], said: str
) -> None:
    page = sign_in(owner).post("/beheer/loketten/safe_home/", TYPED | typed).content.decode()
    assert (said in page, "veiligthuis.example" in page) == (True, True)
    assert not Setting.objects.exists()
