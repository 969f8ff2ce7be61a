"""A problem as a workbook: the sheets that the reader takes, filled in, and one that explains.

Cells hold what `reading.cells` reads. What stands at its default is left empty.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from onderling.matching.canonical import RANKINGS, VERSION, in_order
from onderling.matching.problem import Pair, Person, Problem, Session
from onderling.matching.reading.sheets import COLUMNS, FOR_PEOPLE
from onderling.matching.writing.words import EXPLAINED
from onderling.tables.sheet import ROWS
from onderling.tables.write import LONGEST, Table, Value

PAIR_COLUMNS = ("persoon", "met")
SEPARATOR = re.compile(r"[,;\n]")


class Unsayable(ValueError):
    """Something that no cell can hold; the text says what, in Dutch."""


def sheets_of_problem(problem: Problem) -> list[Table]:
    """One sheet per table that holds anything; sessions and people always.

    Raises Unsayable when a name holds a sign that separates names in a cell, when a cell
    grows too long or a sheet too high.
    """
    ordered = in_order(problem)
    sheets = [
        _explanation(),
        _one_row("problem", {"version": VERSION, "name": problem.name, "seed": problem.seed}),
        _one_row("objective", _values(problem.objective)),
        _one_row("rules", _values(problem.rules)),
        _rows("sessions", ordered.sessions, Session("")),
        _rows("people", ordered.people, Person("")),
    ]
    if ordered.locked:
        sheets.append(_table("locked", COLUMNS["locked"], map(_values, ordered.locked)))
    for name in ("former", "together", "apart", "soft_together"):
        if pairs := getattr(ordered, name):
            sheets.append(_pairs(name, pairs))
    return sheets


def empty_sheets() -> list[Table]:
    """The sheets to fill in, with their columns and nothing below."""
    names = [name for name in COLUMNS if name != "wishes"]
    tables = [Table(name, COLUMNS[name], []) for name in names if name != "problem"]
    pairs = [Table(name, PAIR_COLUMNS, []) for name in ("together", "apart")]
    return [_explanation(), *tables, *pairs]


def _explanation() -> Table:
    rows = [(table, column, text) for (table, column), text in EXPLAINED.items()]
    return Table(FOR_PEOPLE, ("blad", "kolom", "wat u invult"), rows)


def _pairs(name: str, pairs: Sequence[Pair]) -> Table:
    header = COLUMNS["former"] if name == "former" else PAIR_COLUMNS
    return Table(name, header, _fitting(name, pairs))


def _one_row(name: str, values: Mapping[str, Any]) -> Table:
    return _table(name, [column for column in COLUMNS[name] if column in values], [values])


def _rows(
    name: str, rows: Iterable[Session] | Iterable[Person], plain: Session | Person
) -> Table:
    """The rows of a table, empty where they say what a row with only an id says."""
    usual = _values(plain)
    changed = (
        {key: value for key, value in _values(row).items() if value != usual[key]}
        for row in rows
    )
    return _table(name, COLUMNS[name], changed)


def _values(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}


def _table(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Table:
    records = [
        [_cell(name, column, row[column]) if column in row else None for column in columns]
        for row in rows
    ]
    return Table(name, columns, _fitting(name, records))


def _fitting(name: str, records: Sequence[Sequence[Value]]) -> Sequence[Sequence[Value]]:
    if len(records) > ROWS:
        raise Unsayable(f"“{name}” heeft {len(records)} rijen, en een blad ten hoogste {ROWS}")
    return records


def _cell(table: str, column: str, value: Any) -> Value:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return _joined(table, column, _with_rank if column in RANKINGS else str, value)
    if isinstance(value, Mapping):
        return _joined(table, column, _in_group, value.items())
    cell: Value = value
    return cell


def _joined(table: str, column: str, spell: Callable[[Any], str], values: Iterable[Any]) -> str:
    spelled = [spell(value) for value in values]  # reads back the same, by `reading.cells`
    for text in spelled:
        if SEPARATOR.search(text):
            raise Unsayable(f"“{text}” ({table}, {column}) heeft een komma of puntkomma")
    cell = "; ".join(spelled)
    if len(cell) > LONGEST:
        raise Unsayable(f"een cel in {table}, {column} wordt langer dan {LONGEST} tekens")
    return cell


def _with_rank(wish: tuple[str, int]) -> str:
    return f"{wish[0]}:{wish[1]}"


def _in_group(item: tuple[str, int | float]) -> str:
    group, number = item
    return f"{group}:{format(Decimal(repr(number)), 'f')}"
