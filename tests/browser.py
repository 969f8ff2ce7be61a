"""A real Chromium for page tests: a phone, a desk, and a browser without script.

The root conftest names this module in `pytest_plugins`; a test that opens a page carries
`@pytest.mark.browser` and asks for `live_server` too.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

AXE = "axe/axe.min.js"  # below tests/: the root conftest serves it beside our own files
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
WITHOUT_SCRIPT: set[Page] = set()


def find_chromium() -> str | None:
    """Return the Chromium of this machine, or the one that ONDERLING_CHROMIUM names."""
    told = os.environ.get("ONDERLING_CHROMIUM")
    return told or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: set ONDERLING_CHROMIUM or install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _page(chromium: Browser, **settings: Any) -> Iterator[Page]:
    context = chromium.new_context(locale="nl-NL", **settings)
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone_page(chromium: Browser) -> Iterator[Page]:
    yield from _page(chromium, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desk_page(chromium: Browser) -> Iterator[Page]:
    yield from _page(chromium, viewport=DESK)


@pytest.fixture
def no_script_page(chromium: Browser) -> Iterator[Page]:
    for page in _page(chromium, viewport=PHONE, has_touch=True, java_script_enabled=False):
        WITHOUT_SCRIPT.add(page)
        yield page
        WITHOUT_SCRIPT.discard(page)


def press(page: Page, name: str, *, role: Literal["button", "link"] = "button") -> None:
    """Press the first button or link of that name, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def look(page: Page) -> None:
    """Look at the open page: axe finds nothing, and nothing sticks out at the side."""
    # axe is script, and would wait for ever where no script runs.
    if page not in WITHOUT_SCRIPT:
        assert violations(page) == [], page.url
    fits(page)


def look_wide_and_narrow(page: Page) -> None:
    """Look at the page on a desk, and then at its width on a phone: one visit, two windows."""
    look(page)
    page.set_viewport_size(PHONE)
    fits(page)
    page.set_viewport_size(DESK)


def fits(page: Page) -> None:
    width, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= seen, f"{page.url} is {width} px wide in a window of {seen} px"


def violations(page: Page) -> list[str]:
    """Run axe and say in one line each what it found."""
    # From the site itself, so that its content security policy lets it in as it stands, and the
    # browser reads it once for all pages.
    page.add_script_tag(url=f"/static/{AXE}")
    found = page.evaluate(
        "axe.run({resultTypes: ['violations']}).then(result => result.violations)"
    )
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]}"
        for fault in found
        for node in fault["nodes"]
    ]
