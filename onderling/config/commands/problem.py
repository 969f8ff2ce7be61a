"""`onderling problem`: what was divided in a round, as a file to recompute (X-22)."""

import importlib
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from onderling.config.commands.prepare import say, start_django
from onderling.matching import Unwritable, digest, read_rows, write_problem


def main(options: Namespace) -> int:
    """Write the problem of the last run of a round; without a run, that of the wishes now."""
    start_django()
    models = importlib.import_module("onderling.rounds.models")
    found = models.Round.objects.filter(slug=options.round).first()
    if found is None:
        return _refuse(f"Er is geen ronde met de naam “{options.round}” in het adres")
    run = found.runs.first()
    reading = read_rows(run.problem if run and run.problem else _as_it_is_now(found))
    if reading.problem is None:
        return _refuse(*reading.faults)
    try:
        write_problem(Path(options.file), reading.problem)
    except Unwritable as wrong:
        return _refuse(str(wrong))
    say(f"{options.file}: {digest(reading.problem)}")
    if run:
        say(
            f"Zo is het verdeeld: onderling allocate {options.file} --seed '{run.seed}' --out …"
        )
    return 0


def _as_it_is_now(found: Any) -> dict[str, Any]:
    source = importlib.import_module("onderling.signups.actions.allocation_input")
    rows: dict[str, Any] = source.problem_of(found)
    return rows


def _refuse(*faults: str) -> int:
    sys.stderr.write("".join(f"{fault}.\n" for fault in faults))
    return 1
