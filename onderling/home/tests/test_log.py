"""The log book: who did what, from what to what, for coordinators of that round only (X-6)."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import onderling
from onderling.base import audit
from onderling.home.queries.deed_words import DEEDS
from onderling.home.queries.history import told
from onderling.people.rules import Role, Scope
from onderling.rounds import actions
from tests.makers import NOON

pytestmark = pytest.mark.django_db
HOUSE = Path(onderling.__file__).parent


@pytest.fixture
def karin(person: Any, grant: Any, sign_in: Any, study_day: Any) -> Any:
    who = person("Karin", "Boshuizen")
    client = sign_in(who)
    client.person, client.round = who, study_day()
    grant(who, Role.COORDINATOR, Scope.ROUND, client.round.pk)
    return client


def page_of(karin: Any) -> str:
    return karin.get(f"/ronde/{karin.round.slug}/logboek/").content.decode()  # type: ignore[no-any-return]  # the client is Any


def test_a_change_is_told_with_who_and_from_what_to_what(karin: Any) -> None:
    actions.change_round(karin.round, venue="De Loods", by=karin.person, now=NOON)
    actions.change_round(karin.round, venue="De Zaal", by=karin.person, now=NOON)
    page = " ".join(re.sub(r"<[^>]+>", " ", page_of(karin)).split())
    assert "Karin Boshuizen veranderde de ronde: Studiedag 2026" in page
    assert "waar: De Loods → werd De Zaal" in page


def test_what_nobody_did_happened_by_itself_and_what_is_gone_is_told_as_gone(
    karin: Any,
) -> None:
    line = actions.add_calendar_line(karin.round, offset="T", who="Bo", what="Soep", now=NOON)
    line.delete()
    page = " ".join(re.sub(r"<[^>]+>", " ", page_of(karin)).split())
    assert "vanzelf zette een taak in de kalender: (is er niet meer)" in page


def test_wishes_are_told_by_title_and_a_reason_is_shown(
    karin: Any, meeting: Any, participation: Any
) -> None:
    soup = meeting(karin.round)
    ria = participation(karin.round)
    audit.note(
        karin.person,
        "save_wishes",
        on=ria,
        scope=karin.round,
        now=NOON,
        old={"wishes": {}, "absent": []},
        new={"wishes": {str(soup.pk): "cannot"}, "absent": [soup.slot_id]},
        because="belde",
    )
    page = page_of(karin)
    assert "Soep als gespreksleider (Ronde 1): kan niet" in page
    assert "niet aanwezig in: Ronde 1" in page
    assert "belde" in page


def test_lines_of_another_round_are_not_here(karin: Any, study_day: Any) -> None:
    actions.change_round(study_day(slug="anders"), venue="Elders", by=None, now=NOON)
    assert "Nog niets gebeurd" in page_of(karin)


def test_somebody_else_does_not_read_the_log(karin: Any, person: Any, sign_in: Any) -> None:
    address = f"/ronde/{karin.round.slug}/logboek/"
    assert sign_in(person("Ria")).get(address).status_code == 404


def test_the_log_asks_as_often_for_three_lines_as_for_one(
    karin: Any, participation: Any
) -> None:
    counts = []
    for _ in range(3):
        ria = participation(karin.round)
        audit.note(ria.person, "take_part", on=ria, scope=karin.round, now=NOON)
        page_of(karin)
        with CaptureQueriesContext(connection) as counted:
            page_of(karin)
        counts.append(len(counted))
    assert counts[0] == counts[2]


def test_every_deed_in_the_house_has_a_dutch_word() -> None:
    noted = re.compile(r"audit\.note\(\s*[\w.]+,\s*f?\"([\w{}]+)\"", re.DOTALL)
    deeds = {
        deed
        for path in HOUSE.glob("**/*.py")
        if "tests" not in path.parts
        for deed in noted.findall(path.read_text())
        if "{" not in deed
    }
    assert len(deeds) > 30
    assert deeds - set(DEEDS) == set()


def test_states_and_lists_are_named_in_dutch(study_day: Any, person: Any) -> None:
    round = study_day()
    new = {"kind": "wishes", "letters": 214, "state": "matching"}
    line = audit.note(
        person(), "change_state", on=round, now=NOON, old={"state": "open"}, new=new
    )
    (entry,) = told([line])
    said = {change.field: (change.old, change.new) for change in entry.changes}
    assert said == {
        "stand": ("open voor wensen", "verdelen"),
        "soort": ("", "wensen"),
        "berichten": ("", "214"),
    }
