"""The way in: JSON or xlsx, first the shape of every row, then what the rows say together."""

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeGuard

from onderling.matching.canonical import in_order
from onderling.matching.problem import Lock, Objective, Person, Problem, Rules, Session
from onderling.matching.reading import references, shapes
from onderling.matching.reading.faults import Check, Notes, shown, unknown_field
from onderling.matching.reading.faults import Row as Shape
from onderling.matching.reading.sheets import is_workbook, rows_of_workbook

TABLES: dict[str, Shape] = {
    "sessions": shapes.SESSION,
    "people": shapes.PERSON,
    "locked": shapes.LOCK,
    "former": shapes.FORMER,
}
PAIRS = ("together", "apart", "soft_together")
SINGLE: dict[str, Check] = {
    "$schema": shapes.text,
    "version": shapes.exactly_one,
    "name": shapes.text,
    "seed": shapes.text,
}
OBJECTS = {"objective": shapes.OBJECTIVE, "rules": shapes.RULES}


@dataclass(frozen=True)
class Reading:
    """A problem in canonical order, or the faults that prevent it; warnings either way."""

    problem: Problem | None
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Doubled(ValueError):
    """A name that stands twice in one JSON object."""


def read_file(path: Path) -> Reading:
    """Read PROBLEM.json or PROBLEM.xlsx."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Reading(None, (f"{path}: dit bestand bestaat niet",))
    except OSError as wrong:
        return Reading(None, (f"{path}: niet te lezen ({wrong.strerror})",))
    return read_content(content, path.name)


def read_content(content: bytes, name: str = "") -> Reading:
    """Read the bytes of a problem file. `name` is only used to name faults."""
    where = name or "bestand"
    if is_workbook(content):
        notes = Notes()
        rows = rows_of_workbook(content, where, notes)
        return read_rows(rows, notes) if rows is not None else _stopped(notes)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return Reading(None, (f"{where}: geen UTF-8 (byte {wrong.start})",))
    try:
        return read_rows(
            json.loads(text, object_pairs_hook=_once, parse_constant=_not_a_number)
        )
    except json.JSONDecodeError as wrong:
        return Reading(
            None, (f"{where}, regel {wrong.lineno}, teken {wrong.colno}: geen geldige JSON",)
        )
    except Doubled as wrong:
        return Reading(None, (f"{where}: {wrong}",))
    except RecursionError:
        return Reading(None, (f"{where}: te diep genest",))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        owner = f" (bij “{found['id']}”)" if isinstance(found.get("id"), str) else ""
        raise Doubled(f"veld “{double}” staat twee keer in één object{owner}")
    return found


def _not_a_number(text: str) -> float:
    raise Doubled(f"“{text}” is geen getal dat JSON kent")


def read_rows(raw: object, notes: Notes | None = None) -> Reading:
    """Check and build a problem from parsed JSON (or the same tables from a workbook)."""
    notes = notes or Notes()
    if not isinstance(raw, dict):
        notes.fault("bestand", f"moet een object met tabellen zijn, geen {shown(raw)}")
        return _stopped(notes)
    words = [*SINGLE, *OBJECTS, *TABLES, *PAIRS]
    for name in raw:
        if name not in words:
            notes.fault("bestand", unknown_field(name, words))
    for name, check in SINGLE.items():
        if name in raw and (wrong := check(raw[name])):
            notes.fault(name, wrong)
    for name, shape in OBJECTS.items():
        shape.look(notes, name, raw.get(name, {}))
    tables = {name: _table(notes, name, raw.get(name, [])) for name in (*TABLES, *PAIRS)}
    known = {name: _ids(raw.get(name)) for name in ("sessions", "people")}
    references.look_at_ids(notes, tables, known)
    references.look_at_doubles(notes, tables)
    # Times and locks of the rows that are whole get their sentence too, also when there are
    # faults already: who mends a file wants to know everything at once.
    problem = _build(tables, {} if notes.faults else raw)
    places = {
        table: {row["id"]: number for number, row in reversed(tables[table].items())}
        for table in known
    }
    references.look_at_sessions(notes, problem, places["sessions"])
    locks = {(row["person"], row["session"]): n for n, row in tables["locked"].items()}
    references.look_at_locks(notes, problem, locks)
    if notes.faults:
        return _stopped(notes)
    references.look_for_oddities(notes, problem, places["people"])
    return Reading(in_order(problem), (), tuple(notes.warnings))


def _ids(rows: object) -> set[str]:
    """Every id in a table, also of rows with a fault."""
    found = (row.get("id") for row in rows if isinstance(row, dict)) if _is_list(rows) else ()
    return {name for name in found if isinstance(name, str)}


def _is_list(rows: object) -> TypeGuard[list[Any]]:
    return isinstance(rows, list)


def _stopped(notes: Notes) -> Reading:
    return Reading(None, tuple(notes.faults), tuple(notes.warnings))


def _table(notes: Notes, name: str, rows: object) -> dict[int, Any]:
    """The rows of a table that have the right shape, by number; the others are faults."""
    if not _is_list(rows):
        notes.fault(name, f"moet een lijst zijn, geen {shown(rows)}")
        return {}
    numbered = enumerate(rows)
    if name in PAIRS:
        return {number: row for number, row in numbered if _is_pair(notes, name, number, row)}
    return {
        number: row
        for number, row in numbered
        if TABLES[name].look(notes, notes.place(name, number, row), row)
    }


def _is_pair(notes: Notes, name: str, number: int, row: object) -> bool:
    wrong = shapes.pair(row)
    if wrong:
        notes.fault(notes.place(name, number), wrong)
    return wrong is None


def _build(tables: references.Tables, raw: dict[str, Any]) -> Problem:
    """Make the problem, leaving out locks and pairs of rows that could not be read."""
    sessions = {row["id"]: _session(row) for row in tables["sessions"].values()}
    people = {row["id"]: Person(**_frozen(row)) for row in tables["people"].values()}

    def both(row: dict[str, str]) -> bool:
        return row["person"] in people and row["session"] in sessions

    def pairs(table: str) -> tuple[tuple[str, str], ...]:
        rows = tables[table].values()
        return tuple((min(row), max(row)) for row in rows if people.keys() >= set(row))

    return Problem(
        name=raw.get("name", ""),
        seed=raw.get("seed", ""),
        objective=Objective(**_frozen(raw.get("objective", {}))),
        rules=Rules(**raw.get("rules", {})),
        sessions=tuple(sessions.values()),
        people=tuple(people.values()),
        locked=tuple(Lock(**row) for row in tables["locked"].values() if both(row)),
        former=tuple(
            (row["person"], row["session"]) for row in tables["former"].values() if both(row)
        ),
        together=pairs("together"),
        apart=pairs("apart"),
        soft_together=pairs("soft_together"),
    )


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(tuple(item) if isinstance(item, list) else item for item in value)
        if isinstance(value, list)
        else value
        for key, value in row.items()
    }


def _session(row: dict[str, Any]) -> Session:
    values = _frozen(row)
    for name in ("start", "end"):
        if name in values:
            values[name] = datetime.fromisoformat(values[name])
    if "at_least_share" in values:
        values["at_least_share"] = {g: float(x) for g, x in values["at_least_share"].items()}
    return Session(**values)


def with_seed(problem: Problem, seed: str | None) -> Problem:
    """The same problem with another seed; None keeps its own."""
    return problem if seed is None else dataclasses.replace(problem, seed=seed)
