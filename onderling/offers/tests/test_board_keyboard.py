"""The board by keyboard and by mouse, in a browser (X-64)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from onderling.offers.models import Meeting, Room
from onderling.offers.rules import OfferState
from tests.browser import look

Make = Callable[..., Any]


def places() -> dict[str, str]:
    return {
        one.offer.title: f"{one.slot or ''} {one.room or ''}".strip()
        for one in Meeting.objects.select_related("offer", "slot", "room")
    }


@pytest.fixture
def board(
    live_server: Any, desk_page: Page, karin: Client, study_day: Make, offer: Make, person: Make
) -> Page:
    """Karin at the empty board of three slots and two rooms; three workshops wait beside it."""
    day = study_day()
    for name in ("Wilg", "Els"):
        Room.objects.create(round=day, name=name, holds=20)
    theo = person("Theo", "Abrahamse")
    shown = {"state": OfferState.PUBLISHED}
    for title in ("Afstand", "Nee zeggen"):
        offer(day, title, maker=theo, **shown)
    offer(day, "Soep", **shown)
    key = karin.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
    desk_page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dict will do
    desk_page.goto(f"{live_server.url}/ronde/studiedag/bord/")
    return desk_page


@pytest.mark.browser
def test_the_board_is_built_by_keyboard_alone_and_tells_a_clash_first(
    board: Page,
) -> None:
    page = board
    voice, keys = page.locator("#bordstem"), page.keyboard

    def pick_up(title: str) -> None:
        page.get_by_role("button", name=f"Pak op: {title}").focus()
        keys.press("Enter")

    pick_up("Afstand")
    expect(voice).to_contain_text("‘Afstand’ opgepakt.")
    keys.press("ArrowDown")
    expect(voice).to_have_text("Ronde 1, Wilg. Dit vak is vrij.")
    keys.press("Enter")
    expect(voice).to_have_text("‘Afstand’ staat nu in Ronde 1, Wilg.")

    pick_up("Nee zeggen")
    keys.press("ArrowLeft")  # the first free cell: beside the other workshop of this giver
    keys.press("ArrowLeft")
    keys.press("ArrowDown")
    clash = "Theo Abrahamse: ook gever van ‘Afstand’ in Ronde 1, Wilg."
    expect(voice).to_have_text(f"Ronde 1, Els. Let op: {clash}")
    expect(page.locator("#bordtabel .is-doel")).to_contain_text(clash)
    look(page)
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text(clash)
    keys.press("Enter")  # the safe answer has the focus
    expect(voice).to_have_text("‘Nee zeggen’ staat weer waar het stond.")
    assert places() == {"Afstand": "Ronde 1 Wilg"}

    keys.press("Space")
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(voice).to_have_text("‘Nee zeggen’ staat nu in Ronde 2, Wilg.")
    pick_up("Soep")
    keys.press("ArrowUp")
    keys.press("Escape")
    expect(voice).to_have_text("‘Soep’ staat weer waar het stond.")

    soup = page.get_by_role("button", name="Pak op: Soep")
    soup.hover()
    page.mouse.down()
    page.locator("#bordtabel .ond-vak").last.hover()
    page.mouse.up()
    expect(voice).to_have_text("‘Soep’ staat nu in Ronde 3, Els.")
    page.get_by_role("button", name="Maak ongedaan").focus()
    keys.press("Enter")
    expect(voice).to_contain_text("Ongedaan gemaakt")
    assert places() == {
        "Afstand": "Ronde 1 Wilg",
        "Nee zeggen": "Ronde 2 Wilg",
        "Soep": "",
    }
    look(page)
