"""Makers for lists that come in: a round with its coordinator, files of the demo."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onderling.base.models import Import
from onderling.formats.workshops.actions.imports.receive import bring_in
from onderling.formats.workshops.actions.imports.take_over import Taken, take_over
from onderling.people.models import Membership, Person
from onderling.people.rules import Role, Scope
from onderling.rounds.models import Round
from onderling.tables.read import read
from onderling.tables.sheet import Sheet

FILES = Path(__file__).parent / "files"
MOMENT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
STUDY_DAY = (
    "organisaties.csv",
    "personen.csv",
    "studiedag_sessies.csv",
    "studiedag_voorkeuren.csv",
    "studiedag_bijzonder.csv",
)


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


@pytest.fixture
def round_(study_day: Callable[..., Round]) -> Round:
    return study_day(slots=0)


@pytest.fixture
def coordinator(
    round_: Round, person: Callable[..., Person], grant: Callable[..., Membership]
) -> Person:
    karin = person("Karin", "Coördinator", email="karin@coordinator.example")
    grant(karin, Role.COORDINATOR, Scope.ROUND, round_.pk)
    return karin


@pytest.fixture
def listed(round_: Round, coordinator: Person) -> Callable[..., Import]:
    """Bring a list in: a file of the demo by its name, or text, or a sheet."""

    def bring(content: str | bytes | Sheet, *, of: Round | None = None) -> Import:
        name = "lijst.csv"
        if isinstance(content, str) and content.endswith(".csv"):
            name, content = content, file(content)
        if isinstance(content, Sheet):
            sheets: Any = (content,)
        else:
            sheets = read(content.encode() if isinstance(content, str) else content, name=name)
        (source,) = bring_in(of or round_, sheets, file_name=name, by=coordinator, now=MOMENT)
        return source

    return bring


@pytest.fixture
def taken(listed: Callable[..., Import], coordinator: Person) -> Callable[..., Taken]:
    """Bring lists in and take them over; return what the last one did."""

    def take(*contents: Any, of: Round | None = None) -> Taken:
        done = Taken(0, 0, 0, 0, 0)
        for content in contents:
            done = take_over(listed(content, of=of), by=coordinator, now=MOMENT)
        return done

    return take
