"""A small `bin/drill uploads`: small files through a real server (S0b-2, S0b-3)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from benchmarks.uploads import sending, world
from onderling.base import receiving
from onderling.base.tasks import look_at_uploads

SIZE = 100_000
TWO = 2  # at once; the drill has eight


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_files_at_once_pass_and_what_is_no_pdf_ends_in_words(
    live_server: Any, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    monkeypatch.setattr(receiving, "LARGEST", SIZE)
    monkeypatch.setattr("onderling.base.pdf.LARGEST", SIZE)
    monkeypatch.setattr("onderling.formats.library.forms.giving.QUICKEST", 0)
    monkeypatch.setattr(sending, "READING", 0)
    port = urlsplit(live_server.url).port or 0
    parcels = world.honest_parcels(tmp_path, SIZE, number=TWO)
    answers = sending.send_all(port, parcels, first=world.FIRST_LARGE)
    wrong = world.what_is_wrong_with(answers, parcels)
    wrong += world.try_too_large(port, tmp_path, SIZE)
    wrong += world.try_odd_ones(port, tmp_path)
    assert [*wrong, *world.what_became(SIZE, look_at_uploads, number=TWO)] == []


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_the_drill_sees_it_when_a_limit_is_gone(
    live_server: Any, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drill that cannot fail proves nothing."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    monkeypatch.setattr("onderling.formats.library.forms.giving.first_look", lambda *_file: "")
    monkeypatch.setattr("onderling.formats.library.forms.giving.QUICKEST", 0)
    monkeypatch.setattr(sending, "READING", 0)
    port = urlsplit(live_server.url).port or 0
    assert world.try_too_large(port, tmp_path, SIZE) == [
        "te-groot.pdf: antwoord 302, zonder de zin over ‘large’",
        "te-groot.pdf: wat getypt was, is weg",
        "te-groot.pdf: toch bewaard",
    ]
