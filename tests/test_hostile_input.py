"""Whatever somebody types into whichever form, the answer is never an error page (P8, F20)."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from onderling.base.once import FIELD
from tests import world as worlds
from tests.test_permissions import MEANING, ROWS, VISITORS, Row, address

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]

NASTY = {
    "not a number": "abc",
    "a number that is too large": "9" * 30,
    "NUL": "a\0b",
    "markup": "<script>alert(1)</script>' OR 1=1 --",
    "emoji, right-to-left and combining signs": "👩‍👩‍👧‍👦 \u202eabc\u202c e\u0301\u200b ﷽",
    "ten thousand signs": "x" * 10_000,
}
WRITABLE = [
    row
    for row in ROWS
    if row["van wie"] != "andermans" and any("doet" in row[visitor] for visitor in VISITORS)
]


def last_who_may(row: Row) -> str:
    """The visitor with the most rights who may send this form."""
    return next(v for v in reversed(VISITORS) if MEANING.get(row[v], (False, False))[1])


class Fields(HTMLParser):
    """Collects the names of the fields that a page asks for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag in {"input", "select", "textarea", "button"} and name:
            self.names.add(name)


# What forms call their fields, for the addresses that only take a form from another page.
COMMON = ["bijeenkomst", "stap", "reden", "wat", "stand", "state", "deel", "zaal", "workshop"]


@pytest.mark.parametrize("visitor", [*dict.fromkeys(map(last_who_may, WRITABLE))])
def test_a_form_takes_anything_without_breaking(
    visitor: str, world: worlds.World, sign_in: Callable[..., Any]
) -> None:
    who, entry = world.visitors[visitor]
    client = Client(raise_request_exception=False)
    client = sign_in(who, client, entry=entry) if who else client
    broken = {}
    for row in WRITABLE:
        if last_who_may(row) != visitor:
            continue
        url = address(row, world.own)
        page = client.get(url)
        asked = Fields(page.content.decode()).names if page.status_code == 200 else set()
        for kind, value in NASTY.items():
            typed = dict.fromkeys([*asked, *COMMON], value)
            typed.pop(FIELD, None)
            before = transaction.savepoint()
            response = client.post(url, typed)
            transaction.savepoint_rollback(before)
            if response.status_code >= 500:
                broken[f"{row['adres']}: {kind}"] = response.status_code
    assert broken == {}
