"""Stopping early leaves a result that keeps to every rule: by a limit, and by Ctrl-C."""

from benchmarks.matching.checks.tally import Tally, wrongs_of
from benchmarks.matching.command import Run
from onderling.matching.cli import SOLVED

LEEWAY = 1  # seconds
CLOSE = 0.0005  # of the bound; asked of a festival of 30,000 after five seconds
SOON = 6  # seconds after Ctrl-C; who found nothing yet takes up to five for a first draft


def limit(tally: Tally, shape: str, seconds: int, gap: float | None = None) -> None:
    """A limit counts from the moment the file is read, and holds. `gap`: what is asked."""
    path = tally.folder.problem(shape)
    run, result = tally.divided(path, "--limit", str(seconds))
    wrongs = wrongs_of(path, result)
    came = f"{run.found:.1f} s to the seats, {_what(run, wrongs)}"
    near = gap is None or run.gap <= gap
    asked = "" if gap is None else f", gap ≤ {gap:.2%}"
    kept = run.code == SOLVED and run.found <= seconds + LEEWAY
    ok = kept and near and not wrongs and bool(result["seats"])
    tally.add(f"limit of {seconds} s, {shape}{asked}", came, ok)


def interrupt(tally: Tally, shape: str, after: float) -> None:
    """Ctrl-C leaves a valid result with seats, the best so far."""
    path = tally.folder.problem(shape)
    run, result = tally.divided(path, interrupt_after=after)
    wrongs = wrongs_of(path, result)
    came = f"seats {max(0.0, run.found - after):.1f} s later, {_what(run, wrongs)}"
    soon = run.found - after <= SOON
    ok = run.code == SOLVED and soon and not wrongs and bool(result["seats"])
    tally.add(f"Ctrl-C {after:g} s after reading, {shape}", came, ok)


def _what(run: Run, wrongs: list[str]) -> str:
    """The result in words."""
    return (
        f"{run.status}, gap {run.gap:.3%}, {run.without:,} with nothing,"
        f" {'valid' if not wrongs else f'NOT valid: {wrongs[0]}'}"
    )
