"""The same tables from a workbook: one sheet per table, the columns named as in the JSON.

A cell holds one value. Lists are separated by commas; groups and ranks follow a colon
("paid:2, volunteer:1", "s1:1, s7:2"; wishes without ranks count in order). A sheet `wishes`
with person, session, rank may stand beside the column. Empty cells are left out.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from onderling.matching.reading.faults import Notes
from onderling.tables.read import read
from onderling.tables.sheet import Row, Sheet, Unreadable

Convert = Callable[[str], Any]
PAIRS = ("together", "apart", "soft_together")
TABLES = ("sessions", "people", "locked", "former", "wishes", *PAIRS)
SETTINGS = ("objective", "rules", "problem")


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
    for sheet in sheets:
        table = sheet.name.strip().lower()
        if table in SETTINGS:
            _settings(raw, table, sheet, notes)
        elif table in TABLES:
            raw[table] = _rows(table, sheet, notes)
        else:
            known = ", ".join((*SETTINGS, *TABLES))
            notes.fault(f"blad {sheet.name}", f"onbekende tabel; bekend zijn: {known}")
    _hand_out_wishes(raw, notes)
    return raw


def _rows(table: str, sheet: Sheet, notes: Notes) -> list[Any]:
    found: list[Any] = []
    for row in sheet.rows:
        if row.is_blank:
            continue
        notes.rows[table, len(found)] = f"blad {sheet.name}, rij {row.number}"
        if table in PAIRS:
            found.append([cell.strip() for cell in row.cells if cell.strip()])
        else:
            found.append(_record(sheet.header, row, table))
    return found


def _record(header: Sequence[str], row: Row, table: str) -> dict[str, Any]:
    found = {}
    for title, cell in zip(header, row.cells, strict=True):
        name, value = title.strip(), cell.strip()
        if value and table == "objective":  # `visited` is a list of people, but points here
            found[name] = POINTS.get(name, _whole)(value)
        elif value:
            found[name] = CONVERT.get(name, str)(value)
    return found


def _settings(raw: dict[str, Any], table: str, sheet: Sheet, notes: Notes) -> None:
    filled = [row for row in sheet.rows if not row.is_blank]
    if len(filled) > 1:
        notes.fault(f"blad {sheet.name}", "mag maar één rij met waarden hebben")
    values = _record(sheet.header, filled[0], table) if filled else {}
    if table == "problem":
        raw.update(values)
    else:
        raw[table] = values


def _hand_out_wishes(raw: dict[str, Any], notes: Notes) -> None:
    """Give every row of the sheet `wishes` to its person."""
    people = {row.get("id"): row for row in raw.get("people", [])}
    for number, wish in enumerate(raw.pop("wishes", [])):
        owner = people.get(wish.get("person"))
        if owner is None:
            place = notes.place("wishes", number)
            notes.fault(place, f"onbekende persoon “{wish.get('person', '')}”")
        else:
            owner.setdefault("wishes", []).append([wish.get("session"), wish.get("rank")])


def _whole(cell: str) -> Any:
    plain = cell.removesuffix(".0")
    return int(plain) if re.fullmatch(r"-?\d{1,12}", plain) else cell


def _number(cell: str) -> Any:
    return float(cell.replace(",", ".")) if re.fullmatch(r"\d+([.,]\d+)?", cell) else cell


def _yes_or_no(cell: str) -> Any:
    words = {
        True: ("true", "waar", "ja", "1", "yes"),
        False: ("false", "onwaar", "nee", "0", "no"),
    }
    return next((value for value, known in words.items() if cell.lower() in known), cell)


def _items(cell: str) -> list[str]:
    return [item.strip() for item in re.split(r"[,;\n]", cell) if item.strip()]


def _ranked(cell: str) -> list[Any]:
    found = []
    for number, item in enumerate(_items(cell), start=1):
        name, colon, rank = item.rpartition(":")
        found.append([name.strip(), _whole(rank.strip())] if colon else [item, number])
    return found


def _per_group(value: Convert) -> Convert:
    def convert(cell: str) -> dict[str, Any]:
        parts = (
            item.rpartition(":") for item in re.split(r"[;\n]|,(?!\d)", cell) if item.strip()
        )
        return {name.strip(): value(number.strip()) for name, _, number in parts}

    return convert


def _numbers(cell: str) -> list[Any]:
    return [_whole(item) for item in _items(cell)]


def _moment(cell: str) -> str:
    """A moment as a workbook shows it, "2026-11-10 10:00:00", becomes local time."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(\.0+)?$", r"\1T\2\3", cell)


WHOLE = ("version", "size", "most", "minimum", "maximum", "at_most_per_organisation", "rank")
CONVERT: dict[str, Convert] = {
    **dict.fromkeys(WHOLE, _whole),
    **dict.fromkeys(("other_organisation", "fill_slots", "counts", "anywhere"), _yes_or_no),
    **dict.fromkeys(("also_good", "rather_not", "cannot", "has", "visited"), _items),
    **dict.fromkeys(("needs", "wish_fields", "dates"), _items),
    **dict.fromkeys(("wishes", "wish_organisations"), _ranked),
    **dict.fromkeys(("at_least", "at_most"), _per_group(_whole)),
    **dict.fromkeys(("start", "end"), _moment),
    "at_least_share": _per_group(_number),
}
POINTS: dict[str, Convert] = {
    **dict.fromkeys(("points", "fields"), _numbers),
    **dict.fromkeys(("without", "order"), str),
}
