"""The same tables from a workbook: one sheet per table, the columns named as in the JSON.

The wishes may stand in the column `wishes` of their person, or one a row on a sheet `wishes`
with person, session, rank. Sheets `problem`, `objective` and `rules` hold one row. A sheet
`uitleg` is for people and not read. Empty cells are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onderling.matching.reading.cells import value_of
from onderling.matching.reading.faults import Notes, Wrong, unknown_field
from onderling.matching.reading.intake import OBJECTS, PAIRS, SINGLE, TABLES
from onderling.tables.read import read
from onderling.tables.sheet import Row, Sheet, Unreadable

WISHES = ("person", "session", "rank")
COLUMNS: Mapping[str, Sequence[str]] = {
    "problem": tuple(SINGLE),
    **{name: tuple(shape.fields) for name, shape in {**OBJECTS, **TABLES}.items()},
    "wishes": WISHES,
}
SETTINGS = ("problem", *OBJECTS)
KNOWN = (*COLUMNS, *PAIRS)
FOR_PEOPLE = "uitleg"


def is_workbook(content: bytes) -> bool:
    """Say whether these bytes are an xlsx file (a zip)."""
    return content.startswith(b"PK\x03\x04")


def rows_of_workbook(content: bytes, name: str, notes: Notes) -> dict[str, Any] | None:
    """The tables of a workbook in the shape of the JSON; None when it cannot be read."""
    try:
        sheets = read(content, name=name)
    except Unreadable as wrong:
        notes.fault(name, str(wrong))
        return None
    raw: dict[str, Any] = {}
    seen: set[str] = set()
    for sheet in sheets:
        table = sheet.name.strip().lower()
        if table in seen:
            notes.fault(f"blad {sheet.name}", "deze tabel staat ook op een ander blad")
        elif table in KNOWN:
            _take(table, sheet, raw, notes)
        elif table != FOR_PEOPLE:
            known = ", ".join(KNOWN)
            notes.fault(f"blad {sheet.name}", f"onbekende tabel; bekend zijn: {known}")
        seen.add(table)
    _hand_out_wishes(raw, notes)
    return raw


def _take(table: str, sheet: Sheet, raw: dict[str, Any], notes: Notes) -> None:
    rows = [row for row in sheet.rows if not row.is_blank]
    for number, row in enumerate(rows):
        notes.rows[table, number] = f"blad {sheet.name}, rij {row.number}"
    if table in PAIRS:
        raw[table] = [_cells(row) for row in rows]
        return
    columns = dict(_columns(table, sheet, notes))
    records = [_record(row, columns, of_objective=table == "objective") for row in rows]
    if table not in SETTINGS:
        raw[table] = records
        return
    if len(rows) > 1:
        notes.fault(f"blad {sheet.name}", "mag maar één rij met waarden hebben")
    values = records[0] if records else {}
    raw.update(values if table == "problem" else {table: values})


def _cells(row: Row) -> list[str]:
    return [cell.strip() for cell in row.cells if cell.strip()]


def _columns(table: str, sheet: Sheet, notes: Notes) -> Iterator[tuple[int, str]]:
    """Which columns are ours: their place and name. Any other is one fault, not one a row."""
    where, names = f"blad {sheet.name}", set[str]()
    for index, title in enumerate(sheet.header):
        name = title.strip()
        if not name:
            filled = [row.number for row in sheet.rows if row.cells[index].strip()]
            if filled:
                notes.fault(f"{where}, rij {filled[0]}", "waarde in een kolom zonder kop")
        elif name not in COLUMNS[table]:
            notes.fault(where, unknown_field(name, COLUMNS[table], word="onbekende kolom"))
        elif name in names:
            notes.fault(where, f"kolom “{name}” staat er twee keer")
        else:
            names.add(name)
            yield index, name


def _record(row: Row, columns: Mapping[int, str], *, of_objective: bool) -> dict[str, Any]:
    """The filled cells by name; one that cannot be read becomes the Wrong that says why."""
    found: dict[str, Any] = {}
    for index, name in columns.items():
        if not (cell := row.cells[index].strip()):
            continue
        try:
            found[name] = value_of(cell, name, of_objective=of_objective)
        except Wrong as wrong:
            found[name] = wrong
    return found


def _hand_out_wishes(raw: dict[str, Any], notes: Notes) -> None:
    """Give every row of the sheet `wishes` to its person."""
    people = {row["id"]: row for row in raw.get("people", []) if "id" in row}
    for number, wish in enumerate(raw.pop("wishes", [])):
        missing = [name for name in WISHES if name not in wish]
        owner = people.get(wish.get("person"))
        if missing:
            for name in missing:
                notes.fault(notes.place("wishes", number), f"veld “{name}” ontbreekt")
        elif owner is None:
            text = f"onbekende persoon “{wish['person']}”"
            notes.fault(notes.place("wishes", number), text)
        else:
            owner.setdefault("wishes", []).append([wish["session"], wish["rank"]])
