"""The two messy lists that everything must be able to read: X-2."""

import json
from pathlib import Path

import pytest

from onderling.tables.names import clean_address
from onderling.tables.read import read, read_pasted
from onderling.tables.sheet import Sheet
from onderling.tables.spelling import nearest
from onderling.tables.write import write_csv, write_xlsx

FILES = Path(__file__).parent / "files"
EXPECTED = json.loads((FILES / "deelnemers_excel_nl.verwacht.json").read_text())
PROBLEMS = [problem for problem in EXPECTED["problemen"] if "waarde" in problem]
TITLES = [problem for problem in PROBLEMS if "bedoeld" in problem]


def sheet_of(name: str) -> Sheet:
    (sheet,) = read((FILES / name).read_bytes(), name=name)
    return sheet


def cell(row: int, column: str) -> str:
    sheet = sheet_of("deelnemers_excel_nl.csv")
    return sheet.rows[row - 2].cells[sheet.header.index(column)]


def test_the_list_of_participants_has_its_rows_and_columns() -> None:
    sheet = sheet_of("deelnemers_excel_nl.csv")
    assert sheet.header == (
        "Naam", "E-mailadres", "Organisatie ", "Functie", "Beroepskracht/vrijwilliger",
        "Keuze ronde 1", "Keuze ronde 2", "Keuze ronde 3", "Lunch", "Opmerkingen",
        "Datum aanmelding",
    )  # fmt: skip
    assert [row.number for row in sheet.rows] == list(range(2, 43))
    assert [row.number for row in sheet.rows if row.is_blank] == [41]
    assert sheet.rows[-1].cells[0] == "TOTAAL"
    assert sheet.remarks == ()


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: f"row {p['rij']} {p['kolom']}")
def test_every_problem_stands_where_the_list_of_problems_says(problem: dict[str, str]) -> None:
    assert cell(int(problem["rij"]), problem["kolom"]) == problem["waarde"]


@pytest.mark.parametrize("problem", TITLES, ids=lambda problem: f"row {problem['rij']}")
def test_every_odd_title_is_recognised(problem: dict[str, str]) -> None:
    sheet = sheet_of("deelnemers_excel_nl.csv")
    typed = {row.cells[place] for row in sheet.rows for place in (5, 6, 7)} - {""}
    odd = {problem["waarde"] for problem in TITLES}
    found = nearest(problem["waarde"], sorted(typed - odd))
    assert found is not None
    assert found.choice == problem["bedoeld"]
    assert found.how in {"other_spelling", "cut_off"}


@pytest.mark.parametrize(
    ("row", "address", "remark"),
    [
        (6, "glenn.pinasweg@verslavingszorg-de-tussensta.example", "capitals"),
        (9, "ingrid.abrahamse@mantelzorgpunt-de-schouder.example", "spaces"),
        (13, "", "invalid"),
    ],
)
def test_every_odd_address_is_recognised(row: int, address: str, remark: str) -> None:
    assert clean_address(cell(row, "E-mailadres")) == (address, (remark,))


def test_all_other_addresses_are_fine_or_empty() -> None:
    sheet = sheet_of("deelnemers_excel_nl.csv")
    odd = [row.number for row in sheet.rows if clean_address(row.cells[1])[1]]
    assert odd == [6, 9, 13]


def test_the_online_form_has_its_rows_and_long_questions() -> None:
    sheet = sheet_of("voorkeuren_forms.csv")
    assert len(sheet.rows) == 30
    assert sheet.header[5] == "Welke workshop kiest u in ronde 1? (eerste keuze)"
    assert sheet.header[-1] == "Ik ga akkoord met foto's"
    assert sheet.rows[0].cells[1] == "09/28/26 12:53:00"
    assert {clean_address(row.cells[3]) for row in sheet.rows} == {("", ("anonymous",))}


@pytest.mark.parametrize("name", ["deelnemers_excel_nl.csv", "voorkeuren_forms.csv"])
def test_an_export_that_nobody_touched_imports_as_the_same_list(name: str) -> None:
    sheet = sheet_of(name)
    for content in (write_csv(sheet), write_xlsx([sheet])):
        (back,) = read(content)
        assert (back.header, back.rows) == (sheet.header, sheet.rows)


def test_the_list_pasted_from_excel_is_the_same_list() -> None:
    sheet = sheet_of("deelnemers_excel_nl.csv")
    lines = [sheet.header, *(row.cells for row in sheet.rows)]
    pasted = read_pasted("\n".join("\t".join(line) for line in lines))
    assert (pasted.header, pasted.rows) == (sheet.header, sheet.rows)
