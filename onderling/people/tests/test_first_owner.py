"""The one-time address for the first owner (X-130, S8)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.people.actions.roles import has_owner, make_first_entry
from onderling.people.models import FirstEntry, Membership, Person
from onderling.people.rules import Entry
from tests.proofreader import ProofreadingClient

TYPED = {
    "first_name": "Peter",
    "last_name": "Aalders",
    "email": "Peter@Voorbeeld.example",
    "organisation": "Welzijn  Havermonde",
}


@pytest.fixture
def path(db: None) -> str:
    return urlsplit(make_first_entry(now())).path


def test_the_first_owner_comes_in_and_owns_the_install(
    client: ProofreadingClient, path: str
) -> None:
    assert client.get(path).status_code == 200
    assert client.post(path, TYPED).status_code == 302
    peter = Person.objects.get()
    assert (peter.name, peter.email, peter.state) == (
        "Peter Aalders",
        "peter@voorbeeld.example",
        "account",
    )
    assert peter.affiliations.get().organisation.name == "Welzijn Havermonde"
    assert has_owner()
    assert client.session["entry"] == Entry.FIRST
    assert client.get("/beheer/rollen/").status_code == 200


def test_looking_changes_nothing(
    client: ProofreadingClient, path: str, database_hash: Callable[[], str]
) -> None:
    before = database_hash()
    client.get(path)
    client.head(path)
    assert database_hash() == before


def test_the_address_works_once(client: ProofreadingClient, path: str) -> None:
    client.post(path, TYPED)
    again = ProofreadingClient().post(path, {**TYPED, "email": "ander@voorbeeld.example"})
    assert (again.status_code, Person.objects.count()) == (404, 1)


def test_sending_the_form_twice_makes_one_owner(client: ProofreadingClient, path: str) -> None:
    typed = {**TYPED, "sleutel": "een-sleutel"}
    first, second = client.post(path, typed), client.post(path, typed)
    assert first["Location"] == second["Location"]
    assert Person.objects.count() == 1


def test_a_second_address_dies_with_the_first(client: ProofreadingClient, path: str) -> None:
    other = urlsplit(make_first_entry(now())).path
    client.post(path, TYPED)
    assert ProofreadingClient().get(other).status_code == 404


def test_the_address_expires_after_a_day(client: ProofreadingClient, db: None) -> None:
    path = urlsplit(make_first_entry(now() - timedelta(hours=24, seconds=1))).path
    assert client.get(path).status_code == 404


def test_an_address_nobody_made_opens_nothing(client: ProofreadingClient, path: str) -> None:
    assert client.post("/eerste/verzonnen/", TYPED).status_code == 404
    assert not Person.objects.exists()


def test_the_database_does_not_hold_the_address(path: str) -> None:
    assert FirstEntry.objects.get().key_hash not in path


def test_an_install_with_an_owner_makes_no_address(
    person: Callable[..., Person], grant: Callable[..., Membership]
) -> None:
    grant(person())
    with pytest.raises(Refused):
        make_first_entry(now())


@pytest.mark.parametrize("missing", sorted(TYPED))
def test_each_field_is_asked_and_what_was_typed_stays(
    client: ProofreadingClient, path: str, missing: str
) -> None:
    typed: dict[str, Any] = {**TYPED, missing: ""}
    page = client.post(path, typed).content.decode()
    assert "Eén ding klopt nog niet" in page
    assert [value in page for name, value in typed.items() if value] == [True] * 3
