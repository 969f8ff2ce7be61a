"""Makers for the tests of people: signing in through the outbox, a hash of the database."""

import hashlib
import re
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core import serializers

from onderling.mail.models import Message
from onderling.people.models import Person
from tests.proofreader import ProofreadingClient

CODE = re.compile(r"\b\d{4}-\d{4}\b")


@pytest.fixture
def mailed_code(db: None) -> Callable[..., str]:
    """Read the newest code that was mailed, as the person would."""

    def read(kind: str = "sign_in_code") -> str:
        newest = Message.objects.filter(kind=kind).first()
        found = CODE.search(newest.body) if newest else None
        return found.group() if found else ""

    return read


@pytest.fixture
def sign_in_by_code(mailed_code: Callable[..., str]) -> Callable[..., ProofreadingClient]:
    """Walk the whole way: type the address, type the code from the mail."""

    def walk(
        person: Person, client: ProofreadingClient | None = None, *, next: str = ""
    ) -> ProofreadingClient:
        client = client or ProofreadingClient()
        client.post("/inloggen/", {"email": person.email, "next": next})
        client.landed = client.post(  # type: ignore[attr-defined]  # for the test to look at
            "/inloggen/code/", {"code": mailed_code(), "next": next, "action": "verify"}
        )
        return client

    return walk


@pytest.fixture
def database_hash(db: None) -> Callable[[], str]:
    """Sum up all rows of all tables, sessions apart: looking may keep a session."""

    def sum_up() -> str:
        rows = hashlib.sha256()
        for model in apps.get_models():
            if model._meta.label != "sessions.Session":
                everything = model._default_manager.order_by("pk")
                rows.update(serializers.serialize("json", everything).encode())
        return rows.hexdigest()

    return sum_up
