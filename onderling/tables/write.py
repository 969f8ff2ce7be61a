"""Writing tables: an xlsx to work in, a csv for every other program."""

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .calamine_child import as_text
from .guard import guarded
from .sheet import Row

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | None

LONGEST = 32_767  # signs in one cell, the limit of Excel
NARROW, WIDE = 8, 60  # columns, in signs
SAMPLE = 200  # rows that decide how wide a column is
FORMATS = {dt.datetime: "dd-mm-yyyy hh:mm", dt.date: "dd-mm-yyyy", dt.time: "hh:mm"}

# What xml cannot hold, or would read back as something else, Excel writes as _x000B_.
UNSPEAKABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|^[ \t\n]+$", re.ASCII
)


class Tabular(Protocol):
    """Whatever has a name, a header and rows: a `Sheet` that was read, or a `Table`."""

    @property
    def name(self) -> str: ...
    @property
    def header(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Row | Sequence[Value]]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table of our own making; numbers and dates stay numbers and dates in Excel."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_xlsx(sheets: Sequence[Tabular]) -> bytes:
    """Return a workbook; every text stays text, also "=1+1".

    Read back it gives the same cells, with three exceptions: NUL signs go, a text ends
    after the 32,767 signs that a cell of Excel can hold, and sheet names obey Excel.
    """
    workbook = Workbook(write_only=True)
    names: set[str] = set()
    for sheet in sheets:
        page = workbook.create_sheet(_sheet_name(sheet.name, names))
        _fill(page, sheet)
    if not names:
        workbook.create_sheet("Blad1")
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def write_csv(sheet: Tabular) -> bytes:
    """Return a csv that Dutch Excel opens well: UTF-8 with its mark, ;, CRLF.

    A text that Excel would run as a formula gets ' in front, which `read` takes away.
    """
    file = io.StringIO(newline="")
    file.write("\ufeff")
    for record in _records(sheet):
        file.write(";".join(_field(value) for value in record) + "\r\n")
    return file.getvalue().encode("utf-8", errors="replace")


def _records(sheet: Tabular) -> Iterator[Sequence[Value]]:
    yield sheet.header
    for row in sheet.rows:
        yield row.cells if isinstance(row, Row) else row


def _field(value: Value) -> str:
    text = guarded(_plain(value))
    # Spaces at the ends and all that may separate are quoted: other programs trim and guess.
    if re.search(r'[;,\t"\r\n]|^\s|\s$', text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _plain(value: Value) -> str:
    text = "" if value is None else as_text(value)
    return text.replace("\0", "")


# Any: the stubs of openpyxl do not know what a write-only page and its cells can do.
def _fill(page: Any, sheet: Tabular) -> None:
    widths = _widths(sheet)
    for index, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(index)].width = width
    page.freeze_panes = "A2"
    if widths:
        last = get_column_letter(len(widths))
        page.auto_filter.ref = f"A1:{last}{1 + len(sheet.rows)}"
    bold = Font(bold=True)
    for number, record in enumerate(_records(sheet)):
        cells = [_cell(page, value) for value in record]
        if number == 0:
            for cell in cells:
                cell.font = bold
        page.append(cells)


def _cell(page: Any, value: Value) -> Any:
    cell: Any = WriteOnlyCell(page)
    if value is None or isinstance(value, str):
        if value:
            # Set past openpyxl's own guess, which makes "=1+1" a formula.
            cell._value = _spoken(value.replace("\0", "")[:LONGEST])
            cell.data_type = "s"
        return cell
    cell.value = value
    if type(value) in FORMATS:
        cell.number_format = FORMATS[type(value)]
    return cell


def _spoken(text: str) -> str:
    escaped = UNSPEAKABLE.sub(
        lambda found: "".join(f"_x{ord(sign):04X}_" for sign in found[0]), text
    )
    return escaped.encode("utf-8", errors="replace").decode()


def _widths(sheet: Tabular) -> list[float]:
    widths: list[float] = []
    for record in _records(Table("", sheet.header, [*_first(sheet)])):
        for index, value in enumerate(record):
            if index == len(widths):
                widths.append(NARROW)
            longest = max(map(len, _plain(value).split("\n")))
            widths[index] = min(max(widths[index], longest + 2), WIDE)
    return widths


def _first(sheet: Tabular) -> Iterator[Sequence[Value]]:
    for row in sheet.rows[:SAMPLE]:
        yield row.cells if isinstance(row, Row) else row


def _sheet_name(name: str, taken: set[str]) -> str:
    """Make a name that Excel takes: short, without its signs, and only once."""
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]", " ", name).strip(" '")[:31] or "Blad"
    fresh, count = clean, 1
    while fresh.casefold() in taken or fresh.casefold() == "history":
        count += 1
        fresh = f"{clean[: 31 - len(str(count)) - 1]} {count}"
    taken.add(fresh.casefold())
    return fresh
