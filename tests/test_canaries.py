"""The mail address of a contributor stands in no public byte (S0b-5, S38, acceptance 3)."""

import logging
from typing import Any

import pytest
from django.test import Client

from onderling.formats.library.actions import giving, judging
from onderling.formats.library.models import Practice
from onderling.formats.library.rules import LONGEST_TITLE
from onderling.people.models import Person
from tests import world as worlds
from tests.makers import NOON
from tests.test_permissions import MEANING, ROWS, address

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db]
CANARY = "kanarie"
MORE = ["/zoeken/?zoek=kanarie", "/zoeken/?zoek=geplaatst", "/sitemap.xml", "/bestaat-niet/"]


def plant(by: Person) -> None:
    """Give something in every state, each from an address that nobody else has."""
    for state in ("onbevestigd", "wacht", "geplaatst", "geweigerd", "voorbeeld"):
        given = giving.Given("tip", f"Tip {state}"[:LONGEST_TITLE], "Doe mee.", "Hennie")
        made = giving.give(given, email=f"{CANARY}.{state}@verborgen.example", now=NOON)
        if state != "onbevestigd":
            made = giving.confirm(made, now=NOON)
        if state == "geplaatst":
            judging.publish(made, by=by, now=NOON)
        elif state == "geweigerd":
            judging.reject(made, "twice", by=by, now=NOON)
        elif state == "voorbeeld":
            judging.promote(made, Practice(title="Tip", words="Zo."), by=by, now=NOON)


def bytes_of(answer: Any) -> bytes:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return bytes(body) + repr(answer.headers).encode()


def test_the_address_of_a_contributor_is_in_no_public_byte(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = worlds.build(now=NOON)
    owner = world.visitors["beheerder"][0]
    assert owner
    plant(owner)
    public = [row for row in ROWS if MEANING.get(row["anoniem"], (False, False))[0]]
    urls = [address(row, world.own) for row in public if row["van wie"] != "andermans"]
    client, found = Client(raise_request_exception=False), []
    with caplog.at_level(logging.INFO):
        for url in [*urls, *MORE]:
            body = bytes_of(client.get(url))
            asked = b"kanarie" in url.encode()
            if b"@verborgen" in body or (CANARY.encode() in body and not asked):
                found.append(url)
    assert found == []
    assert "@verborgen" not in caplog.text
    assert len(urls) > 40


def test_the_canary_is_there_to_be_found() -> None:
    """The negative control: where mail waits, it stands."""
    world = worlds.build(now=NOON)
    owner = world.visitors["beheerder"][0]
    assert owner
    plant(owner)
    assert Person.objects.filter(email__startswith=CANARY).count() == 4
