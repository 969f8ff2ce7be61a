"""Problems and results become files: JSON by the row, and workbooks that lose nothing. X-22."""

import json
from pathlib import Path
from typing import Any

import pytest

from onderling.matching.canonical import to_json
from onderling.matching.cli import allocate, convert, verify
from onderling.matching.problem import Person, Problem, Session
from onderling.matching.reading import read_file, read_rows
from onderling.matching.reading.intake import PAIRS
from onderling.matching.reading.sheets import COLUMNS
from onderling.matching.result import Reason, Result
from onderling.matching.tests.random_problems import tiny_problem
from onderling.matching.writing import Unwritable, write_problem, write_result
from onderling.matching.writing.lines import lines
from onderling.matching.writing.reasons import sentence
from onderling.matching.writing.words import EXPLAINED
from onderling.tables.read import read

Raw = dict[str, Any]


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_problem_that_is_written_and_read_is_the_same_problem(
    number: int, form: str, tmp_path: Path
) -> None:
    problem = read_rows(tiny_problem(number)).problem
    assert problem is not None
    path = tmp_path / f"problem.{form}"
    write_problem(path, problem)
    again = read_file(path)
    assert again.faults == ()
    assert again.problem is not None
    assert to_json(again.problem) == to_json(problem)


def test_the_study_day_goes_from_json_to_xlsx_and_back(
    day: Problem, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, book, last = (tmp_path / name for name in ("a.json", "b.xlsx", "c.json"))
    write_problem(first, day)
    assert convert([str(first), str(book)]) == 0
    assert convert([str(book), str(last)]) == 0
    assert last.read_bytes() == first.read_bytes()
    assert capsys.readouterr().out.splitlines() == [
        f"{path}: dezelfde opgave, {len(day.people)} mensen en 30 sessies."
        for path in (book, last)
    ]


def test_a_name_with_a_comma_does_not_go_into_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, book = tmp_path / "problem.json", tmp_path / "problem.xlsx"
    problem = Problem(
        sessions=(Session("dans, zang"),), people=(Person("p", wishes=(("dans, zang", 1),)),)
    )
    write_problem(path, problem)
    assert convert([str(path), str(book)]) == 1
    assert capsys.readouterr().err == (
        "Dit past niet in een werkmap: “dans, zang:1” (people, wishes) heeft een komma of"
        " puntkomma.\n"
    )
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_workbook_would_read_otherwise_is_not_written(tmp_path: Path) -> None:
    problem = Problem(people=(Person("p", organisation="#N/A"),))
    with pytest.raises(Unwritable, match="gaat hiervan iets verloren"):
        write_problem(tmp_path / "problem.xlsx", problem)


def test_an_empty_workbook_explains_each_column_and_can_be_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "kamp.xlsx"
    assert convert([str(path)]) == 0
    sheets = read(path.read_bytes())
    columns = {sheet.name: sheet.header for sheet in sheets[1:]}
    assert columns["people"] == COLUMNS["people"]
    assert columns["sessions"] == COLUMNS["sessions"]
    assert sheets[0].name == "uitleg"
    known = {(table, column) for table, names in COLUMNS.items() for column in names}
    assert EXPLAINED.keys() == known | {(table, "") for table in PAIRS}
    assert read_file(path).faults == ()


def test_only_a_workbook_can_be_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert convert([str(tmp_path / "kamp.json")]) == 2
    assert "eindigt op .xlsx" in capsys.readouterr().err


def test_a_faulty_file_is_not_converted(tmp_path: Path) -> None:
    path = tmp_path / "problem.json"
    path.write_text('{"people": [{}]}', encoding="utf-8")
    assert convert([str(path), str(tmp_path / "problem.xlsx")]) == 2
    assert list(tmp_path.iterdir()) == [path]


def test_a_result_is_one_row_a_line_and_reads_back_the_same(
    decided: Result, day: Problem, tmp_path: Path
) -> None:
    path = tmp_path / "result.json"
    write_result(path, day, decided)
    text = path.read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(json.dumps(decided.to_json()))
    seat = decided.seats[0]
    line = f'{{"person": "{seat.person}", "session": "{seat.session}", "kind": "{seat.kind}", '
    assert sum(row.startswith(line) for row in text.splitlines()) == 1


def test_a_text_that_looks_like_the_end_of_a_row_stays_whole() -> None:
    rows = [{"id": "a}, {b"}, {"id": "c"}]
    assert json.loads("".join(lines([("people", iter(rows))]))) == {"people": rows}


def test_a_result_can_be_a_workbook_for_people(
    decided: Result, day: Problem, tmp_path: Path
) -> None:
    path = tmp_path / "uitkomst.xlsx"
    write_result(path, day, decided)
    sheets = {sheet.name: sheet for sheet in read(path.read_bytes())}
    assert len(sheets["plekken"].rows) == len(decided.seats)
    assert len(sheets["redenen"].rows) == len(decided.reasons)
    last = sheets["uitkomst"].rows[-1].cells[0]
    assert last == f"{decided.objective} punten; beter kan bewezen niet."


def test_allocate_takes_and_gives_workbooks(tmp_path: Path) -> None:
    raw = {"sessions": [{"id": "s", "maximum": 1}], "people": [{"id": "p", "anywhere": True}]}
    problem, book = tmp_path / "problem.json", tmp_path / "problem.xlsx"
    problem.write_text(json.dumps(raw), encoding="utf-8")
    assert convert([str(problem), str(book)]) == 0
    assert allocate([str(book), "--out", str(tmp_path / "uitkomst.xlsx")]) == 0
    assert allocate([str(book), "--out", str(tmp_path / "result.json")]) == 0
    assert verify([str(problem), str(tmp_path / "result.json")]) == 0
    sheets = {sheet.name: sheet for sheet in read((tmp_path / "uitkomst.xlsx").read_bytes())}
    assert sheets["plekken"].rows[0].cells == ("p", "s", "", "", "ergens geplaatst", "")


FULL = {"places": 12, "taken": 12, "first_wishes": 41, "as_high": 41, "rank": 1, "worth": 100}


@pytest.mark.parametrize(
    ("because", "numbers", "said"),
    [
        ("cancelled", {"wanted": 3, "minimum": 5}, "Gaat niet door: 3 wilden, 5 nodig."),
        ("overlap", {"with": ["s2", "s3"]}, "Valt samen met s2, s3."),
        ("too_big", {"size": 9, "maximum": 8}, "De groep telt 9, er passen 8 in."),
        ("full", FULL, "Vol: 12 plekken, 41 eerste wensen."),
        (
            "full",
            FULL | {"cost": 120, "gain": 90},
            "Vol: 12 plekken, 41 eerste wensen."
            " De plek was hier 90 punten waard en had anderen er 120 gekost.",
        ),
        (
            "lottery",
            FULL | {"yours": 1130, "theirs": 1204},
            "Vol: 12 plekken, 41 eerste wensen. Lot 1.130 tegen 1.204.",
        ),
        ("cannot", {"rule": "cannot"}, "Gaf zelf op hier niet te kunnen."),
        ("cannot", {"rule": "apart", "text": "Niet samen."}, "Niet samen."),
        ("cannot", {"rule": "other"}, "Een regel hield dit tegen."),
    ],
)
def test_each_reason_is_a_plain_sentence(because: Any, numbers: Any, said: str) -> None:
    assert sentence(Reason("p", "s", because, numbers)) == said
