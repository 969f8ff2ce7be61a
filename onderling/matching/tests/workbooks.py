"""A workbook as a person would fill it in."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook


def workbook(tables: dict[str, list[list[Any]]]) -> bytes:
    """One sheet per table; the first row of each is its header."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
