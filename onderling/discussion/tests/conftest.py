"""Makers for this room: a thread under a page, a wall of a round, a picture."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from onderling.discussion.actions.threads import open_thread, open_wall
from onderling.discussion.actions.writing import write_comment
from onderling.discussion.models import Comment, Thread
from onderling.discussion.rules import Mode
from onderling.people.rules import Scope
from tests.makers import NOON


@pytest.fixture
def karin(person: Callable[..., Any], grant: Callable[..., Any]) -> Any:
    """The coordinator of everything here."""
    who = person("Karin", "Boshuizen")
    grant(who, "coordinator")
    return who


@pytest.fixture
def ria(person: Callable[..., Any]) -> Any:
    return person("Ria", "Leenheer")


@pytest.fixture
def day(study_day: Callable[..., Any]) -> Any:
    return study_day()


@pytest.fixture
def thread(day: Any) -> Callable[..., Thread]:
    """A thread under the page of the round: `thread(mode=Mode.AFTER)`."""

    def make(**how: Any) -> Thread:
        how.setdefault("mode", Mode.AFTER)
        how.setdefault("scope", Scope.ROUND)
        how.setdefault("scope_id", day.pk if how["scope"] == Scope.ROUND else 0)
        return open_thread("Soep en stilte", f"/ronde/{day.slug}/", now=NOON, **how)

    return make


@pytest.fixture
def post(day: Any) -> Callable[..., Comment]:
    """A post on the wall of the round, placed at once: `post(ria, "Kijk")`."""

    def make(by: Any, text: str = "Kijk eens", **how: Any) -> Comment:
        wall = open_wall(day, now=NOON)
        how.setdefault("manages", True)
        return write_comment(wall, text, by=by, now=NOON, **how)

    return make


@pytest.fixture
def photo(settings: Any, tmp_path: Any) -> Callable[..., SimpleUploadedFile]:
    """A photo as a telephone sends it, with the place where it was taken."""
    settings.MEDIA_ROOT = tmp_path

    def make(width: int = 80, height: int = 60, form: str = "JPEG") -> SimpleUploadedFile:
        exif = Image.Exif()
        exif[0x010E] = "GEHEIM"  # the description
        exif.get_ifd(0x8825)[1] = "N"  # the place
        out = io.BytesIO()
        mode = "RGBA" if form == "PNG" else "RGB"
        Image.new(mode, (width, height)).save(out, form, exif=exif)
        return SimpleUploadedFile(f"foto.{form.lower()}", out.getvalue())

    return make
