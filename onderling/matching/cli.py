"""`onderling allocate` and `onderling verify`: a file in, a file or a judgement out."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from onderling.matching.reading import read_file
from onderling.matching.run import Crashed, NothingFound
from onderling.matching.run import allocate as decide
from onderling.matching.summary import summary
from onderling.matching.verify import judge

SOLVED, BROKEN, FAULTY, IMPOSSIBLE = 0, 1, 2, 3


def allocate(argv: Sequence[str]) -> int:
    """Read a problem, decide, write the result; say in plain numbers what came out."""
    asked = _allocate_parser().parse_args(argv)
    reading = read_file(asked.problem)
    for warning in reading.warnings:
        _tell(f"Let op: {warning}.")
    if reading.problem is None:
        return _refuse(reading.faults)
    try:
        result = decide(
            reading.problem,
            seed=asked.seed,
            limit=asked.limit,
            progress=_progress if asked.progress else lambda percent, text: None,
        )
    except Crashed:
        _tell("Het rekenen is afgebroken voordat er een verdeling was. Er is niets geschreven.")
        return BROKEN
    except NothingFound:
        _tell("Er is binnen de tijd geen verdeling gevonden. Er is niets geschreven.")
        return BROKEN
    rows = result.to_json()
    rows["warnings"] = [*rows["warnings"], *reading.warnings]
    if not _write(asked.out, json.dumps(rows, ensure_ascii=False, indent=1) + "\n"):
        return BROKEN
    sys.stdout.write(summary(reading.problem, result) + "\n")
    return IMPOSSIBLE if result.status == "infeasible" else SOLVED


def verify(argv: Sequence[str]) -> int:
    """Check a result against its problem."""
    asked = _verify_parser().parse_args(argv)
    reading = read_file(asked.problem)
    if reading.problem is None:
        return _refuse(reading.faults)
    try:
        row = json.loads(asked.result.read_bytes())
    except (OSError, ValueError) as reason:
        _tell(f"{asked.result}: niet te lezen als resultaat ({reason})")
        return FAULTY
    if not isinstance(row, dict):
        _tell(f"{asked.result}: moet een JSON-object zijn")
        return FAULTY
    wrongs, proved = judge(reading.problem, row)
    for wrong in wrongs:
        sys.stdout.write(f"- {wrong}\n")
    if wrongs:
        sys.stdout.write(f"Dit resultaat klopt niet: {len(wrongs)} fouten.\n")
        return BROKEN
    sys.stdout.write(proved + "\n")
    return SOLVED


class _Page(argparse.HelpFormatter):
    """Help as a Dutch page."""

    def add_usage(
        self, usage: Any, actions: Any, groups: Any, prefix: str | None = "Gebruik: "
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Gebruik: ")


class _Parser(argparse.ArgumentParser):
    """A parser that explains itself in Dutch."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words, add_help=False, formatter_class=_Page)
        self.page = self.add_argument_group("Wat u opgeeft")
        self.page.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the page is."""
        self.exit(FAULTY, f"Dit klopt niet: {message}\nKijk met: {self.prog} --help\n")


def _allocate_parser() -> argparse.ArgumentParser:
    parser = _Parser(
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
    add("--out", metavar="RESULTAAT", type=Path, required=True, help="waar het resultaat komt")
    add("--seed", metavar="TEKST", help="het lot; anders geldt dat uit het bestand")
    add(
        "--limit",
        metavar="SECONDEN",
        type=_seconds,
        help="zo lang mag het duren; daarna geldt het beste tot dan toe, met een grens",
    )
    add("--progress", action="store_true", help="zeg op stderr hoe ver het is")
    return parser


def _verify_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="onderling verify",
        description="Rekent een resultaat na: regels, punten, grens en elke reden.",
        epilog="Afloop: 0 het klopt; 1 het klopt niet; 2 een bestand is niet te lezen.",
    )
    add = parser.page.add_argument
    add("problem", metavar="PROBLEEM", type=Path, help="het bestand met wensen")
    add("result", metavar="RESULTAAT", type=Path, help="het resultaat")
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError("geef een aantal seconden boven nul")
    return seconds


def _progress(percent: int, text: str) -> None:
    _tell(f"progress {percent} {text}")


def _refuse(faults: Sequence[str]) -> int:
    for fault in faults:
        _tell(f"{fault}.")
    return FAULTY


def _write(path: Path, text: str) -> bool:
    """Write beside the place first, so that a broken write leaves no half result."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as wrong:
        draft.unlink(missing_ok=True)
        _tell(f"{path}: kan niet schrijven ({wrong.strerror})")
        return False
    return True


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def main() -> int:
    """`python -m onderling.matching.cli allocate ...` or `... verify ...`."""
    commands = {"allocate": allocate, "verify": verify}
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    if chosen not in commands:
        _tell("Kies: allocate of verify.")
        return FAULTY
    return commands[chosen](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
