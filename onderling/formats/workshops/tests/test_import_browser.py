"""Bringing a list in, in a real browser: a phone without script, a desk, and axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from onderling.base.models import Import
from onderling.formats.workshops.actions.imports import job
from onderling.formats.workshops.tests.conftest import FILES, MOMENT
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Participation
from tests.browser import look_wide_and_narrow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]


@pytest.fixture
def enter(sign_in: Make, coordinator: Person, live_server: Any) -> Callable[[Page], None]:
    def as_coordinator(page: Page) -> None:
        key = sign_in(coordinator).cookies["sessie"].value
        page.context.add_cookies([{"name": "sessie", "value": key, "url": live_server.url}])

    return as_coordinator


def bring(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.set_input_files("input[type=file]", FILES / name)
    press(page, "Bekijk de rijen")


def test_a_list_comes_in_and_goes_back_on_a_phone_without_script(
    no_script_page: Page, enter: Make, live_server: Any, round_: Round, taken: Make
) -> None:
    taken("studiedag_sessies.csv")
    page = no_script_page
    enter(page)
    bring(page, f"{live_server.url}/ronde/studiedag/inlezen/", "deelnemers_excel_nl.csv")
    assert page.get_by_role("heading", level=1).inner_text() == "19 rijen vragen uw aandacht"
    page.get_by_label("Wat doen wij met rij 40?").select_option("skip")
    press(page, "Neem 38 rijen over")
    assert page.get_by_text("Ingelezen: 38 nieuw").is_visible()
    assert Participation.objects.count() == 38
    press(page, "Maak het inlezen ongedaan", role="link")
    press(page, "Maak het inlezen ongedaan")
    assert page.get_by_text("Ongedaan gemaakt.").is_visible()
    assert Participation.objects.count() == 0


def test_the_pages_have_no_faults_that_axe_can_see(
    enter: Make,
    live_server: Any,
    round_: Round,
    taken: Make,
    listed: Make,
    coordinator: Person,
    desk_page: Page,
) -> None:
    taken("studiedag_sessies.csv")
    job.ask(listed("personen.csv"), by=coordinator, now=MOMENT)  # and no worker takes it
    listed("deelnemers_excel_nl.csv")
    listed("Wie;Waar\nRia;Welzijn\n")
    page = desk_page
    enter(page)
    page.goto(f"{live_server.url}/ronde/studiedag/inlezen/")
    look_wide_and_narrow(page)
    for source in Import.objects.all():
        page.goto(f"{live_server.url}/ronde/studiedag/inlezen/{source.pk}/")
        look_wide_and_narrow(page)
    done = Import.objects.get(state=Import.State.DONE)
    page.goto(f"{live_server.url}/ronde/studiedag/inlezen/{done.pk}/ongedaan/")
    look_wide_and_narrow(page)
