"""No page asks its database the same thing row after row: hundreds of rows, and still few
questions."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from onderling.demo.actions.last_year import look_back
from onderling.demo.models import Example
from onderling.demo.tests.conftest import NOW
from onderling.people.models import Person
from tests.makers import sign_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
# The same setting of the site may be read for several parts of a page; never one per row.
ALIKE = 4
OF_EACH = 2  # pages: the round of this year, and that of last year
LINK = re.compile(r'href="(/[^"#]*)')
VALUES = re.compile(r"IN \([^)]*\)|'[^']*'|\b\d+\b")


def alike(asked: CaptureQueriesContext) -> tuple[int, str]:
    """The question that was asked most, its values left out, and how often."""
    shapes = Counter(VALUES.sub("?", query["sql"]) for query in asked.captured_queries)
    return max(((number, shape[:200]) for shape, number in shapes.items()), default=(0, ""))


def pages(client: Client) -> Iterator[tuple[str, str, CaptureQueriesContext]]:
    """Walk along the links, some pages of each kind: its name, its address, what it asked."""
    waiting, been, known = ["/", "/mijn/", "/rondes/"], {"/stap-binnen/"}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        if address in been:
            continue
        been.add(address)
        try:
            name = resolve(address.partition("?")[0]).view_name
        except Resolver404:
            continue
        known[name] += 1
        if known[name] > OF_EACH:
            continue
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            waiting += LINK.findall(unescape(page.content.decode()))
            yield name, address, asked


def test_no_page_of_the_example_asks_the_same_for_every_row(
    at_wishes: Example, demo: None
) -> None:
    look_back(at_wishes, now=NOW)
    person = Person.objects.get(first_name="Karin", last_name="Boshuizen")
    seen, costly = 0, {}
    for name, address, asked in pages(sign_in_as(person, Client())):
        seen += 1
        number, shape = alike(asked)
        if number > ALIKE:
            costly[f"{name} {address}"] = (number, shape)
    assert costly == {}
    assert seen > 50


def test_a_page_that_asks_row_by_row_would_be_found(at_wishes: Example) -> None:
    """The negative control."""
    with CaptureQueriesContext(connection) as asked:
        for key in Person.objects.values_list("pk", flat=True)[:20]:
            Person.objects.get(pk=key)
    assert alike(asked)[0] == 20
