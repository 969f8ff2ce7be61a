"""Fifty workshops typed on one page, and none of them lost (X-4)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from onderling.base.models import Draft
from onderling.offers.models import Meeting, Offer, Slot
from tests.browser import look

HERE = "/ronde/studiedag/workshops/typen/"
Make = Callable[..., Any]


@pytest.fixture
def karin(person: Make, grant: Make, study_day: Make) -> Any:
    karin = person("Karin", "Boshuizen")
    grant(karin)
    study_day()
    return karin


def sent(*rows: dict[str, str]) -> dict[str, str]:
    typed = {"rij-TOTAL_FORMS": str(len(rows)), "rij-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        whole = {"title": "", "giver": "", "minimum": "6", "maximum": "20", "slot": ""} | row
        typed |= {f"rij-{number}-{name}": value for name, value in whole.items()}
    return typed


def test_typed_rows_become_workshops_and_empty_rows_do_not(karin: Any, sign_in: Make) -> None:
    slot = Slot.objects.get(number=2)
    rows = [
        {"title": "Soep", "giver": "Karin Boshuizen", "slot": str(slot.pk)},
        {},
        {"title": "De spiegel", "minimum": "4", "maximum": "9"},
    ]
    page = sign_in(karin).post(HERE, sent(*rows), follow=True)
    assert "2 workshops staan in het aanbod." in page.content.decode()
    found = Offer.objects.values_list("title", "maker", "minimum", "maximum", "state")
    assert list(found.order_by("-title")) == [
        ("Soep", karin.pk, 6, 20, "published"),
        ("De spiegel", None, 4, 9, "submitted"),
    ]
    assert [(m.slot, list(m.givers.all())) for m in Meeting.objects.all()] == [(slot, [karin])]


def test_every_fault_is_named_with_its_row_and_nothing_is_written(
    karin: Any, sign_in: Make
) -> None:
    rows = [{"title": "Soep"}, {"giver": "Niemand Bekend"}, {"title": "X", "maximum": "2"}]
    page = sign_in(karin).post(HERE, sent(*rows)).content.decode()
    assert "Titel, rij 2 – Geef deze workshop een titel." in page
    assert "Wie geeft het, rij 2 – Wij kennen niemand met deze naam" in page
    assert "Hoogstens, rij 3 – Dit is minder dan het aantal waarbij het doorgaat." in page
    assert 'value="Soep"' in page
    assert Offer.objects.count() == 0


def test_an_empty_page_is_refused_in_a_sentence(karin: Any, sign_in: Make) -> None:
    page = sign_in(karin).post(HERE, sent({}, {})).content.decode()
    assert "U typte nog geen workshop. Vul ten minste één titel in." in page


def test_more_rows_keep_what_was_typed_without_script(karin: Any, sign_in: Make) -> None:
    page = sign_in(karin).post(HERE, sent({"title": "Soep"}) | {"meer": "1"}).content.decode()
    assert page.count('-title"') == 2 * 21  # a name and an id each
    assert len(re.findall(r'-minimum"[^>]* value="6"|value="6"[^>]*-minimum"', page)) == 21
    assert 'value="Soep"' in page
    assert "Geef deze workshop een titel" not in page


@pytest.mark.browser
def test_fifty_typed_workshops_survive_a_closed_browser(
    chromium: Browser, live_server: Any, karin: Any, sign_in: Make
) -> None:
    key = sign_in(karin).cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}

    def opened() -> Page:
        context = chromium.new_context(locale="nl-NL")
        context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dict will do
        page = context.new_page()
        page.goto(live_server.url + HERE)
        return page

    page = opened()
    for _more in range(2):
        page.get_by_role("button", name="Twintig regels erbij").click()
    for number in range(50):
        page.fill(f"#id_rij-{number}-title", f"Workshop {number + 1}")
    page.fill("#id_rij-49-maximum", "33")
    page.get_by_text("Uw tekst is bewaard").wait_for()
    page.fill("#id_rij-49-giver", "Karin Boshuizen")
    page.locator("form:not([data-unkept])").wait_for()
    page.context.close()

    page = opened()
    assert page.get_by_text("Dit typte u vandaag").is_visible()
    look(page)
    typed = [page.input_value(f"#id_rij-{number}-title") for number in range(50)]
    assert typed == [f"Workshop {number + 1}" for number in range(50)]
    assert page.input_value("#id_rij-49-maximum") == "33"
    assert page.input_value("#id_rij-49-giver") == "Karin Boshuizen"
    page.get_by_role("button", name="Zet deze workshops in het aanbod").click()
    page.get_by_text("50 workshops staan in het aanbod.").wait_for()
    assert Offer.objects.count() == 50
    assert Draft.objects.count() == 0
    page.context.close()
