"""`onderling verify`: a result and its problem in, a judgement out."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from onderling.matching.commands.page import (
    BROKEN,
    FAULTY,
    SOLVED,
    Parser,
    all_kept,
    problem_of,
    say,
    tell,
)
from onderling.matching.proving.verify import examine


def verify(argv: Sequence[str]) -> int:
    """Check a result against its problem."""
    asked = _parser().parse_args(argv)
    with all_kept():
        return _verify(asked)


def _verify(asked: argparse.Namespace) -> int:
    problem, _ = problem_of(asked.problem)
    if problem is None:
        return FAULTY
    try:
        row = json.loads(asked.result.read_bytes())
    except (OSError, ValueError, RecursionError) as reason:
        tell(f"{asked.result}: niet te lezen als resultaat ({reason})")
        return FAULTY
    if not isinstance(row, dict):
        tell(f"{asked.result}: moet een JSON-object zijn")
        return FAULTY
    wrongs, proved = examine(problem, row)
    for wrong in wrongs:
        say(f"- {wrong}")
    if wrongs:
        say(f"Dit resultaat klopt niet: {len(wrongs)} fouten.")
        return BROKEN
    say(proved)
    return SOLVED


def _parser() -> Parser:
    parser = Parser(
        prog="onderling verify",
        description="Rekent een resultaat na: regels, punten, grens en elke reden.",
        epilog="Afloop: 0 het klopt; 1 het klopt niet; 2 een bestand is niet te lezen.",
    )
    add = parser.page.add_argument
    add("problem", metavar="PROBLEEM", type=Path, help="het bestand met wensen")
    add("result", metavar="RESULTAAT", type=Path, help="het resultaat (.json)")
    return parser
