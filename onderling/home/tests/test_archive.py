"""The handover archive: enough for a successor to begin the next round (X-9)."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from django.urls import reverse

from onderling.base.audit import ref
from onderling.mail.models import OwnText
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from onderling.rounds.models import CalendarLine, Round
from tests.makers import NOON

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

Make = Callable[..., Any]


@pytest.fixture
def karin(
    study_day: Make, meeting: Make, participation: Make, person: Make, grant: Make
) -> Any:
    """Karin coordinates a round with a workshop, a participant, a task, a text of its own."""
    round: Round = study_day()
    meeting(round, "Soep", giver=person("Bea", "Naaijkens"), room="Keuken")
    participation(round, person("Ria", "Leenheer"))
    for what, state in (("Zaal boeken", "done"), ("Deurlijsten printen", "planned")):
        CalendarLine.objects.create(
            round=round, offset="T-1 week", on="2026-12-03", who="Karin", what=what, state=state
        )
    OwnText.objects.create(
        scope_ref=ref(round), key="plaatsing", subject="Uw plek", body="Dag!", changed=NOON
    )
    who = person("Karin", "Boshuizen")
    grant(who, Role.COORDINATOR, Scope.ROUND, round.pk)
    return who


def address() -> str:
    return reverse("home:archive", args=["studiedag"])


def packed(client: Any) -> dict[str, bytes]:
    answer = client.get(address())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    with ZipFile(BytesIO(answer.content)) as file:
        return {name.removeprefix("studiedag/"): file.read(name) for name in file.namelist()}


def test_a_successor_finds_texts_calendar_lists_numbers_and_what_is_open(
    karin: Person, sign_in: Make, study_day: Make
) -> None:
    before = study_day(slug="vorig")
    Round.objects.filter(pk=before.pk).update(name="Studiedag 2025", starts_on="2025-12-11")
    found = packed(sign_in(karin))
    assert sorted(found) == ["lees-mij.html", "lijsten.xlsx", "programma.pdf", "schedule.json"]
    page = found["lees-mij.html"].decode()
    open_part = page.split("Wat nog open staat")[1].split("In getallen")[0]
    assert ("Deurlijsten printen" in open_part, "Zaal boeken" in open_part) == (True, False)
    for said in ("Zaal boeken", "Uw plek", "Studiedag 2025", "<td>1</td>"):
        assert said in page
    book = openpyxl.load_workbook(BytesIO(found["lijsten.xlsx"]))
    assert "Leenheer" in str([list(row) for row in book["Mensen"].values])
    assert json.loads(found["schedule.json"])["schedule"]["conference"]["title"] == (
        "Studiedag 2026"
    )


def test_a_round_without_a_programme_has_an_archive_all_the_same(
    karin: Person, sign_in: Make
) -> None:
    round = Round.objects.get()
    round.offers.all().delete()
    round.slots.all().delete()
    assert sorted(packed(sign_in(karin))) == ["lees-mij.html", "lijsten.xlsx"]


def test_nobody_else_takes_it_along(karin: Person, person: Make, sign_in: Make) -> None:
    giver = sign_in(Person.objects.get(first_name="Bea"))
    assert giver.get(address()).status_code == 404
    elsewhere = reverse("rounds:hand_over", args=["studiedag"])
    assert address() in sign_in(karin).get(elsewhere).content.decode()


def test_what_looks_like_markup_stays_text(karin: Person, sign_in: Make) -> None:
    Round.objects.update(intro="<script>alert(1)</script>")
    page = packed(sign_in(karin))["lees-mij.html"].decode()
    assert ("<script" in page, "&lt;script&gt;" in page) == (False, True)
