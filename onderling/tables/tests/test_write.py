"""Writing xlsx and csv, and reading back the same: X-3, S12."""

import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from onderling.tables.read import read
from onderling.tables.sheet import Row, Sheet
from onderling.tables.write import Table, Tabular, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil.example")',
    "+1+1|cmd",
    "-2+3",
    "- graag samen met Jan",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    "'=1+1",
    "''=1+1",
    "'-1",
]
HARMLESS = [
    "+31 6 1234 5678",
    "+31 (0)6-12345678",
    "+32 470 12 34 56",
    "-1",
    "+3,5",
    "-1.000,50",
    "-12%",
    "'s-Hertogenbosch",
    "’t Huis",
    "a=1",
    "1-2",
    "",
]


def sheet(*records: tuple[str, ...], name: str = "Blad1") -> Sheet:
    header, *rows = records
    return Sheet(name, header, tuple(Row(n, cells) for n, cells in enumerate(rows, start=2)))


def same_cells(written: Tabular, read_back: Sheet) -> bool:
    rows = [tuple(row.cells) if isinstance(row, Row) else row for row in written.rows]
    return (tuple(written.header), rows) == (
        read_back.header,
        [row.cells for row in read_back.rows],
    )


@pytest.mark.parametrize("value", [*FORMULAS, *HARMLESS])
def test_a_cell_comes_back_from_csv_and_xlsx_as_it_was(value: str) -> None:
    table = sheet(("Naam", "Cel"), ("x", value))
    for content in (write_csv(table), write_xlsx([table])):
        (back,) = read(content)
        assert same_cells(table, back)


@pytest.mark.parametrize("value", FORMULAS)
def test_in_a_csv_a_formula_gets_a_quote_in_front(value: str) -> None:
    assert cell_in_csv(value) == "'" + value


@pytest.mark.parametrize("value", HARMLESS)
def test_in_a_csv_numbers_and_telephone_numbers_stay_as_they_are(value: str) -> None:
    assert cell_in_csv(value) == value


def cell_in_csv(value: str) -> str:
    """Take the cell out by hand, so that our own reader has no say."""
    content = write_csv(sheet(("Naam", "Cel"), ("x", value))).decode("utf-8-sig")
    cell = content.removeprefix("Naam;Cel\r\nx;").removesuffix("\r\n")
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


@pytest.mark.parametrize("value", [*FORMULAS, *HARMLESS[:-1]])
def test_in_excel_every_text_is_a_text(value: str) -> None:
    book = load_workbook(io.BytesIO(write_xlsx([sheet(("Kop",), (value,))])))
    cell = book.worksheets[0]["A2"]
    assert cell.data_type == "s"


def test_a_csv_opens_well_in_dutch_excel() -> None:
    table = sheet(("Naam", "Zoë"), ("a;b", 'zie "mail"'), ("twee\nregels", " x"))
    assert write_csv(table) == (
        b'\xef\xbb\xbfNaam;Zo\xc3\xab\r\n"a;b";"zie ""mail"""\r\n"twee\nregels";" x"\r\n'
    )


def test_the_sheet_has_a_bold_frozen_header_with_filters_and_wide_columns() -> None:
    content = write_xlsx(
        [sheet(("Naam", "Organisatie", "Tekst"), ("Jan", "x" * 30, "y" * 500))]
    )
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:C2")
    assert (page["A1"].font.bold, page["A2"].font.bold) == (True, False)
    assert [page.column_dimensions[letter].width for letter in "ABC"] == [8, 32, 60]


def test_numbers_and_dates_of_our_own_tables_can_be_counted_in_excel() -> None:
    moment = dt.datetime(2026, 11, 19, 9, 30)  # noqa: DTZ001 - Excel knows no zones
    table = Table(
        "Lunch", ["Zaal", "Aantal", "Dag"], [["Foyer", 12, moment], ["Tuin", None, None]]
    )
    page = load_workbook(io.BytesIO(write_xlsx([table]))).worksheets[0]
    assert (page["B2"].value, page["C2"].value) == (12, moment)
    (back,) = read(write_xlsx([table]))
    assert [row.cells for row in back.rows] == [
        ("Foyer", "12", "19-11-2026 09:30"),
        ("Tuin", "", ""),
    ]
    assert read(write_csv(table))[0].rows == back.rows


def test_sheet_names_are_made_to_fit_excel() -> None:
    names = ["Ronde 1: ochtend/middag", "Ronde 1: ochtend/middag", "", "x" * 40, "History"]
    content = write_xlsx([sheet(("Kop",), name=name) for name in names])
    assert [found.name for found in read(content)] == [
        "Ronde 1  ochtend middag",
        "Ronde 1  ochtend middag 2",
        "Blad",
        "x" * 31,
        "History 2",
    ]


def test_a_text_longer_than_excel_can_hold_is_cut_in_xlsx_and_whole_in_csv() -> None:
    table = sheet(("Kop", "B"), ("x" * 40_000, "y"))
    assert len(read(write_xlsx([table]))[0].rows[0].cells[0]) == 32_767
    assert same_cells(table, read(write_csv(table))[0])


def test_no_sheets_at_all_still_make_a_file_that_excel_opens() -> None:
    assert load_workbook(io.BytesIO(write_xlsx([]))).sheetnames == ["Blad1"]


CELL = st.text(
    st.one_of(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
        st.sampled_from("=+-@'\t\r\n;,\"_x0041 \x0b\x1f\ufffe\ufeff"),
    ),
    max_size=12,
)


@st.composite
def tables(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(0, 3))
    record = st.lists(CELL, min_size=width, max_size=width)
    rows = draw(st.lists(record, max_size=4))
    # Filled at the edges: blank rows and columns there are none, and that is tested elsewhere.
    return sheet(*(("x", *row, "y") for row in [draw(record), *rows]))


@settings(max_examples=200, deadline=None)
@given(tables())
def test_any_text_comes_back_from_a_csv(table: Sheet) -> None:
    assert same_cells(table, read(write_csv(table))[0])


@settings(max_examples=30, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=6))
def test_any_text_comes_back_from_an_xlsx(written: list[Sheet]) -> None:
    back = read(write_xlsx(written))
    assert len(back) == len(written)
    assert all(same_cells(table, found) for table, found in zip(written, back, strict=True))
