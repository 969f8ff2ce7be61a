"""`onderling convert`: one problem as JSON or as a workbook, or an empty one to fill in."""

from collections.abc import Sequence
from pathlib import Path

from onderling.matching.commands.page import (
    BROKEN,
    FAULTY,
    SOLVED,
    Parser,
    problem_of,
    say,
    tell,
)
from onderling.matching.writing import Unwritable, write_empty, write_problem
from onderling.matching.writing.files import is_xlsx


def convert(argv: Sequence[str]) -> int:
    """Write a problem in the form that the name of the new file asks for."""
    asked = _parser().parse_args(argv)
    try:
        if asked.source is None:
            return _fill_in(asked.target)
        return _convert(asked.source, asked.target)
    except Unwritable as wrong:
        tell(f"{wrong}.")
        return BROKEN


def _fill_in(target: Path) -> int:
    if not is_xlsx(target):
        tell("Een leeg bestand om in te vullen eindigt op .xlsx.")
        return FAULTY
    write_empty(target)
    say(f"{target}: vul de bladen in; op het eerste blad staat wat waar hoort.")
    return SOLVED


def _convert(source: Path, target: Path) -> int:
    problem, warnings = problem_of(source)
    if problem is None:
        return FAULTY
    for warning in warnings:
        tell(f"Let op: {warning}.")
    write_problem(target, problem)
    say(
        f"{target}: dezelfde opgave, {len(problem.people)} mensen en"
        f" {len(problem.sessions)} sessies."
    )
    return SOLVED


def _parser() -> Parser:
    parser = Parser(
        prog="onderling convert",
        description="Zet een bestand met wensen om van .json naar .xlsx of terug. Met één"
        " naam op .xlsx komt daar een leeg bestand om in te vullen.",
        epilog="Afloop: 0 omgezet; 2 fouten in het bestand; 1 schrijven lukte niet.",
    )
    add = parser.page.add_argument
    add("source", metavar="VAN", type=Path, nargs="?", help="het bestand dat u hebt")
    add("target", metavar="NAAR", type=Path, help="het bestand dat u wilt")
    return parser
