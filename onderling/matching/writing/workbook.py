"""Workbooks as bytes. Apart from `files`, because openpyxl takes long to load."""

from onderling.matching.canonical import digest
from onderling.matching.problem import Problem
from onderling.matching.reading import read_content
from onderling.matching.result import Result
from onderling.matching.writing.problem_sheets import Unsayable, empty_sheets, sheets_of_problem
from onderling.matching.writing.result_sheets import sheets_of_result
from onderling.matching.writing.unwritable import Unwritable
from onderling.tables.write import write_xlsx


def of_problem(problem: Problem) -> bytes:
    """The tables of a problem; read back it is the same problem. Raises Unwritable."""
    try:
        content = write_xlsx(sheets_of_problem(problem))
    except Unsayable as wrong:
        raise Unwritable(f"Dit past niet in een werkmap: {wrong}") from wrong
    again = read_content(content).problem
    if again is None or digest(again) != digest(problem):
        raise Unwritable("In een werkmap gaat hiervan iets verloren: kies .json")
    return content


def of_result(problem: Problem, result: Result) -> bytes:
    """A result for people to read."""
    return write_xlsx(sheets_of_result(problem, result))


def to_fill_in() -> bytes:
    """The sheets and columns of a problem, with nothing below them."""
    return write_xlsx(empty_sheets())
