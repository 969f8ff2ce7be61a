"""Us and the others on the same festival, each in a process of its own, in one table."""

import json
import os
import resource
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.matching.command import allocate
from benchmarks.matching.folder import Folder
from benchmarks.matching.peers.one import LEFT_OUT, PEERS
from benchmarks.matching.picture import draw
from benchmarks.matching.table import Table, say
from benchmarks.matching.tree import Watch
from onderling.matching.problem import Problem
from onderling.matching.reading import read_file
from onderling.matching.rules import Seating, objective, violations

OURS = "Onderling"
MODES = {
    "Onderling, in turn by lottery": "lottery",
    "Onderling, fewest low wishes": "fewest_low",
}
PATIENCE = 300  # seconds
ONLY_SMALL = {"networkx, flow, then cancel"}
HEAD = (
    *("tool", "points", "with nothing", "first wishes"),
    *("seconds", "CPU s", "MB", "broke a rule"),
)


@dataclass(frozen=True)
class Cost:
    """seconds: by the clock, without reading; cpu: with all; lost: seats that broke a rule."""

    seconds: float
    cpu: float
    megabytes: float
    lost: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a tool made of it. met: people by their best wish that came true; 0 is none."""

    points: int
    met: dict[int, int]
    first_wishes: int
    proved: bool
    cost: Cost


def picture(figures: dict[str, dict[str, Any]]) -> str:
    """Whose wish came true, per tool, on the largest festival measured; an SVG."""
    tools = list(figures.values())[-1]
    met = {name: row["met"] for name, row in tools.items() if isinstance(row, dict)}
    people = sum(met[OURS].values())
    order = sorted(met, key=lambda name: tools[name]["points"], reverse=True)
    title = f"The best wish that came true, {people:,} people"
    return draw(title, {name: met[name] for name in order})


def measure(folder: Folder, *, quick: bool) -> dict[str, dict[str, Any]]:
    """A small festival with every peer; the large one with those that can."""
    return {
        shape: _compare(folder, shape) for shape in (["w300"] if quick else ["w300", "w3000"])
    }


def _compare(folder: Folder, shape: str) -> dict[str, Any]:
    path = folder.problem(shape)
    problem = read_file(path).problem
    if problem is None:
        raise ValueError(f"{shape} cannot be read")
    table = Table(
        f"Beside others: {problem.name}, one to three seats each", *HEAD, widths=(38,)
    )
    best = _ours(folder, shape, problem)
    found: dict[str, Outcome | str] = {OURS: best}
    for name, mode in MODES.items():
        found[name] = _ours(folder, shape, problem, mode)
    for name in PEERS:
        if name not in ONLY_SMALL or shape == "w300":
            found[name] = _peer(folder, name, path, problem)
    for name, outcome in sorted(found.items(), key=lambda row: _points(row[1])):
        if isinstance(outcome, str):
            table.add(name, f"left out: {outcome}", *[""] * (len(HEAD) - 2))
            continue
        table.add(
            name,
            _beside(outcome, best),
            outcome.met.get(0, 0),
            outcome.first_wishes,
            round(outcome.cost.seconds, 2),
            round(outcome.cost.cpu, 2),
            round(outcome.cost.megabytes),
            outcome.cost.lost,
        )
    say(
        "“Broke a rule”: seats that a tool gave and that could not stand: under a minimum, over"
        " a maximum, two at one time, not wished. These people chose again from what was free."
        " Seconds without reading and starting, ours with the start of the solver; CPU: all."
    )
    return {
        name: asdict(row) if isinstance(row, Outcome) else row for name, row in found.items()
    }


def _ours(folder: Folder, shape: str, problem: Problem, mode: str = "default") -> Outcome:
    out = folder.result(shape)
    run = allocate(folder.problem(shape), out, "--mode", mode)
    seats = {(row["person"], row["session"]) for row in json.loads(out.read_bytes())["seats"]}
    cost = Cost(run.found, run.cpu, run.tree)
    return _judged(problem, seats, cost, proved=run.status == "optimal")


def _peer(folder: Folder, name: str, path: Path, problem: Problem) -> Outcome | str:
    """Run it; a sentence when it could not."""
    out = folder.result("peer")
    process = subprocess.Popen(  # noqa: S603 -- no shell; every word stands in this package
        [sys.executable, "-m", "benchmarks.matching.peers.one", name, str(path), str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},  # some go through sets, in any order
    )
    begun = _cpu_of_children()
    with Watch(process.pid) as watch:
        try:
            _, told = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return f"no answer in {PATIENCE} s"
    if process.returncode:
        last = told.strip().splitlines()[-1:] or [f"ended with {process.returncode}"]
        return last[0] if process.returncode == LEFT_OUT else f"broke off: {last[0]}"
    row = json.loads(out.read_bytes())
    seats = {(person, session) for person, session in row["seats"]}
    used = _cpu_of_children() - begun
    return _judged(problem, seats, Cost(row["seconds"], used, watch.tree, row["lost"]))


def _judged(
    problem: Problem, seats: set[tuple[str, str]], cost: Cost, *, proved: bool = False
) -> Outcome:
    """Counted by the rules of the engine; what breaks one is an error of the measurement."""
    seating = Seating(problem, frozenset(seats))
    if broken := violations(seating):
        raise ValueError(f"a plan that cannot stand: {broken[0].text}")
    best: dict[str, int] = {}
    for person, session in seats:
        rank = problem.person[person].wish_rank[session]
        best[person] = min(rank, best.get(person, rank))
    met = Counter(best.get(person.id, 0) for person in problem.people)
    return Outcome(objective(seating), dict(sorted(met.items())), met[1], proved, cost)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _points(outcome: Outcome | str) -> int:
    return 0 if isinstance(outcome, str) else outcome.points


def _beside(outcome: Outcome, best: Outcome) -> str:
    """How far from ours, which is the optimum when it says so."""
    if outcome.points == best.points:
        return "the optimum" if best.proved else "as good as ours"
    return f"{outcome.points / best.points - 1:+.1%}"
