"""Somebody who is signed in already. Django must have started."""

from typing import Any

from django.test import Client

from onderling.people.models import Person
from onderling.people.rules import Entry


def session_of(person: Person) -> str:
    """Sign somebody in with a typed code, as it were; return the key of the session."""
    visitor = Client()
    visitor.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session: Any = visitor.session
    session["entry"] = str(Entry.CODE)
    session.save()
    return str(session.session_key)
