"""The live counter, and what it may tell (S3a-7, S3a-10)."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.terms import set_term
from onderling.formats.workshops.queries.counter import count
from onderling.formats.workshops.queries.kept import forget
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from tests.makers import NOON


@pytest.fixture
def busy(
    study_day: Any, meeting: Any, participation: Any, person: Any, organisation: Any
) -> Round:
    """Twelve people of two organisations in a workshop of one of them."""
    day: Round = study_day(state=State.CONFIRMED)
    soup = meeting(day, "Soep", seats=20)
    soup.offer.organisation = organisation()
    soup.offer.save()
    police = organisation("Politie Waterlinde")
    for number in range(12):
        at = police if number < 5 else organisation()
        who = participation(day, person(at=at))
        take_place(who, soup, by=who.person, now=NOON)
    return day


@pytest.mark.sqlite_only
def test_everybody_reads_how_many_there_are(busy: Round, client: Any) -> None:
    page = " ".join(client.get("/ronde/studiedag/teller/").content.decode().split())
    for told_ in (
        "<b>1</b><span>workshop</span>",
        "<b>12</b><span>mensen doen mee</span>",
        "<b>2</b><span>organisaties doen mee</span>",
        "<b>12</b><span>van de 20 plekken bezet</span>",
        "bij een andere organisatie: 5 van 12 plekken",
    ):
        assert told_ in page, told_
    assert "<b>12</b><span>mensen doen mee</span>" in " ".join(
        client.get("/ronde/studiedag/").content.decode().split()
    )


def test_no_demand_is_shown_before_the_places_are_divided(busy: Round) -> None:
    Round.objects.update(state=State.OPEN)
    found = count(Round.objects.get())
    assert (found.taken, found.elsewhere, found.people) == (None, None, 12)
    assert [(line.name, line.workshops, line.people) for line in found.lines] == [
        ("Welzijn Havermonde", 1, 7),
        ("Politie Waterlinde", 0, 5),
    ]


@pytest.mark.sqlite_only
def test_from_how_many_people_a_number_is_told_is_a_term_of_the_install(busy: Round) -> None:
    """X-13: higher with a reason, and never below five."""
    because = "iedereen kent elkaar"
    set_term("least_people", 7, because=because, by=None, now=NOON)
    found = count(busy)
    assert (found.people, found.elsewhere) == (12, None)
    assert {line.name: line.people for line in found.lines} == {"Welzijn Havermonde": None}
    with pytest.raises(Refused, match="Kies een getal van 5 tot en met 50"):
        set_term("least_people", 4, because=because, by=None, now=NOON)


@pytest.mark.sqlite_only
def test_a_page_that_stands_open_gets_its_numbers_only_when_they_changed(
    busy: Round, client: Any
) -> None:
    with override_settings(KEEP_PROGRAMME_SECONDS=60):
        forget()
        htmx = {"HTTP_HX_REQUEST": "true"}
        first = client.get("/ronde/studiedag/teller/", **htmx)
        assert first.content.decode().lstrip().startswith('<div class="ond-stats" id="teller"')
        audit.note(None, "make_round", on=busy, now=NOON, new={})
        client.get("/ronde/studiedag/teller/", **htmx)
        with CaptureQueriesContext(connection) as asked:
            again = client.get(
                "/ronde/studiedag/teller/", HTTP_IF_NONE_MATCH=first["ETag"], **htmx
            )
        assert (again.status_code, len(asked)) == (304, 1)
    forget()


def test_a_draft_has_no_counter(study_day: Any, client: Any) -> None:
    study_day(state=State.DRAFT)
    assert client.get("/ronde/studiedag/teller/").status_code == 404
