"""One spelling for one problem: the same rows in any order give the same bytes."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from onderling.matching.problem import Pair, Person, Problem, Ranked, Session

T = TypeVar("T", Session, Person)


def as_text(moment: datetime) -> str:
    """Local time as the contract writes it, to the minute where that is enough."""
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


VERSION = 1  # of the contract
AT_ONCE = 1_000  # rows written in one piece
TABLES = ("sessions", "people", "locked", "together", "apart", "soft_together", "former")
SETS = ("also_good", "rather_not", "cannot", "has", "visited", "dates")  # of a person
RANKINGS = ("wishes", "wish_organisations")
SESSION_KEYS = tuple(sorted(field.name for field in dataclasses.fields(Session)))
PERSON_KEYS = tuple(sorted(field.name for field in dataclasses.fields(Person)))
encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=as_text
).encode


def in_order(problem: Problem) -> Problem:
    """Put every row and list whose order means nothing in order of id.

    A problem that was read from a file is in order already and comes back as it is.
    """
    ordered = dataclasses.replace(
        problem,
        sessions=_rows(problem.sessions, _session_in_order, key=attrgetter("id")),
        people=_rows(problem.people, _person_in_order, key=attrgetter("id")),
        locked=tuple(sorted(problem.locked, key=attrgetter("person", "session"))),
        together=_pairs(problem.together),
        apart=_pairs(problem.apart),
        soft_together=_pairs(problem.soft_together),
        former=tuple(sorted(set(problem.former))),
    )
    same = all(getattr(ordered, name) == getattr(problem, name) for name in TABLES)
    return problem if same else ordered


def _rows(
    rows: Sequence[T], inside: Callable[[T], T], *, key: Callable[[T], Any]
) -> tuple[T, ...]:
    return tuple(inside(row) for row in sorted(rows, key=key))


def _session_in_order(session: Session) -> Session:
    needs = _sorted(session.needs)
    return session if needs == session.needs else dataclasses.replace(session, needs=needs)


def _person_in_order(person: Person) -> Person:
    lists: dict[str, Any] = {name: _sorted(getattr(person, name)) for name in SETS}
    lists |= {name: _ranked(getattr(person, name)) for name in RANKINGS}
    if all(getattr(person, name) == values for name, values in lists.items()):
        return person
    return dataclasses.replace(person, **lists)


def _sorted(values: tuple[str, ...]) -> tuple[str, ...]:
    return values if len(values) < 2 else tuple(sorted(values))


def _ranked(wishes: Ranked) -> Ranked:
    return wishes if len(wishes) < 2 else tuple(sorted(wishes, key=itemgetter(1, 0)))


def _pairs(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def row_of(row: Session | Person) -> dict[str, Any]:
    """One row as the contract's JSON, defaults filled in, keys sorted.

    A bound that is not there is left out, as the contract asks. Moments stay moments.
    """
    keys = SESSION_KEYS if isinstance(row, Session) else PERSON_KEYS
    return {key: value for key in keys if (value := getattr(row, key)) is not None}


def parts(problem: Problem) -> Iterator[tuple[str, Any]]:
    """The parts of the contract's JSON by name, sorted; a table is an iterator of its rows."""
    ordered = in_order(problem)
    yield "apart", iter(ordered.apart)
    yield "former", ({"person": p, "session": s} for p, s in ordered.former)
    yield "locked", (dataclasses.asdict(lock) for lock in ordered.locked)
    yield "name", ordered.name
    yield "objective", dataclasses.asdict(ordered.objective)
    yield "people", map(row_of, ordered.people)
    yield "rules", dataclasses.asdict(ordered.rules)
    yield "seed", ordered.seed
    yield "sessions", map(row_of, ordered.sessions)
    yield "soft_together", iter(ordered.soft_together)
    yield "together", iter(ordered.together)
    yield "version", VERSION


def to_json(problem: Problem) -> dict[str, Any]:
    """Write a problem as the contract's JSON: plain lists and texts, rows in order."""
    whole: dict[str, Any] = json.loads("".join(text(problem)))
    return whole


def text(problem: Problem) -> Iterator[str]:
    """The canonical JSON in pieces, so that it is never there as a whole."""
    separator = "{"
    for name, value in parts(problem):
        yield f"{separator}{encode(name)}:"
        if isinstance(value, Iterator):
            yield from _list(value)
        else:
            yield encode(value)
        separator = ","
    yield "}"


def _list(rows: Iterator[Any]) -> Iterator[str]:
    separator = "["
    while some := list(islice(rows, AT_ONCE)):
        yield f"{separator}{encode(some)[1:-1]}"
        separator = ","
    yield "[]" if separator == "[" else "]"


def digest(problem: Problem) -> str:
    """SHA-256 of the canonical JSON: rows by id, keys sorted, defaults filled in, UTF-8.

    64 hexadecimal digits. A million rows cost seconds and no memory: the text is hashed in
    pieces. In the manner of RFC 8785 (JSON Canonicalization Scheme), for our tables.
    """
    sha = hashlib.sha256()
    for piece in text(problem):
        sha.update(piece.encode())
    return sha.hexdigest()
