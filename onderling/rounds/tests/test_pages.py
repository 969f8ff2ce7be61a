"""The pages of a round for its coordinator: settings, steps, phases, calendar (S4-11, X-57)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onderling.people.rules import Role, Scope
from onderling.rounds.actions import add_calendar_line
from onderling.rounds.models import CalendarLine, Phase, Round
from onderling.rounds.rules import State, last_day_of
from tests.makers import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(
    person: Callable[..., Any],
    grant: Callable[..., Any],
    sign_in: Callable[..., Any],
    study_day: Callable[..., Round],
) -> Any:
    """Karin coordinates one study day; her client, with the round on it."""
    who = person("Karin")
    round = study_day()
    grant(who, Role.COORDINATOR, Scope.ROUND, round.pk)
    client = sign_in(who)
    client.round = round
    return client


def at(karin: Any, name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=[karin.round.slug, *args])


def test_the_settings_page_shows_what_is_there_and_saves_what_changes(karin: Any) -> None:
    page = karin.get(at(karin, "settings")).content.decode()
    assert 'value="Studiedag 2026"' in page
    told = {
        "name": "Studiedag 2026",
        "contact_name": "Olena Nowak",
        "contact_phone": "088 000 00 01",
        "walk_ins": "10",
        "colour": "green",
        "formality": "informeel",
        "venue": "De Loods",
    }
    answer = karin.post(at(karin, "settings"), told)
    assert answer.url == at(karin, "settings")
    karin.round.refresh_from_db()
    kept = (karin.round.contact_name, karin.round.venue, karin.round.walk_ins)
    assert kept == ("Olena Nowak", "De Loods", 10)


def test_a_round_without_a_telephone_number_is_not_saved_and_what_was_typed_stays(
    karin: Any,
) -> None:
    told = {"name": "Nieuwe naam", "contact_name": "Olena", "colour": "sun"}
    told |= {"formality": "informeel"}
    answer = karin.post(at(karin, "settings"), told)
    page = answer.content.decode()
    assert "Eén ding klopt nog niet" in page
    assert 'value="Nieuwe naam"' in page
    karin.round.refresh_from_db()
    assert karin.round.name == "Studiedag 2026"


def test_a_step_says_first_what_it_means_and_is_taken_after_that(karin: Any) -> None:
    asked = karin.get(at(karin, "state"), {"naar": State.MATCHING}).content.decode()
    assert "Sluit de wensen en ga verdelen?" in asked
    karin.round.refresh_from_db()
    assert karin.round.state == State.OPEN
    karin.post(at(karin, "state"), {"naar": State.MATCHING})
    karin.round.refresh_from_db()
    assert karin.round.state == State.MATCHING


@pytest.mark.parametrize("goal", [State.CONFIRMED, State.CLOSED, "onzin", ""])
def test_a_step_that_cannot_be_taken_leads_back_with_a_sentence(karin: Any, goal: str) -> None:
    answer = karin.post(at(karin, "state"), {"naar": goal}, follow=True)
    assert "Deze stap kan nu niet." in answer.content.decode()
    karin.round.refresh_from_db()
    assert karin.round.state == State.OPEN


def test_the_list_of_phases_says_tot_en_met(karin: Any) -> None:
    page = karin.get(at(karin, "phases")).content.decode()
    assert "tot en met 19 november, 23:59" in page
    assert "Workshops aanbieden" in page  # may still be added


def test_a_phase_is_typed_with_its_last_day_and_shown_again_like_that(karin: Any) -> None:
    told = {"label": "Wensen", "first_day": "2026-10-01", "last_day": "2026-10-25"}
    karin.post(at(karin, "phase", Phase.Kind.WISHING), told)
    phase = karin.round.phases.get(kind=Phase.Kind.WISHING)
    assert last_day_of(phase.closes, karin.round.zone) == date(2026, 10, 25)
    page = karin.get(at(karin, "phase", Phase.Kind.WISHING)).content.decode()
    assert 'value="2026-10-25"' in page


def test_a_phase_that_ends_before_it_begins_is_told_at_the_field(karin: Any) -> None:
    told = {"label": "Wensen", "first_day": "2026-10-02", "last_day": "2026-10-01"}
    page = karin.post(at(karin, "phase", Phase.Kind.WISHING), told).content.decode()
    assert '<a href="#id_last_day">Laatste dag – Deze dag ligt voor de eerste dag.</a>' in page


def test_a_phase_can_go_and_come_back(karin: Any) -> None:
    karin.post(at(karin, "remove_phase", Phase.Kind.WISHING))
    assert not karin.round.phases.exists()
    told = {"label": "Wensen", "first_day": "2026-10-01", "last_day": "2026-10-25"}
    karin.post(at(karin, "phase", Phase.Kind.WISHING), told)
    assert karin.round.phases.count() == 1


def test_a_kind_of_phase_that_does_not_exist_is_no_page(karin: Any) -> None:
    assert karin.get(at(karin, "phase", "onzin")).status_code == 404


def queries_of(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def add(karin: Any, what: str, offset: str) -> CalendarLine:
    return add_calendar_line(karin.round, offset=offset, who="Karin", what=what, now=NOON)


def test_the_headline_of_the_calendar_is_how_many_tasks_are_late(karin: Any) -> None:
    for number in range(3):
        add(karin, f"Taak {number}", "T-300 weken")
    page = karin.get(at(karin, "calendar")).content.decode()
    assert "Drie taken zijn te laat" in page


def test_an_empty_calendar_says_so(karin: Any) -> None:
    page = karin.get(at(karin, "calendar")).content.decode()
    assert "Deze week is er niets te doen" in page


def test_a_task_is_ticked_off_in_the_list(karin: Any) -> None:
    line = add(karin, "Zaal huren", "T-300 weken")
    karin.post(at(karin, "mark", line.pk), {"stand-state": "done"})
    line.refresh_from_db()
    assert line.state == CalendarLine.State.DONE


def test_skipping_a_task_without_a_reason_asks_for_one(karin: Any) -> None:
    line = add(karin, "Zaal huren", "T-3 weken")
    page = karin.post(at(karin, "mark", line.pk), {"stand-state": "skipped"}).content.decode()
    assert "Schrijf op waarom u deze taak overslaat." in page
    line.refresh_from_db()
    assert line.state == CalendarLine.State.PLANNED


def test_a_task_is_added_and_changed(karin: Any) -> None:
    told = {"what": "Soep bestellen", "who": "Bo", "offset": "T-1 week"}
    karin.post(at(karin, "calendar"), told)
    line = karin.round.calendar.get()
    assert line.on == date(2026, 12, 3)
    karin.post(at(karin, "line", line.pk), {**told, "offset": "T-2 dagen"})
    line.refresh_from_db()
    assert line.on == date(2026, 12, 8)


def test_a_task_at_no_moment_is_told_at_the_field(karin: Any) -> None:
    told = {"what": "Soep bestellen", "who": "Bo", "offset": "ooit"}
    page = karin.post(at(karin, "calendar"), told).content.decode()
    assert "Wanneer? – ‘ooit’ is geen moment." in page
    assert 'value="Soep bestellen"' in page


def test_a_task_of_another_round_is_not_found(karin: Any, study_day: Any) -> None:
    other = study_day(slug="anders")
    line = add_calendar_line(other, offset="T", who="Bo", what="Soep", now=NOON)
    assert karin.get(at(karin, "line", line.pk)).status_code == 404


@pytest.mark.parametrize("name", ["settings", "phases", "calendar"])
def test_somebody_else_finds_no_page(
    karin: Any, name: str, person: Any, sign_in: Any, client: Any
) -> None:
    assert sign_in(person("Ria")).get(at(karin, name)).status_code == 404
    assert client.get(at(karin, name)).url.startswith("/inloggen/")


@pytest.mark.parametrize("name", ["phases", "calendar"])
def test_a_list_asks_the_database_as_often_for_three_as_for_one(karin: Any, name: str) -> None:
    add(karin, "Een", "T-300 weken")
    karin.get(at(karin, name))
    once = queries_of(karin, at(karin, name))
    for what in ("Twee", "Drie"):
        add(karin, what, "T-300 weken")
    for kind in (Phase.Kind.OFFERING, Phase.Kind.MEETING):
        told = {"label": "Fase", "first_day": "2026-10-01", "last_day": "2026-10-25"}
        karin.post(at(karin, "phase", kind), told)
    karin.get(at(karin, name))
    assert queries_of(karin, at(karin, name)) == once


def test_no_goes_back_to_where_somebody_came_from(karin: Any) -> None:
    address = "/ronde/studiedag/stand/?naar=matching"
    from_overview = karin.get(address).content.decode()
    assert '-action" href="/ronde/studiedag/beheer/">Nee, ga terug</a>' in from_overview
    settings = karin.get("/ronde/studiedag/instellingen/").content.decode()
    assert f"{address}&amp;van=instellingen" in settings
    back = karin.get(f"{address}&van=instellingen").content.decode()
    assert '-action" href="/ronde/studiedag/instellingen/">Nee, ga terug</a>' in back
