"""Makers for the library: a form as somebody fills it in, and what becomes of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onderling.formats.library.actions import giving
from onderling.formats.library.forms.giving import BEGUN
from onderling.formats.library.models import Contribution
from tests.makers import NOON

ADDRESS = "hennie@inzender.example"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """What somebody types; they took their time."""
    monkeypatch.setattr("onderling.formats.library.forms.giving.QUICKEST", 0)

    def fill_in(**other: Any) -> dict[str, Any]:
        return {
            "kind": "tip",
            "title": "Begin met de jas",
            "words": "Laat iemand meteen iets doen: jas ophangen, koffie zetten.",
            "shown_name": "Hennie",
            "email": ADDRESS,
            "begun": BEGUN.sign("nu"),
            **other,
        }

    return fill_in


@pytest.fixture
def contribution(db: None) -> Callable[..., Contribution]:
    """Give something, and confirm it unless told otherwise."""

    def make(
        title: str = "Begin met de jas",
        words: str = "Laat iemand meteen iets doen.",
        *,
        email: str = ADDRESS,
        confirmed: bool = True,
        **more: Any,
    ) -> Contribution:
        given = giving.Given(more.pop("kind", "tip"), title, words, more.pop("name", "Hennie"))
        made = giving.give(given, email=email, now=NOON, **more)
        return giving.confirm(made, now=NOON) if confirmed else made

    return make
