"""Reading xlsx and ods: X-2, F16."""

import datetime as dt

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from onderling.tables.read import read
from onderling.tables.sheet import Row
from onderling.tables.tests.made import ods, ods_row, raw_xlsx, saved, xlsx


def first_row(*values: object) -> tuple[str, ...]:
    (sheet,) = read(xlsx([["kop"] * len(values), values]))
    return sheet.rows[0].cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Nienke", "Nienke"),
        (" met spaties ", " met spaties "),
        ("twee\nregels", "twee\nregels"),
        (3, "3"),
        (3.0, "3"),
        (-1, "-1"),
        (2.5, "2,5"),
        (0.1 + 0.2, "0,3"),
        (31612345678, "31612345678"),
        (True, "ja"),
        (False, "nee"),
        (dt.date(2026, 9, 2), "02-09-2026"),
        (dt.datetime(2026, 9, 2), "02-09-2026"),  # noqa: DTZ001 - Excel knows no zones
        (dt.datetime(2026, 9, 2, 9, 5), "02-09-2026 09:05"),  # noqa: DTZ001
        (dt.datetime(2026, 9, 2, 9, 59, 59, 999_000), "02-09-2026 10:00"),  # noqa: DTZ001
        (dt.datetime(2026, 9, 2, 9, 5, 7), "02-09-2026 09:05:07"),  # noqa: DTZ001
        (dt.time(10, 0), "10:00"),
        (dt.timedelta(hours=30, minutes=5), "30:05"),
    ],
)
def test_a_cell_is_text_as_a_dutch_person_reads_it(value: object, text: str) -> None:
    assert first_row("x", value) == ("x", text)


def test_rows_keep_their_number_below_empty_rows_and_beside_an_empty_column() -> None:
    (sheet,) = read(xlsx([[], [], [None, "A", "B"], [None, 1, 2], [], [None, 3], [None, " "]]))
    assert (sheet.header_row, sheet.header) == (3, ("", "A", "B"))
    assert sheet.rows == (
        Row(4, ("", "1", "2")),
        Row(5, ("", "", "")),
        Row(6, ("", "3", "")),
    )


def test_all_filled_sheets_are_read_and_hidden_ones_say_so() -> None:
    book = Workbook()
    for page in (page_of(book, "Personen"), page_of(book, "Oud")):
        page.append(["Naam"])
    book["Oud"].sheet_state = "hidden"
    assert [(sheet.name, sheet.hidden) for sheet in read(saved(book))] == [
        ("Personen", False),
        ("Oud", True),
    ]


def page_of(book: Workbook, name: str) -> Worksheet:
    page: Worksheet = book.create_sheet(name)
    return page


def test_merged_cells_give_their_text_once() -> None:
    book = Workbook()
    page = page_of(book, "A")
    page.append(["A", "B"])
    page.append(["samen", None])
    page.merge_cells("A2:B3")
    assert read(saved(book))[0].rows == (Row(2, ("samen", "")),)


def test_a_formula_gives_what_excel_last_saw() -> None:
    formula = '<row r="2"><c r="A2" t="str"><f>B1&amp;"x"</f><v>uit</v></c></row>'
    (sheet,) = read(raw_xlsx('<row r="1"><c r="A1" t="str"><v>Kop</v></c></row>' + formula))
    assert sheet.rows == (Row(2, ("uit",)),)


def test_a_lookup_that_failed_is_not_an_empty_cell() -> None:
    book = Workbook()
    page = page_of(book, "A & B")
    page.append(["Naam", "Organisatie", "Slot"])
    page.append(["Ria", "#N/A", "x"])
    page["B2"].data_type = "e"
    assert read(saved(book))[0].rows == (Row(2, ("Ria", "#N/A", "x")),)


def test_a_workbook_with_macros_is_read_without_them() -> None:
    content = raw_xlsx(
        '<row r="1"><c r="A1" t="str"><v>Kop</v></c></row>',
        more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro"},
    )
    assert read(content, name="lijst.xlsm")[0].header == ("Kop",)


def test_a_row_far_down_without_anything_in_it_is_no_row() -> None:
    content = raw_xlsx(
        '<row r="1"><c r="A1" t="str"><v>Kop</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert read(content)[0].rows == ()


def test_an_ods_file_is_read_like_an_xlsx_file() -> None:
    date = '<table:table-cell office:value-type="date" office:date-value="2026-09-02"/>'
    number = '<table:table-cell office:value-type="float" office:value="3"/>'
    empty = '<table:table-cell table:number-columns-repeated="1024"/>'
    rows = [
        ods_row("Naam", "Datum", "Aantal"),
        ods_row(empty, repeated=2),
        ods_row("Zoë", date, number),
        ods_row(empty, repeated=1_048_000),
    ]
    (sheet,) = read(ods("".join(rows)), name="lijst.xlsx")
    assert (sheet.name, sheet.header) == ("Blad1", ("Naam", "Datum", "Aantal"))
    assert sheet.rows[2:] == (Row(4, ("Zoë", "02-09-2026", "3")),)
