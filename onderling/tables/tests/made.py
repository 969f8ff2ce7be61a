"""Files made in code: each maker returns the bytes that somebody could drop on the page."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def xlsx(*sheets: Sequence[Sequence[Any]]) -> bytes:
    """Make a workbook as Excel would: values keep their type, "=…" is a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        page = book.create_sheet(f"Blad{number}")
        for row in rows:
            page.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def raw_xlsx(rows: str, before: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Make a workbook of hand-written xml, for what no program would write."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}'
            "</sheetData></worksheet>",
            **(more or {}),
        }
    )


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def ods(rows: str, mimetype: str = SPREADSHEET) -> bytes:
    """Make an OpenDocument file of hand-written rows."""
    return zipped(
        {
            "mimetype": mimetype,
            "content.xml": f'<office:document-content xmlns:office="{OPEN}:office:1.0" '
            f'xmlns:table="{OPEN}:table:1.0" xmlns:text="{OPEN}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="Blad1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OPEN}:manifest:1.0"/>',
        }
    )


def ods_row(*cells: str, repeated: int = 1) -> str:
    """Make a row of texts; a cell that begins with < is taken as it is."""
    made = "".join(
        cell
        if cell.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
        "</table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{made}</table:table-row>'
