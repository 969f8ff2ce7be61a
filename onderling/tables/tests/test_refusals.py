"""Files that we do not read say in Dutch what to do: F15, F16, S25."""

import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onderling.tables import kinds
from onderling.tables.read import EMPTY, LARGE, read, read_pasted
from onderling.tables.sheet import LIMIT, Unreadable
from onderling.tables.tests.made import ods, ods_row, raw_xlsx, xlsx, zipped
from onderling.tables.text import NO_TEXT

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PDF = kinds.SIGNATURES[0][1]
CELL = '<row r="{row}"><c r="{column}{row}" t="str"><v>x</v></c></row>'
CORNER = CELL.format(row=1, column="A") + CELL.format(row=1_048_576, column="XFD")
ENTITY = f'<!DOCTYPE a [<!ENTITY b "{"x" * 1000}">]>'
BILLION = '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'
FULL = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'  # noqa: E501


def lying_directory() -> bytes:
    """Say that the directory holds a million parts."""
    content = bytearray(xlsx([["A"]]))
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<I", 2**31)
    return bytes(content)


def many_parts() -> bytes:
    return zipped({"xl/workbook.xml": "<a/>", **{f"xl/{n}": "" for n in range(2_001)}})


def bomb(size: int = 200) -> bytes:
    """Pack a cell of 200 MB into 200 kB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(size):
                part.write(b"x" * 1024 * 1024)
    return file.getvalue()


# The large ones are made only when their turn comes.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "nothing": (b"", EMPTY),
    "only spaces and line ends": (b" \r\n\r\n \t", EMPTY),
    "only separators": (b";;;\r\n;;;\r\n", EMPTY),
    "only a byte mark": (b"\xef\xbb\xbf", EMPTY),
    "a workbook without a filled cell": (xlsx([], []), EMPTY),
    "one byte over 64 MB": (lambda: b"x" * (LIMIT + 1), LARGE),
    "a PDF": (b"%PDF-1.7\n1 0 obj", PDF),
    "a program": (b"MZ\x90\0\3\0\0\0", kinds.PROGRAM),
    "a program for Linux": (b"\x7fELF\2\1", kinds.PROGRAM),
    "a png": (b"\x89PNG\r\n\x1a\n\0", kinds.IMAGE),
    "a jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", kinds.IMAGE),
    "a gif": (b"GIF89a\1\0", kinds.IMAGE),
    "a webp": (b"RIFF\x24\0\0\0WEBPVP8 ", kinds.IMAGE),
    "a photo of a phone": (b"\0\0\0\x18ftypheic", kinds.IMAGE),
    "a rar": (b"Rar!\x1a\7\0", kinds.PACKED),
    "a gzip": (b"\x1f\x8b\x08\0", kinds.PACKED),
    "a zip with a csv": (zipped({"lijst.csv": "A;B"}), kinds.PACKED),
    "an empty zip": (zipped({}), kinds.PACKED),
    "a Word file": (zipped({"word/document.xml": "<a/>"}), kinds.WORD),
    "an OpenDocument text": (
        ods(ods_row("A"), mimetype="application/vnd.oasis.opendocument.text"),
        kinds.WORD,
    ),
    "a rich text": (b"{\\rtf1\\ansi", kinds.WORD),
    "an old Word file": (OLE + "WordDocument".encode("utf-16-le"), kinds.WORD),
    "an old xls": (OLE + "Workbook".encode("utf-16-le"), kinds.OLD_EXCEL),
    "a workbook with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), kinds.LOCKED),
    "a web page named xls": (b"<html><table><tr><td>A</td></tr></table>", kinds.WEB_PAGE),
    "an xml file": (b"<?xml version='1.0'?><Workbook/>", kinds.XML),
    "NUL in a csv": (b"A;B\n1;\0\n", NO_TEXT),
    "UTF-16 without its mark": ("A;B\n1;2".encode("utf-16-le"), NO_TEXT),
    "half a sign in UTF-16": (b"\xff\xfeA\0;\0B", NO_TEXT),
    "bytes that Windows does not use": (b"A;B\n\x81;\x8d\n", NO_TEXT),
    "a zip that stops half-way": (xlsx([["A"]])[:-40], kinds.BROKEN),
    "a zip of rubbish": (b"PK\x03\x04" + b"x" * 100, kinds.BROKEN),
    "a workbook without sheets inside": (zipped({"xl/workbook.xml": "x"}), kinds.BROKEN),
    "an xml bomb": (raw_xlsx(BILLION, before=ENTITY), kinds.BROKEN),
    "a cell in row nought": (raw_xlsx(CELL.format(row=0, column="A")), kinds.BROKEN),
    "a zip bomb": (bomb, kinds.TOO_LARGE),
    "a directory that lies": (lying_directory, kinds.TOO_LARGE),
    "a zip of two thousand parts": (many_parts, kinds.TOO_LARGE),
    "one cell in the far corner": (raw_xlsx(CORNER), kinds.TOO_LARGE),
    "a row number that no computer counts to": (
        raw_xlsx(CELL.format(row=99999999999999999999, column="A")),
        "Deze lijst heeft meer dan 100.000 rijen. Verdeel de lijst over meer bestanden.",
    ),
    "a row too many in a csv": (
        lambda: b"A\n" + b"1\n" * 100_001,
        "Deze lijst heeft meer dan 100.000 rijen. Verdeel de lijst over meer bestanden.",
    ),
    "a column too many in a csv": (
        b";".join([b"A"] * 201),
        "Deze lijst heeft meer dan 200 kolommen. Bewaar alleen de kolommen die u nodig hebt.",
    ),
    "a column too many in a workbook": (
        xlsx([["A"] * 201]),
        "Deze lijst heeft meer dan 200 kolommen. Bewaar alleen de kolommen die u nodig hebt.",
    ),
    "too many cells": (
        lambda: b"A" + b";A" * 199 + (b"\n1" + b";" * 199) * 15_001,
        "Dit bestand heeft meer dan 3.000.000 cellen. "
        "Bewaar alleen de rijen en kolommen die u nodig hebt.",
    ),
}


def made(name: str) -> tuple[bytes, str]:
    content, sentence = REFUSED[name]
    return (content if isinstance(content, bytes) else content()), sentence


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_a_sentence_that_helps(name: str) -> None:
    content, sentence = made(name)
    with pytest.raises(Unreadable) as refusal:
        read(content, name="lijst.xlsx")
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("name", ["a zip bomb", "one cell in the far corner", "an xml bomb"])
def test_a_bomb_is_refused_within_a_second(name: str) -> None:
    content, _ = made(name)
    begun = time.thread_time()  # of work: another program may have the processor meanwhile
    with pytest.raises(Unreadable):
        read(content)
    assert time.thread_time() - begun < 1


def test_a_sheet_that_repeats_itself_without_end_is_refused() -> None:
    with pytest.raises(Unreadable):
        read(ods(ods_row(FULL, repeated=1_048_576)))


def test_exactly_64_mb_is_not_too_large() -> None:
    (sheet,) = read(b"A;" + b"x" * (LIMIT - 2))
    assert len(sheet.header[1]) == LIMIT - 2


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_pasting_nothing_asks_for_the_header_too(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_pasted(text)
    assert str(refusal.value) == "U plakte een lege tekst. Kopieer ook de rij met kopjes."


def test_a_refusal_can_be_said_in_another_language() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(b";".join([b"A"] * 201))
    assert refusal.value.values == {"columns": "200"}
    assert refusal.value.sentence % {"columns": "200"} == str(refusal.value)


SIGNATURE = st.sampled_from(
    [b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml ", b"%PDF-", b"sep=;\n", b'"']
)


def is_read_or_refused(content: bytes) -> bool:
    """Let every other exception through: it would be an error page."""
    try:
        sheets = read(content)
    except Unreadable as refusal:
        return str(refusal).endswith(".")
    widths = {(len(sheet.header), len(row.cells)) for sheet in sheets for row in sheet.rows}
    return all(header == cells for header, cells in widths)


@settings(max_examples=500, deadline=None)
@given(SIGNATURE, st.binary(max_size=200))
@example(b"PK\x05\x06", b"\0" * 18)
def test_any_bytes_give_a_sheet_or_a_refusal(start: bytes, rest: bytes) -> None:
    assert is_read_or_refused(start + rest)


WORKBOOK = xlsx([["Naam", "Keuze"], ["Nienke", 3], ["Zoë", "x" * 300]])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), max_size=5))
def test_a_damaged_workbook_gives_a_sheet_or_a_refusal(damage: list[tuple[int, int]]) -> None:
    content = bytearray(WORKBOOK)
    for place, byte in damage:
        content[place] = byte
    assert is_read_or_refused(bytes(content))
