"""A session is read quickly, and never after its end."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.timezone import now

pytestmark = pytest.mark.django_db


def store(key: str | None = None) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def kept() -> str:
    session = store()
    session["taal"] = "nl"
    session.save()
    return str(session.session_key)


def test_what_was_kept_comes_back() -> None:
    assert store(kept()).load() == {"taal": "nl"}


def test_a_session_that_has_ended_is_a_stranger() -> None:
    key = kept()
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    ended = store(key)
    assert (ended.load(), ended.session_key) == ({}, None)


def test_a_key_that_nobody_has_is_a_stranger() -> None:
    unknown = store("x" * 32)
    assert (unknown.load(), unknown.session_key, store().load()) == ({}, None, {})
