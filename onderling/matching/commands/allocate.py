"""`onderling allocate`: a problem in, a result out, and in plain numbers what came out."""

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path

from onderling.matching.commands.page import (
    BROKEN,
    FAULTY,
    IMPOSSIBLE,
    SOLVED,
    Ended,
    Parser,
    all_kept,
    ctrl_c_ends,
    problem_of,
    say,
    seconds,
    tell,
)
from onderling.matching.explaining.summary import summary
from onderling.matching.modes.modes import MODES, NoOrder, allocate_by, compare
from onderling.matching.modes.table import mode_table
from onderling.matching.problem import Problem
from onderling.matching.result import Result
from onderling.matching.run import Crashed, NothingFound, Unsolvable
from onderling.matching.run import allocate as decide
from onderling.matching.solving.child import solvers
from onderling.matching.writing import Unwritable, write_result

BROKEN_OFF = "Het rekenen is afgebroken voordat er een verdeling was. Er is niets geschreven."
ALREADY_THERE = "Afgebroken. De verdeling zelf is af en staat in {out}."
TOO_LATE = "Er is binnen de tijd geen verdeling gevonden. Er is niets geschreven."


def allocate(argv: Sequence[str]) -> int:
    """Read a problem, decide, write the result; say in plain numbers what came out."""
    asked = _parser().parse_args(argv)
    ended = None
    try:
        with all_kept():
            ended = _allocate(asked)
    except KeyboardInterrupt:  # while reading: during the search it means "stop"
        if ended is None:
            tell(BROKEN_OFF)
    return BROKEN if ended is None else ended


def _allocate(asked: argparse.Namespace) -> int:
    solvers()  # once for all that this command may divide, and not while a limit runs
    problem, warnings = problem_of(asked.problem)
    if problem is None:
        return FAULTY
    for warning in warnings:
        tell(f"Let op: {warning}.")
    try:
        result = _decide(problem, asked)
    except NoOrder as wrong:
        tell(f"{wrong}.")
        return FAULTY
    except NothingFound as stopped:
        tell(_why(stopped))
        return BROKEN
    whole = dataclasses.replace(result, warnings=(*result.warnings, *warnings))
    try:
        try:
            write_result(asked.out, problem, whole)
        except KeyboardInterrupt:  # what was found is kept; once more ends it
            write_result(asked.out, problem, whole)
    except Unwritable as wrong:
        tell(str(wrong))
        return BROKEN
    try:
        with ctrl_c_ends():
            _tell_all(problem, asked, result)
    except Ended:
        tell(ALREADY_THERE.format(out=asked.out))
    return IMPOSSIBLE if result.status == "infeasible" else SOLVED


def _tell_all(problem: Problem, asked: argparse.Namespace, result: Result) -> None:
    """What came out, and what other ways would give."""
    say(summary(problem, result))
    if asked.compare and result.status != "infeasible":
        _compare(problem, asked, result)


def _why(stopped: NothingFound) -> str:
    if isinstance(stopped, Unsolvable):
        return f"{stopped} Er is niets geschreven."
    return BROKEN_OFF if isinstance(stopped, Crashed) else TOO_LATE


def _decide(problem: Problem, asked: argparse.Namespace) -> Result:
    if asked.mode != "default":
        return allocate_by(asked.mode, problem, seed=asked.seed, limit=asked.limit)
    return decide(
        problem,
        seed=asked.seed,
        limit=asked.limit,
        progress=_progress if asked.progress else lambda percent, text: None,
    )


def _compare(problem: Problem, asked: argparse.Namespace, result: Result) -> None:
    """The ways to divide side by side; first come only when the file says who was first."""
    known = all(person.arrived is not None for person in problem.people)
    modes = [mode for mode in MODES if known or mode != "first_come"]
    there = {asked.mode: result}
    costs = compare(problem, modes, seed=asked.seed, limit=asked.limit, known=there)
    say("\n" + mode_table(costs))
    if not known:
        say("‘Wie het eerst komt’ kan niet: `arrived` staat niet bij iedereen.")


def _progress(percent: int, text: str) -> None:
    tell(f"progress {percent} {text}")


def _parser() -> Parser:
    parser = Parser(
        prog="onderling allocate",
        description="Verdeelt de plekken zo eerlijk mogelijk en schrijft op waarom.",
        epilog=(
            "Afloop: 0 verdeeld; 2 fouten in het bestand, elk met de plaats erbij, en niets"
            " geschreven; 3 onmogelijk, met de regels die elkaar tegenspreken; 1 iets anders"
            " ging mis."
        ),
    )
    add = parser.page.add_argument
    add("problem", metavar="PROBLEEM", type=Path, help="bestand met wensen, .json of .xlsx")
    add(
        "--out",
        metavar="RESULTAAT",
        type=Path,
        required=True,
        help="waar het resultaat komt: .json om na te rekenen, .xlsx om te lezen",
    )
    add("--seed", metavar="TEKST", help="het lot; anders geldt dat uit het bestand")
    add(
        "--limit",
        metavar="SECONDEN",
        type=seconds,
        help="zo lang mag het duren; daarna geldt het beste tot dan toe, met een grens",
    )
    add(
        "--mode",
        choices=MODES,
        default="default",
        metavar="MANIER",
        help="hoe: default (meeste punten), lottery (volgorde van loting), fewest_low (zo min"
        " mogelijk lage wensen), first_come (wie het eerst komt)",
    )
    add("--compare", action="store_true", help="toon wat elke manier kost en oplevert")
    add("--progress", action="store_true", help="zeg op stderr hoe ver het is")
    return parser
