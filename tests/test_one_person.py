"""Export finds everything of one person and nobody else's; erasing leaves nothing (P10)."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from onderling.home.queries.everything import everything_of
from onderling.people.actions.erasing import erase_person
from onderling.people.models import Person
from onderling.signups.checks import broken_invariants
from tests import world as worlds
from tests.canaries import Planted, dump, plant
from tests.makers import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def ria(db: None, tmp_path: Any) -> tuple[Person, Planted, Planted]:
    """Ria and Jan, each with a value of their own in every field."""
    world = worlds.build(now=NOON)
    person = world.visitors["deelnemer"][0]
    jan = Person.objects.get(first_name="Jan", last_name="Slagter")
    assert person is not None
    other = plant(jan)
    return person, plant(person), other


@pytest.mark.sqlite_only
def test_there_is_a_row_to_plant_in_for_every_trail(
    ria: tuple[Person, Planted, Planted],
) -> None:
    assert ria[1].empty == []


def test_an_export_holds_everything_of_its_person_and_nothing_of_another(
    ria: tuple[Person, Planted, Planted],
) -> None:
    person, hers, his = ria
    with ZipFile(BytesIO(everything_of(person, now=NOON))) as packed:
        page, data = (packed.read(name).decode() for name in packed.namelist())
    missing = {label for value, label in hers.where.items() if value not in data}
    unread = {label for value, label in hers.where.items() if value not in page}
    strange = {label for value, label in his.where.items() if value in data + page}
    shown = {label for value, label in hers.withheld.items() if value in data + page}
    assert (missing, unread, strange, shown) == (set(), set(), set(), set())
    assert set(hers.withheld.values()) == {"mail.Message.body"}


def test_after_erasing_nothing_of_somebody_is_left_in_the_database(
    ria: tuple[Person, Planted, Planted],
    django_capture_on_commit_callbacks: Callable[..., Any],
    settings: Any,
    tmp_path: Any,
) -> None:
    settings.DATA = tmp_path
    person, hers, his = ria
    told = {**hers.where, **hers.withheld}
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, by=None, now=NOON)
    left = dump()
    assert {label for value, label in told.items() if value in left} == set()
    assert {label for value, label in his.where.items() if value not in left} == set()
    assert broken_invariants() == []
