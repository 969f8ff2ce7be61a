"""The way in: JSON or xlsx, first the shape of every row, then what the rows say together."""

import json
from dataclasses import dataclass
from pathlib import Path

from onderling.matching.problem import Pair, Problem
from onderling.matching.reading import references
from onderling.matching.reading.draft import Draft
from onderling.matching.reading.json_rows import rows_of_json
from onderling.matching.reading.sheets import is_workbook, rows_of_workbook


@dataclass(frozen=True)
class Reading:
    """A problem in canonical order, or the faults that prevent it; warnings either way."""

    problem: Problem | None
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


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
    where, draft = name or "bestand", Draft()
    if is_workbook(content):
        rows = rows_of_workbook(content, where, draft.notes)
        if rows is None:
            return _stopped(draft)
        draft.take_whole(rows)
        return _finished(draft)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return Reading(None, (f"{where}: geen UTF-8 (byte {wrong.start})",))
    try:
        rows_of_json(text, draft)
    except json.JSONDecodeError as wrong:
        place = f"{where}, regel {wrong.lineno}, teken {wrong.colno}"
        draft.notes.fault(place, "geen geldige JSON, verder lezen lukt niet")
    except RecursionError:
        draft.notes.fault(where, "te diep genest")
    except ValueError:  # Python reads no number of more than 4,300 digits
        draft.notes.fault(where, "bevat een getal van duizenden cijfers")
    else:
        return _finished(draft)
    return _stopped(draft)


def read_rows(raw: object) -> Reading:
    """Check and build a problem from parsed JSON."""
    draft = Draft()
    draft.take_whole(raw)
    return _finished(draft)


def _finished(draft: Draft) -> Reading:
    """Lay the tables side by side, and give the problem when nothing is wrong."""
    references.look_at_ids(draft)
    references.look_at_doubles(draft)
    # Times and locks of the rows that are whole get their sentence too, also when there are
    # faults already: who mends a file wants to know everything at once.
    references.look_at_sessions(draft)
    problem = _problem(draft)
    references.look_at_locks(draft, problem)
    if draft.notes.faults:
        return _stopped(draft)
    references.look_for_oddities(draft, problem)
    return Reading(problem, (), tuple(draft.notes.warnings))


def _stopped(draft: Draft) -> Reading:
    return Reading(None, tuple(draft.notes.faults), tuple(draft.notes.warnings))


def _problem(draft: Draft) -> Problem:
    """Make the problem, leaving out locks and pairs of rows that could not be read.

    The lists inside a row were put in order when it was read, the tables are here. Of two
    rows with one id the first counts.
    """
    sessions = {row.id: row for row in reversed(draft.sessions) if row is not None}
    people = {row.id: row for row in reversed(draft.people) if row is not None}

    def pairs(rows: list[Pair | None]) -> tuple[Pair, ...]:
        known = {pair for pair in rows if pair and people.keys() >= set(pair)}
        return tuple(sorted(known))

    def known(person: str, session: str) -> bool:
        return person in people and session in sessions

    locks = {
        (lock.person, lock.session): lock
        for lock in draft.locked
        if lock and known(lock.person, lock.session)
    }
    return Problem(
        name=draft.name,
        seed=draft.seed,
        objective=draft.objective,
        rules=draft.rules,
        sessions=tuple(sessions[name] for name in sorted(sessions)),
        people=tuple(people[name] for name in sorted(people)),
        locked=tuple(locks[seat] for seat in sorted(locks)),
        former=tuple(sorted({seat for seat in draft.former if seat and known(*seat)})),
        together=pairs(draft.together),
        apart=pairs(draft.apart),
        soft_together=pairs(draft.soft_together),
    )
