"""Reading csv files and pasted cells: X-2, F15."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onderling.tables.read import read, read_pasted
from onderling.tables.sheet import Row, Sheet
from onderling.tables.tests.nasty_texts import READABLE


def cells(sheet: Sheet) -> list[list[str]]:
    return [list(sheet.header), *(list(row.cells) for row in sheet.rows)]


@pytest.mark.parametrize("name", READABLE)
def test_a_csv_as_people_send_it_gives_its_cells(name: str) -> None:
    content, expected = READABLE[name]
    (sheet,) = read(content, name="lijst.csv")
    assert cells(sheet) == expected


@pytest.mark.parametrize("name", [name for name in READABLE if "sep=" not in name])
def test_pasted_cells_are_read_in_the_same_way(name: str) -> None:
    _, expected = READABLE[name]
    text = "".join("\t".join(quoted(cell) for cell in record) + "\n" for record in expected)
    assert cells(read_pasted(text)) == expected


def quoted(cell: str) -> str:
    """Copy as Excel does: quotes only around what would break the table."""
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('\t\n"') else cell


def test_rows_keep_the_number_they_have_in_excel() -> None:
    (sheet,) = read(b'\r\nA;B\r\n1;"x\r\ny"\r\n;\r\n3;4\r\n')
    assert sheet.header_row == 2
    assert sheet.rows == (Row(3, ("1", "x\r\ny")), Row(4, ("", "")), Row(5, ("3", "4")))


def test_the_line_for_excel_about_the_separator_has_no_number() -> None:
    (sheet,) = read(b"sep=,\nA,B\n1,2\n")
    assert (sheet.header_row, sheet.rows[0].number) == (1, 2)


def test_a_csv_sheet_is_called_after_its_file() -> None:
    assert [read(b"A;B", name=name)[0].name for name in ("map/lijst 2.csv", "")] == [
        "lijst 2",
        "Blad1",
    ]


def test_a_forgotten_quote_is_reported_by_row_and_swallows_no_rows() -> None:
    (sheet,) = read(b'A;B\n1;x\n2;"zie mail\n3;y\n')
    assert [remark.row for remark in sheet.remarks] == [3]
    assert [row.cells[0] for row in sheet.rows] == ["1", "2", "3"]


def test_a_well_quoted_file_gives_no_remarks() -> None:
    (sheet,) = read(b'A;B\n1;"x;""y"""\n"2";27" scherm\n')
    assert sheet.remarks == ()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@given(data=st.data())
def test_what_another_program_writes_well_is_read_as_that_program_would(
    delimiter: str, data: st.DataObject
) -> None:
    sign = st.sampled_from("ab ;,\t\"'\n\r=-1é")
    cell = st.text(sign, max_size=6)
    width = data.draw(st.integers(2, 4))
    record = st.lists(cell, min_size=width, max_size=width)
    written = [["kop"] * width, *data.draw(st.lists(record, max_size=5)), ["slot"] * width]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(written)
    (sheet,) = read(file.getvalue().encode())
    # Only the sign that our own export puts before a formula is taken away again.
    assert [[value.lstrip("'") for value in record] for record in cells(sheet)] == [
        [value.lstrip("'") for value in record] for record in written
    ]
