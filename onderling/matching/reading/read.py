"""The way in: JSON or xlsx, first the shape of every row, then what the rows say together."""

import json
from dataclasses import dataclass
from pathlib import Path

from onderling.matching.problem import Pair, Problem
from onderling.matching.reading import references
from onderling.matching.reading.intake import Intake
from onderling.matching.reading.json_rows import rows_of_json
from onderling.matching.reading.sheets import is_workbook, rows_of_workbook


@dataclass(frozen=True)
class Reading:
    """A problem in canonical order, or the faults that prevent it; warnings either way.

    Each fault and each warning is a Dutch sentence without its full stop, in the order in
    which they were found: row by row, then what rows say together.
    """

    problem: Problem | None
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_file(path: Path) -> Reading:
    """Read PROBLEM.json or PROBLEM.xlsx; which of the two follows from its bytes.

    Raises nothing: what is wrong with the file or in it are faults.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Reading(None, (f"{path}: dit bestand bestaat niet",))
    except OSError as wrong:
        return Reading(None, (f"{path}: niet te lezen ({wrong.strerror})",))
    return read_content(content, path.name)


def read_content(content: bytes, name: str = "") -> Reading:
    """Read the bytes of a problem file: UTF-8 JSON, or xlsx. `name` only names faults.

    Memory at its height: the bytes, their text, and the problem (about 1 kB a person with
    seven wishes), because rows are let go one by one.
    """
    where, intake = name or "bestand", Intake()
    if is_workbook(content):
        rows = rows_of_workbook(content, where, intake.notes)
        if rows is None:
            return _stopped(intake)
        intake.take_whole(rows)
        return _finished(intake)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return Reading(None, (f"{where}: geen UTF-8 (byte {wrong.start})",))
    try:
        rows_of_json(text, intake)
    except json.JSONDecodeError as wrong:
        place = f"{where}, regel {wrong.lineno}, teken {wrong.colno}"
        intake.notes.fault(place, "geen geldige JSON, verder lezen lukt niet")
    except RecursionError:
        intake.notes.fault(where, "te diep genest")
    except ValueError:  # Python reads no number of more than 4,300 digits
        intake.notes.fault(where, "bevat een getal van duizenden cijfers")
    else:
        return _finished(intake)
    return _stopped(intake)


def read_rows(raw: object) -> Reading:
    """Check and build a problem from parsed JSON: an object of tables, as the schema says."""
    intake = Intake()
    intake.take_whole(raw)
    return _finished(intake)


def _finished(intake: Intake) -> Reading:
    """Lay the tables side by side, and give the problem when nothing is wrong."""
    references.look_at_ids(intake)
    references.look_at_doubles(intake)
    # Times and locks of the rows that are whole get their sentence too, also when there are
    # faults already: who mends a file wants to know everything at once.
    references.look_at_sessions(intake)
    problem = _problem(intake)
    references.look_at_locks(intake, problem)
    if intake.notes.faults:
        return _stopped(intake)
    references.look_for_oddities(intake, problem)
    return Reading(problem, (), tuple(intake.notes.warnings))


def _stopped(intake: Intake) -> Reading:
    return Reading(None, tuple(intake.notes.faults), tuple(intake.notes.warnings))


def _problem(intake: Intake) -> Problem:
    """Make the problem, leaving out locks and pairs of rows that could not be read.

    The lists inside a row were put in order when it was read, the tables are here. Of two
    rows with one id the first counts.
    """
    sessions = {row.id: row for row in reversed(intake.sessions) if row is not None}
    people = {row.id: row for row in reversed(intake.people) if row is not None}

    def pairs(rows: list[Pair | None]) -> tuple[Pair, ...]:
        known = {pair for pair in rows if pair and people.keys() >= set(pair)}
        return tuple(sorted(known))

    def known(person: str, session: str) -> bool:
        return person in people and session in sessions

    locks = {
        (lock.person, lock.session): lock
        for lock in intake.locked
        if lock and known(lock.person, lock.session)
    }
    return Problem(
        name=intake.name,
        seed=intake.seed,
        objective=intake.objective,
        rules=intake.rules,
        sessions=tuple(sessions[name] for name in sorted(sessions)),
        people=tuple(people[name] for name in sorted(people)),
        locked=tuple(locks[seat] for seat in sorted(locks)),
        former=tuple(sorted({seat for seat in intake.former if seat and known(*seat)})),
        together=pairs(intake.together),
        apart=pairs(intake.apart),
        soft_together=pairs(intake.soft_together),
    )
