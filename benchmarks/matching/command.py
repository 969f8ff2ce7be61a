"""Runs `onderling allocate` as anybody would, and notes when it says how far it is."""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.matching.tree import Watch
from onderling.matching.cli import SOLVED

READ, FOUND, EXPLAINED = 5, 85, 100  # what `--progress` says after each part
PATIENCE = 600  # seconds after which a run is broken off, whatever its limit


@dataclass(frozen=True)
class Run:
    """One run. Seconds on the clock: `read` from the start, the next two from there on.

    whole: from start to end, with Python itself; cpu: of all its processes. tree, solver: most
    memory, MB. gap: share of the bound that may be missing; 0 is proved best.
    """

    read: float
    found: float
    explained: float
    whole: float
    cpu: float
    tree: float
    solver: float
    code: int
    status: str
    objective: int
    bound: int
    gap: float
    without: int
    cancelled: int
    proof: str
    said: str


def allocate(
    problem: Path,
    out: Path,
    *options: str,
    cores: frozenset[int] | None = None,
    interrupt_after: float | None = None,
) -> Run:
    """Divide, and wait for the end. `options`: as on the command line.

    `cores`: the processors it may use. `interrupt_after`: Ctrl-C so many seconds after reading.
    """
    words = ["allocate", str(problem), "--out", str(out), "--progress", *options]
    pinned = ["taskset", "-c", ",".join(map(str, sorted(cores)))] if cores else []
    begun = monotonic()
    process = subprocess.Popen(  # noqa: S603 -- no shell; every word stands in this file
        [*pinned, sys.executable, "-m", "onderling.config.cli", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    brake = threading.Timer(PATIENCE, process.kill)
    brake.start()
    with Watch(process.pid) as watch:
        marks, said = _listen(process, begun, interrupt_after)
        _, code, used = os.wait4(process.pid, 0)
    ended = monotonic() - begun
    brake.cancel()
    process.returncode = os.waitstatus_to_exitcode(code)
    result = json.loads(out.read_bytes()) if out.exists() else {}
    read = marks.get(READ, 0.0)  # the other modes do not say how far they are
    found = marks.get(FOUND, ended)
    return Run(
        read=round(read, 3),
        found=round(found - read, 3),
        explained=round(marks.get(EXPLAINED, ended) - found, 3),
        whole=round(ended, 3),
        cpu=round(used.ru_utime + used.ru_stime, 3),
        tree=round(watch.tree),
        solver=round(watch.solver),
        code=process.returncode,
        said="" if process.returncode == SOLVED else said,
        **_outcome(result),
    )


def ask(*words: str) -> tuple[int, list[str]]:
    """Run a command; how it ended, and the lines that it told on stderr."""
    ended = subprocess.run(  # noqa: S603 -- no shell; the words stand in our own files
        [sys.executable, "-m", "onderling.config.cli", *words],
        check=False,  # a fault is what some of them ask for
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    return ended.returncode, ended.stderr.splitlines()


def _listen(
    process: subprocess.Popen[str], begun: float, interrupt_after: float | None
) -> tuple[dict[int, float], str]:
    """When each part was over, and the last thing it said that is not about progress."""
    marks: dict[int, float] = {}
    said = ""
    for line in process.stderr or ():
        word, _, rest = line.partition(" ")
        if word != "progress":
            said = line.strip()
            continue
        percent = int(rest.split()[0])
        mark = max((mark for mark in (READ, FOUND, EXPLAINED) if mark <= percent), default=0)
        if mark == READ and READ not in marks and interrupt_after is not None:
            threading.Timer(interrupt_after, process.send_signal, [signal.SIGINT]).start()
        marks.setdefault(mark, monotonic() - begun)
    return marks, said


def _outcome(result: dict[str, Any]) -> dict[str, Any]:
    """What the result file says, as figures; `gap` 1 when there is none."""
    points, bound = result.get("objective") or 0, result.get("bound") or 0
    return {
        "status": result.get("status", "nothing written"),
        "objective": points,
        "bound": bound,
        "gap": (bound - points) / bound if bound else float(not result),
        "without": len(result.get("without", ())),
        "cancelled": len(result.get("cancelled", ())),
        "proof": result.get("certificate", {}).get("kind", ""),
    }
