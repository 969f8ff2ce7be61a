"""Runs on its own: a workbook on stdin, its cells as JSON on stdout, within a memory limit.

One small file with a cell in the far corner makes the reader ask for 500 GB and abort the
whole process. So it happens here, in a child, and never in a process that serves people.
"""

import datetime as dt
import io
import json
import re
import sys
import zipfile
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

if sys.platform != "win32":
    import resource

Value = str | bool | float | dt.datetime | dt.date | dt.time | dt.timedelta


def as_text(value: Value) -> str:
    """Write a cell the way a Dutch person reads it on the screen."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.time | dt.timedelta):
        return _clock(value)
    if isinstance(value, dt.datetime):
        # For Excel ten o'clock is a fraction that may come out just before ten.
        rest = dt.timedelta(microseconds=value.microsecond)
        value += dt.timedelta(seconds=round(rest.total_seconds())) - rest
        clock = _clock(value.time())
        return _date(value) if clock == "00:00" else f"{_date(value)} {clock}"
    return _date(value)


def _number(value: float) -> str:
    if abs(value) < 1e15 and value == int(value):
        return str(int(value))
    return f"{value:.15g}".replace(".", ",")  # Excel keeps 15 digits as well


def _date(day: dt.date) -> str:
    return f"{day.day:02}-{day.month:02}-{day.year}"


def _clock(value: dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.time):
        value = dt.timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    minutes, seconds = divmod(abs(round(value.total_seconds())), 60)
    sign = "-" if value < dt.timedelta() else ""
    clock = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return f"{clock}:{seconds:02}" if seconds else clock


RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FAULT = re.compile(rb'<(?:\w+:)?c\s[^>]*?\bt="e"[^>]*>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def faults_in(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Find cells in which Excel shows #N/A or the like, per sheet name.

    The reader gives an empty cell for them, and a lookup that failed is not nothing.
    """
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return {}
        relations = _parsed(archive, "xl/_rels/workbook.xml.rels")
        targets = {one.get("Id"): one.get("Target", "") for one in relations}
        for sheet in _parsed(archive, "xl/workbook.xml").iter():
            target = targets.get(sheet.get(RELATION))
            if not target or not sheet.tag.endswith("}sheet"):
                continue
            text = archive.read(target[1:] if target.startswith("/") else f"xl/{target}")
            if b't="e"' in text:
                found[sheet.get("name", "")] = {
                    (int(place[2]) - 1, _column(place[1])): fault[1].decode(errors="replace")
                    for fault in FAULT.finditer(text)
                    if (place := PLACE.search(fault[0]))
                }
    return found


def _parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    # A hostile part can only use up this child, and expat refuses entities that explode.
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 -- see above


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def read(content: bytes, *, rows: int, columns: int, cells: int) -> dict[str, Any]:
    """Return the sheets with their cells, or the limit that is passed."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = []
    total = 0
    faults = _faults_or_nothing(content)
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(index)
        height, width = _size(sheet)
        total += height * width
        if height > rows + 1 or width > columns or total > cells:
            return {"size": [height - 1, width]}
        values = sheet.to_python(skip_empty_area=False) if height else []
        records = [[as_text(value) for value in record] for record in values]
        for (row, column), text in faults.get(about.name, {}).items():
            if row < height and column < width and not records[row][column]:
                records[row][column] = text
        hidden = about.visible != SheetVisibleEnum.Visible
        sheets.append({"name": about.name, "hidden": hidden, "records": records})
    return {"sheets": sheets}


def _faults_or_nothing(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    try:
        return faults_in(content)
    except Exception:  # an odd workbook, which the reader may understand all the same
        return {}


def _size(sheet: CalamineSheet) -> tuple[int, int]:
    return (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)


def main() -> None:
    """Read stdin, answer on stdout; the arguments are memory, rows, columns and cells."""
    memory, rows, columns, cells = (int(argument) for argument in sys.argv[1:])
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        content = sys.stdin.buffer.read()
        answer = json.dumps(read(content, rows=rows, columns=columns, cells=cells))
    except MemoryError:
        answer = '{"fault": "memory"}'
    except BaseException as fault:  # a panic of the reader is no Exception
        answer = json.dumps({"fault": type(fault).__name__})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
