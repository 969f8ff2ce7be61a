"""A study day from Excel to published places, as the people in it live it (acceptance 2 and 3).

X-1, X-2, X-3, X-72, S0-14, X-70: through HTTP, by the words on the pages, on both databases.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate, now

from onderling.base.jobs import run_queued
from onderling.base.models import Import
from onderling.formats.workshops.actions.imports.receive import look_of
from onderling.formats.workshops.rules.remarks import Status
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.signups.checks import broken_invariants
from onderling.signups.models import AllocationRun, Participation, Signup
from onderling.signups.rules import SEATED
from onderling.tables.read import read
from onderling.tables.write import write_csv
from tests.study_day_proof import (
    everybody_is_told_once,
    taking_it_back_leaves_no_trace,
    the_proof_is_right,
)
from tests.visitor import Visitor, upload

LISTS = Path(__file__).parent.parent / "onderling/demo/data"
STUDY_DAY = (
    "personen.csv",
    "studiedag_sessies.csv",
    "studiedag_voorkeuren.csv",
    "studiedag_bijzonder.csv",
)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def karin(sign_in: Callable[..., Any], person: Callable[..., Person], grant: Any) -> Visitor:
    """The coordinator, as owner of an install with nothing in it but herself."""
    someone = person("Karin", "Boshuizen", email="karin.boshuizen@welzijn-havermonde.example")
    grant(someone)
    return Visitor(sign_in(someone))


@pytest.fixture
def round_(karin: Visitor) -> Round:
    """A round that Karin began by hand, on one screen."""
    karin.open("/rondes/nieuw/").press(
        "Begin",
        preset="studiedag",
        name="Studiedag 2027",
        starts_on=(localdate(now()) + timedelta(days=30)).isoformat(),
        organisation=Organisation.objects.get().pk,
        contact_name="Karin Boshuizen",
        contact_phone="088 000 00 00",
    )
    return Round.objects.get()


def bring_in(visitor: Visitor, round_: Round, name: str, content: bytes) -> Iterator[str]:
    """Upload one list, yield its preview, take it over and yield what is said then."""
    visitor.open(f"/ronde/{round_.slug}/inlezen/")
    visitor.press("Bekijk de rijen", file=upload(name, content), pasted="")
    yield visitor.text
    visitor.press("Neem")
    yield visitor.text


def take_over(visitor: Visitor, round_: Round) -> None:
    for name in STUDY_DAY:
        list(bring_in(visitor, round_, name, (LISTS / name).read_bytes()))


def open_for_wishes(visitor: Visitor, round_: Round) -> None:
    visitor.open(f"/ronde/{round_.slug}/stand/?naar=open").press("Open de ronde")


def allocate(visitor: Visitor, round_: Round) -> None:
    visitor.open(f"/ronde/{round_.slug}/verdeling/").press("Sluit de wensen en verdeel")
    run_queued()
    visitor.open(f"/ronde/{round_.slug}/verdeling/")


def test_from_four_lists_to_a_published_study_day(karin: Visitor, round_: Round) -> None:
    take_over(karin, round_)
    assert Participation.objects.coming().count() == 214
    # What does not fit is told before anything is divided, by name.
    karin.open(f"/ronde/{round_.slug}/beheer/")
    for words in ("Theo Abrahamse", "Linda Elzinga", "Marja Meerhof", "Tineke Jansonius"):
        assert words in karin.text

    open_for_wishes(karin, round_)
    allocate(karin, round_)
    assert karin.seen.heading.endswith("plekken zijn een wens")
    assert Signup.objects.count() == 0, "a trial gives nobody a place"
    run, by = AllocationRun.objects.get(), Person.objects.earliest("pk")
    the_proof_is_right(run, by)

    karin.open(f"/ronde/{round_.slug}/verdeling/")
    karin.follow("Publiceer de verdeling").press("Publiceer")
    round_.refresh_from_db()
    assert round_.state == "confirmed"
    assert broken_invariants() == []
    everybody_is_told_once(run)
    below = [
        str(row)
        for row in Signup.objects.filter(state__in=SEATED)
        .values_list("meeting__offer__title", "meeting__minimum", "meeting__taken")
        .distinct()
        if row[2] < row[1]
    ]
    assert below == [], "no workshop that goes on is below its minimum"

    # The exit: everything comes out, and goes in again without a change.
    answer = karin.client.get(f"/ronde/{round_.slug}/uitvoer.xlsx")
    assert answer["Content-Disposition"].startswith("attachment")
    book = answer.content
    before = (Person.objects.count(), Participation.objects.count(), Signup.objects.count())
    for sheet in read(book):
        next(bring_in(karin, round_, f"{sheet.name}.csv", write_csv(sheet)))
        look = look_of(Import.objects.latest("pk"), round_)
        assert look is not None, sheet.name
        assert {row.status for row in look.rows} == {Status.SAME}, sheet.name
    assert before == (
        Person.objects.count(),
        Participation.objects.count(),
        Signup.objects.count(),
    )

    taking_it_back_leaves_no_trace(run, by, now())
