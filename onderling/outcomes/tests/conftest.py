"""Makers of this room: a workshop that is over, and what it wrote down."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.utils.timezone import now
from PIL import Image

from onderling.base.pictures import draw_anew
from onderling.offers.models import Meeting
from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.notes import save_notes
from onderling.outcomes.actions.photos import Told, add_photos, tell_photo
from onderling.outcomes.models import Addressee, Photo
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from tests.makers import make_meeting, make_person, make_study_day


@pytest.fixture
def after(db: None) -> Any:
    """The evening of the study day: everything is over, and notes can be written."""
    with time_machine.travel("2026-12-10T18:00:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture
def day(after: Any) -> Round:
    return make_study_day(state=State.RUNNING)


@pytest.fixture
def karin(person: Any, grant: Any) -> Person:
    made: Person = person("Karin", "Boshuizen")
    grant(made)
    return made


@pytest.fixture
def board(day: Round, karin: Person) -> Addressee:
    """The directors, for now Bernadette."""
    who = make_person("Bernadette", "Smit", email="bernadette@voorbeeld.example")
    return set_addressee(
        day, None, role="Directie", organisation=None, person=who, by=karin, now=now()
    )


@pytest.fixture
def giver(db: None) -> Person:
    return make_person("Chandra", "Ramdin")


@pytest.fixture
def soup(day: Round, giver: Person) -> Meeting:
    return make_meeting(day, "Soep", giver=giver)


@pytest.fixture
def write(giver: Person) -> Callable[..., Any]:
    """Write notes from the first place on: `write(soup, "een", "twee", now=…)`."""

    def do(meeting: Meeting, *notes: str, now: datetime, **shown: Any) -> Any:
        typed = dict(enumerate(notes, 1))
        return save_notes(meeting, typed, shown.get("shown", {}), by=giver, now=now)

    return do


@pytest.fixture
def snap(soup: Meeting, giver: Person, settings: Any, tmp_path: Any) -> Callable[..., Photo]:
    """Make a photo of the workshop, and say who is on it: `snap(ria, alt="Soep")`."""
    settings.MEDIA_ROOT = tmp_path

    def do(*people: Person, **told: Any) -> Photo:
        out = io.BytesIO()
        Image.new("RGB", (40, 30), "#0b5560").save(out, "PNG")
        out.seek(0)
        [made] = add_photos(soup, [draw_anew(out, 1)], by=giver, now=now())
        words = {"alt": "Handen aan tafel", "nobody": not people, **told}
        return tell_photo(made, Told(people=people, **words), by=giver, now=now())

    return do
