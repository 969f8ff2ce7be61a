"""What must hold whatever the speed: order, cores, limits, Ctrl-C, reasons, what-ifs."""

import json
import os
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.matching.command import allocate
from benchmarks.matching.folder import Folder
from benchmarks.matching.table import Table
from benchmarks.matching.whatif import what_ifs
from onderling.matching.cli import SOLVED
from onderling.matching.proving.verify import verify
from onderling.matching.reading import read_file

LIMIT, LEEWAY = 5, 1  # seconds
ORDERS = (1, 2, 3)


class Checks:
    """The table, and the figures of what stands in it."""

    def __init__(self) -> None:
        self.table = Table("What must hold", "check", "what came out", "ok?", widths=(52, 60))
        self.figures: dict[str, object] = {}

    def add(self, name: str, came: str, ok: bool) -> None:
        """One line; not ok is said, never left out."""
        self.table.add(name, came, "yes" if ok else "NO")
        self.figures[name] = {"came": came, "ok": ok}


def measure(folder: Folder, *, quick: bool) -> dict[str, object]:
    """Run all checks; the small problems when in a hurry."""
    checks = Checks()
    for shape in ("w300", "x220", "t100") if quick else ("w300", "w3000", "w30000", "x2200"):
        _order(checks, folder, shape)
    for shape in ("w300", "mix300") if quick else ("w3000", "mix3000", "friends1750"):
        _cores(checks, folder, shape)
    for shape in ("w3000",) if quick else ("w3000", "w30000", "t10000"):
        _limit(checks, folder, shape)
    _interrupt(checks, folder, "w3000" if quick else "w30000", 0.2 if quick else 1.0)
    for shape in ("w300", "friends175") if quick else ("w3000", "friends1750", "rounds"):
        _reasons(checks, folder, shape)
    what_ifs(checks.add, folder, "w300" if quick else "w3000")
    return checks.figures


def _order(checks: Checks, folder: Folder, shape: str) -> None:
    """Shuffled rows give the same seats."""
    plain = _seats(folder, folder.problem(shape), shape)
    differ = [
        len(plain ^ _seats(folder, folder.shuffled(shape, order), shape)) for order in ORDERS
    ]
    came = f"{max(differ)} of {len(plain):,} seats differ, {len(ORDERS)} other orders"
    checks.add(f"order of rows, {shape}", came, not any(differ))


def _cores(checks: Checks, folder: Folder, shape: str) -> None:
    """One core or all: the same seats."""
    cores = sorted(os.sched_getaffinity(0))
    found = [
        _seats(folder, folder.problem(shape), shape, cores=frozenset(some))
        for some in (cores, cores[:1])
    ]
    differ = len(found[0] ^ found[1])
    came = f"{differ} of {len(found[0]):,} seats differ, {len(cores)} cores and 1"
    checks.add(f"number of cores, {shape}", came, not differ)


def _limit(checks: Checks, folder: Folder, shape: str) -> None:
    """A limit counts from the moment the file is read, and holds."""
    out = folder.result(shape)
    run = allocate(folder.problem(shape), out, "--limit", str(LIMIT))
    came = (
        f"{run.found:.1f} s to the seats ({run.status}, gap {run.gap:.3%}),"
        f" {run.found + run.explained:.1f} s with reasons"
    )
    ok = run.code == SOLVED and run.found <= LIMIT + LEEWAY
    checks.add(f"limit of {LIMIT} s, {shape}", came, ok and _is_valid(folder, shape, out))


def _interrupt(checks: Checks, folder: Folder, shape: str, after: float) -> None:
    """Ctrl-C leaves a valid result, the best so far."""
    out = folder.result(shape)
    run = allocate(folder.problem(shape), out, interrupt_after=after)
    valid = out.exists() and _is_valid(folder, shape, out)
    came = (
        f"seats {max(0.0, run.found - after):.1f} s later: {run.status}, gap {run.gap:.3%},"
        f" {run.without:,} with nothing, {'valid' if valid else 'NOT valid'}, exit {run.code}"
    )
    checks.add(f"Ctrl-C {after:g} s after reading, {shape}", came, valid and run.code == SOLVED)


def _reasons(checks: Checks, folder: Folder, shape: str) -> None:
    """Every reason, and everything else a result claims, looked over against the data."""
    out = folder.result(shape)
    allocate(folder.problem(shape), out)
    problem = read_file(folder.problem(shape)).problem
    row = json.loads(out.read_bytes())
    begun = monotonic()
    wrongs = verify(problem, row) if problem else ["not read"]
    kinds = Counter(reason["because"] for reason in row["reasons"])
    told = ", ".join(f"{kind} {number:,}" for kind, number in kinds.most_common())
    came = (
        f"{len(wrongs)} wrong of {len(row['reasons']):,} ({told}); {monotonic() - begun:.1f} s"
    )
    checks.add(f"every reason looked over, {shape}", came, not wrongs)


def _seats(
    folder: Folder, problem: Path, shape: str, cores: frozenset[int] | None = None
) -> frozenset[tuple[str, str]]:
    out = folder.result(shape)
    allocate(problem, out, cores=cores)
    return frozenset((seat["person"], seat["session"]) for seat in _row(out)["seats"])


def _is_valid(folder: Folder, shape: str, out: Path) -> bool:
    problem = read_file(folder.problem(shape)).problem
    return problem is not None and not verify(problem, _row(out))


def _row(out: Path) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(out.read_bytes())
    return row
