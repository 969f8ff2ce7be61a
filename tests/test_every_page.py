"""Every page that the table of permissions names, in a real browser: axe finds nothing and
nothing sticks out at the side (X-7, X-12, acceptance 7)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import world as worlds
from tests.browser import look
from tests.makers import NOON
from tests.test_permissions import MEANING, ROWS, address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DOWNLOADS = {
    "base:upload",
    "feedback:feed",
    "feedback:paper",
    "library:contribution_paper",
    "library:feed",
    "evaluation:measures_file",
    "library:practice_paper",
    "evaluation:paper",
    "home:archive",
    "offers:cells",  # what a script asks, not a page
    "offers:meeting_file",
    "offers:offer_cells",
    "signups:feed",
    "signups:my_file",
    "signups:paper_badges_pdf",
    "signups:paper_doors_pdf",
    "signups:paper_lunch_pdf",
    "signups:paper_programmes_pdf",
    "signups:paper_sheets",
    "weblog:feed",
    "weblog:paper",
    "signups:topic_sheet",
    "signups:topic_sheets",
    "workshops:booklet",
    "workshops:export",
    "workshops:all_thanks",
    "workshops:kit_organisation_paper",
    "workshops:kit_paper",
    "workshops:kit_workshop_paper",
    "workshops:programme_file",
    "workshops:schedule_json",
    "workshops:schedule_xml",
}


@pytest.fixture
def world(transactional_db: None) -> worlds.World:
    """A world that the browser sees too: written for real."""
    return worlds.build(now=NOON)


def pages_of(visitor: str, *, besides: str = "") -> list[dict[str, str]]:
    """The addresses this visitor may read, without those that `besides` may read as well."""
    return [
        row
        for row in ROWS
        if row["van wie"] != "andermans"
        and row["adres"] not in DOWNLOADS
        and MEANING.get(row[visitor], (False, False))[0]
        and not (besides and MEANING.get(row[besides], (False, False))[0])
    ]


@pytest.mark.parametrize(
    ("visitor", "besides"),
    [
        ("anoniem", ""),
        ("link", "anoniem"),
        ("gever", "link"),
        ("coördinator", "gever"),
        ("beheerder", "coördinator"),
    ],
)
def test_every_page_is_fit_for_everybody_on_a_phone(
    visitor: str,
    besides: str,
    world: worlds.World,
    sign_in: Callable[..., Any],
    live_server: Any,
    phone_page: Any,
) -> None:
    who, entry = world.visitors[visitor]
    if who:
        cookie = sign_in(who, entry=entry).cookies["sessie"].value
        jar = [{"name": "sessie", "value": cookie, "url": live_server.url}]
        phone_page.context.add_cookies(jar)
    wrong = {}
    for row in pages_of(visitor, besides=besides):
        answer = phone_page.goto(live_server.url + address(row, world.own))
        if answer.status >= 500:
            wrong[row["adres"]] = f"{answer.status}"
        try:
            look(phone_page)
        except AssertionError as fault:
            wrong[row["adres"]] = str(fault)
    assert wrong == {}
