"""People without mail: one row each, ticked when reached, letters to print (X-32)."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from tests.makers import NOON

Make = Callable[..., Any]
PAGE = "/ronde/studiedag/berichten/bellen/"


@pytest.fixture
def karin(person: Make, grant: Make, study_day: Make) -> Person:
    made: Person = person("Karin")
    grant(made, "coordinator", "round", study_day().pk)
    return made


@pytest.fixture
def letter(karin: Person, person: Make) -> Callable[..., Message]:
    scope = f"rounds.round:{karin.memberships.get().scope_id}"

    def write(name: str = "Bep", **more: Any) -> Message:
        bep = person(name, email=None, phone="06 12 34 56 78", post_address="Dam 1, Havermonde")
        return queue(
            "allocation",
            to=recipient(bep),
            subject="Uw programma",
            body="Beste Bep,\n\nU komt op 10 december.",
            now=NOON,
            scope_ref=scope,
            **more,
        )

    return write


def test_a_row_has_whom_to_ring_and_what_to_say(
    karin: Person, letter: Make, sign_in: Make
) -> None:
    letter()
    page = sign_in(karin).get(PAGE).content.decode()
    assert ['href="tel:0612345678"' in page, "U komt op 10 december." in page] == [True, True]
    assert "0 van 1 zijn bereikt." in page


def test_who_is_ticked_off_counts_as_reached_and_can_be_put_back(
    karin: Person, letter: Make, sign_in: Make
) -> None:
    bep, client = letter(), sign_in(karin)
    page = client.post(f"{PAGE}{bep.pk}/", {"bereikt": "ja"}, follow=True).content.decode()
    assert ["Iedereen is bereikt" in page, "1 van 1 zijn bereikt." in page] == [True, True]
    outbox = client.get("/ronde/studiedag/berichten/").content.decode()
    assert "1 van 1 bereikt" in outbox
    reached = client.get(f"{PAGE}?toon=bereikt").content.decode()
    assert f"door {karin.name}" in reached
    answer = client.post(f"{PAGE}{bep.pk}/", {"bereikt": "nee", "toon": "bereikt"})
    assert answer["Location"] == f"{PAGE}?toon=bereikt"
    bep.refresh_from_db()
    assert bep.reached is None


def test_letters_are_printed_for_who_is_not_reached(
    karin: Person, letter: Make, sign_in: Make
) -> None:
    bep, cis = letter("Bep"), letter("Cis")
    client = sign_in(karin)
    client.post(f"{PAGE}{bep.pk}/", {"bereikt": "ja"})
    rows = client.get("/ronde/studiedag/berichten/brieven/").context["rows"]
    assert [row["message"] for row in rows] == [cis]


def test_a_letter_of_another_round_does_not_exist(
    karin: Person, letter: Make, sign_in: Make, study_day: Make
) -> None:
    """S4."""
    bep, other = letter(), study_day(slug="andere-dag")
    Message.objects.update(scope_ref=f"rounds.round:{other.pk}")
    assert sign_in(karin).post(f"{PAGE}{bep.pk}/").status_code == 404


def test_more_rows_ask_no_more_of_the_database(
    karin: Person,
    letter: Make,
    sign_in: Make,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client, asked = sign_in(karin), []
    for number in range(3):
        letter(f"Bep{number}")
        with django_assert_max_num_queries(12) as queries:
            client.get(PAGE)
        asked.append(len(queries))
    assert asked[0] == asked[2]
