"""`onderling allocate`: a problem in, a result out, and in plain numbers what came out."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from onderling.matching.commands.page import (
    BROKEN,
    FAULTY,
    IMPOSSIBLE,
    SOLVED,
    Parser,
    problem_of,
    say,
    seconds,
    tell,
)
from onderling.matching.run import Crashed, NothingFound
from onderling.matching.run import allocate as decide
from onderling.matching.summary import summary
from onderling.matching.writing import Unwritable, write_result


def allocate(argv: Sequence[str]) -> int:
    """Read a problem, decide, write the result; say in plain numbers what came out."""
    asked = _parser().parse_args(argv)
    problem, warnings = problem_of(asked.problem)
    if problem is None:
        return FAULTY
    for warning in warnings:
        tell(f"Let op: {warning}.")
    try:
        result = decide(
            problem,
            seed=asked.seed,
            limit=asked.limit,
            progress=_progress if asked.progress else lambda percent, text: None,
        )
    except Crashed:
        tell("Het rekenen is afgebroken voordat er een verdeling was. Er is niets geschreven.")
        return BROKEN
    except NothingFound:
        tell("Er is binnen de tijd geen verdeling gevonden. Er is niets geschreven.")
        return BROKEN
    whole = dataclasses.replace(result, warnings=(*result.warnings, *warnings))
    try:
        write_result(asked.out, problem, whole)
    except Unwritable as wrong:
        tell(str(wrong))
        return BROKEN
    say(summary(problem, result))
    return IMPOSSIBLE if result.status == "infeasible" else SOLVED


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
    add("--progress", action="store_true", help="zeg op stderr hoe ver het is")
    return parser
