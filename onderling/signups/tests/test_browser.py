"""The back button, a double click, a deadline, a visit that ended: what was typed is kept.

Acceptance 6 of the study day in real life, in a real browser (X-4).
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils.timezone import now
from playwright.sync_api import Browser, Page

from onderling.base.models import AuditLine
from onderling.mail.models import Message
from onderling.offers.models import Offer
from onderling.people.actions.links import personal_address
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State
from onderling.signups.models import AllocationRun, Participation, Signup
from tests.browser import find_chromium, look, press
from tests.makers import NOON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]


@pytest.fixture
def come_in(sign_in: Make, live_server: Any) -> Callable[[Page, Any], None]:
    def enter(page: Page, person: Any) -> None:
        cookie = sign_in(person).cookies["sessie"].value
        page.context.add_cookies([{"name": "sessie", "value": cookie, "url": live_server.url}])

    return enter


@pytest.fixture
def ria(study_day: Make, meeting: Make, participation: Make, person: Make) -> Participation:
    """Somebody who may choose from two workshops, and may offer one."""
    round_ = study_day(slots=1)
    meeting(round_, "Soep")
    meeting(round_, "Brood")
    who: Participation = participation(round_, person("Ria"))
    return who


def wished(who: Participation) -> list[str]:
    return [wish.meeting.offer.title for wish in who.wishes.order_by("rank")]


def choose(page: Page, title: str) -> None:
    page.get_by_label("Eerste wens").select_option(label=title)


def save(page: Page) -> None:
    press(page, "Bewaar mijn wensen")
    page.get_by_text("Uw wensen zijn bewaard").wait_for()


@pytest.fixture
def remembering_page(chromium: Browser) -> Iterator[Page]:
    """A browser that shows a page as it was left when one goes back, as people have them."""
    browser = chromium.browser_type.launch(
        executable_path=find_chromium(),
        args=["--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser.new_page()
    browser.close()


def test_what_is_changed_after_going_back_is_saved_too(
    live_server: Any, ria: Any, come_in: Make, no_script_page: Page
) -> None:
    page = no_script_page
    come_in(page, ria.person)
    page.goto(f"{live_server.url}/ronde/studiedag/wensen/")
    choose(page, "Soep")
    page.get_by_role("button", name="Bewaar mijn wensen").dblclick()
    page.get_by_text("Uw wensen zijn bewaard").wait_for()
    assert wished(ria) == ["Soep"]
    assert AuditLine.objects.filter(deed="save_wishes").count() == 1
    page.go_back()
    page.get_by_label("Dit neem ik mee").fill("tien jaar ervaring")
    choose(page, "Brood")
    save(page)
    assert wished(ria) == ["Brood"]
    assert page.get_by_label("Dit neem ik mee").input_value() == "tien jaar ervaring"


def test_a_form_that_the_browser_remembered_counts_when_its_text_changed(
    live_server: Any, ria: Any, meeting: Make, come_in: Make, remembering_page: Page
) -> None:
    page = remembering_page
    offer = meeting(ria.round, "Wandelen", giver=ria.person).offer
    Offer.objects.filter(pk=offer.pk).update(state="draft", afterwards="x", about="x")
    come_in(page, ria.person)
    page.goto(f"{live_server.url}/aanbod/{offer.pk}/wijzig/")
    key = page.locator("main [name=sleutel]").input_value()
    for needs in ("een kwast", "twee kwasten"):
        page.get_by_label("Wat hebt u nodig?").fill(needs)
        press(page, "Bewaar de workshop")
        if needs == "twee kwasten":  # the text that is saved now stands beside the new one
            assert page.get_by_text("U bewaarde dit zelf al anders.").is_visible()
            press(page, "Bewaar de workshop")
        page.wait_for_url(f"**/aanbod/{offer.pk}/")
        offer.refresh_from_db()
        assert offer.needs == needs
        page.go_back(wait_until="commit")  # a remembered page does not load again
        page.get_by_label("Wat hebt u nodig?").wait_for()
        if needs == "een kwast":
            assert page.locator("main [name=sleutel]").input_value() == key


def test_a_double_click_publishes_once_and_gives_one_place_back(
    live_server: Any, proof: AllocationRun, karin: Any, come_in: Make, desk_page: Page
) -> None:
    come_in(desk_page, karin)
    desk_page.goto(f"{live_server.url}/ronde/studiedag/verdeling/{proof.pk}/publiceer/")
    desk_page.get_by_role("button", name="Publiceer nu").dblclick()
    desk_page.get_by_text("De verdeling is gepubliceerd.").wait_for()
    assert AuditLine.objects.filter(deed="publish_allocation").count() == 1
    assert Message.objects.filter(kind="allocation").count() == 5
    place = Signup.objects.seated().select_related("participation__person").first()
    assert place is not None
    come_in(desk_page, place.participation.person)
    desk_page.goto(f"{live_server.url}/plek/{place.pk}/afmelden/")
    desk_page.get_by_role("button", name="Meld mij af").dblclick()
    desk_page.get_by_role("heading", name="U hebt hier geen plek meer").wait_for()
    assert desk_page.get_by_text("U bent afgemeld voor").is_visible()
    assert Signup.objects.seated().filter(participation=place.participation).count() == 0
    assert AuditLine.objects.filter(deed="give_back").count() == 1


def test_a_form_after_the_deadline_says_why_and_shows_what_was_typed(
    live_server: Any, ria: Any, come_in: Make, phone_page: Page
) -> None:
    page, here = phone_page, f"{live_server.url}/ronde/studiedag"
    come_in(page, ria.person)
    page.goto(f"{here}/wensen/")
    choose(page, "Soep")
    page.get_by_label("Dit neem ik mee").fill("tien jaar ervaring")
    Round.objects.update(state=State.CONFIRMED)
    press(page, "Bewaar mijn wensen")
    assert page.get_by_text("De plekken zijn al verdeeld.").is_visible()
    assert page.locator("dd").all_inner_texts()[-2:] == ["Soep", "tien jaar ervaring"]
    look(page)

    Round.objects.update(state=State.OPEN)
    page.goto(f"{here}/geef/")
    page.get_by_label("Titel van uw workshop").fill("Luisteren zonder advies")
    page.get_by_label("Waar gaat het over?").fill("Eerst luisteren.\nDan pas praten.")
    weeks = {"opens": now() - timedelta(days=9), "closes": now() - timedelta(days=1)}
    offering = Phase.Kind.OFFERING
    Phase.objects.create(round=ria.round, kind=offering, label="Aanbieden", **weeks)
    press(page, "Bied mijn workshop aan")
    assert page.get_by_text("kon u een workshop aanbieden tot en met").is_visible()
    typed = page.locator("dd").all_inner_texts()
    assert typed[0] == "Luisteren zonder advies"
    assert typed[1] == "Eerst luisteren.\nDan pas praten."
    assert not Offer.objects.filter(title="Luisteren zonder advies").exists()
    look(page)


def test_who_was_signed_out_meanwhile_signs_in_and_sends_it_with_one_button(
    live_server: Any, ria: Any, come_in: Make, phone_page: Page
) -> None:
    page = phone_page
    come_in(page, ria.person)
    page.goto(f"{live_server.url}/ronde/studiedag/wensen/")
    choose(page, "Soep")
    page.get_by_label("Dit neem ik mee").fill("tien jaar ervaring")
    Session.objects.all().delete()
    press(page, "Bewaar mijn wensen")
    assert page.get_by_text("Wat u invulde, is een uur bewaard.").is_visible()
    path = personal_address(ria.person, now=NOON).split("/", 3)[3]
    page.goto(f"{live_server.url}/{path}")
    press(page, "Ga naar mijn pagina")
    assert page.get_by_text("tien jaar ervaring").is_visible()
    look(page)
    press(page, "Stuur het opnieuw")
    page.get_by_text("Uw wensen zijn bewaard").wait_for()
    ria.refresh_from_db()
    assert (wished(ria), ria.brings) == (["Soep"], "tien jaar ervaring")


def test_a_page_of_an_earlier_visit_is_sent_after_one_look(
    live_server: Any, ria: Any, come_in: Make, no_script_page: Page
) -> None:
    page = no_script_page
    come_in(page, ria.person)
    page.goto(f"{live_server.url}/ronde/studiedag/wensen/")
    choose(page, "Brood")
    page.context.clear_cookies(name="csrf")  # as signing in again in another window does
    press(page, "Bewaar mijn wensen")
    assert page.get_by_text("U bent nu ingelogd als Ria Terpstra.").is_visible()
    assert wished(ria) == []
    look(page)
    press(page, "Stuur het opnieuw")
    page.get_by_text("Uw wensen zijn bewaard").wait_for()
    assert wished(ria) == ["Brood"]
