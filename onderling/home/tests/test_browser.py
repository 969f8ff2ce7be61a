"""The pages everybody opens, on a desk (X-7, X-12); test_every_page.py holds the phone."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils.timezone import now
from playwright.sync_api import Page

from onderling.offers.models import Meeting
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.actions.seats import take_place
from onderling.signups.models import Participation
from tests.browser import look
from tests.makers import NOON

pytestmark = pytest.mark.browser
OPEN = ["/", "/ronde/studiedag/", "/ronde/studiedag/programma/", "/uw-gegevens/"]
OPEN += ["/toegankelijkheid/", "/liever-op-papier/"]
OWN = ["/mijn/", "/ronde/studiedag/beheer/", "/ronde/studiedag/logboek/", "/rondes/"]
OWN += ["/rondes/nieuw/", "/beheer/", "/beheer/instellingen/", "/ronde/studiedag/fasen/"]
OWN += ["/ronde/studiedag/kalender/", "/ronde/studiedag/instellingen/"]
OWN += ["/ronde/studiedag/verzet/", "/ronde/studiedag/stand/?naar=running"]


@pytest.fixture
def day(
    live_server: Any, study_day: Any, meeting: Any, participation: Any, person: Any, grant: Any
) -> Any:
    """A published study day; Karin owns the install, coordinates, and has a place."""
    round = study_day()
    starts = now().date() + timedelta(weeks=4)
    Round.objects.filter(pk=round.pk).update(
        starts_on=starts, ends_on=starts, state=State.CONFIRMED
    )
    karin = person("Karin", "Boshuizen")
    grant(karin)
    grant(karin, Role.COORDINATOR, Scope.ROUND, round.pk)
    soup = meeting(round, giver=person("Theo", "Abrahamse"), room="Keuken")
    meeting(round, "Een heel lange titel: hoe houd je korte lijnen kort?", slot=2, seats=1)
    participation(round, karin)
    taking = Participation.objects.select_related("round").get()
    take_place(taking, Meeting.objects.get(pk=soup.pk), by=karin, now=NOON)
    return karin


def come_in(page: Page, sign_in: Any, who: Any, address: str) -> None:
    key = sign_in(who).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}]
    )


def test_the_open_pages_are_fine_on_a_desk(live_server: Any, day: Any, desk_page: Page) -> None:
    for path in OPEN:
        desk_page.goto(live_server.url + path)
        look(desk_page)


def test_the_own_pages_are_fine_on_a_desk(
    live_server: Any, day: Any, desk_page: Page, sign_in: Any
) -> None:
    come_in(desk_page, sign_in, day, live_server.url)
    for path in OWN:
        desk_page.goto(live_server.url + path)
        assert "/inloggen/" not in desk_page.url
        look(desk_page)


def test_the_own_day_is_read_and_a_reason_opened_without_script(
    live_server: Any, day: Any, no_script_page: Page, sign_in: Any
) -> None:
    come_in(no_script_page, sign_in, day, live_server.url)
    no_script_page.goto(f"{live_server.url}/mijn/")
    no_script_page.get_by_text("Waarom deze plek?").click()
    assert no_script_page.get_by_text("U koos deze plek zelf.").is_visible()
    look(no_script_page)
