"""Solve in a child process with a hard stop; keep the best found so far."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import IO, Any

from onderling.matching.canonical import to_json
from onderling.matching.finish import contradiction, finish
from onderling.matching.problem import Problem
from onderling.matching.result import Clash, Result
from onderling.matching.rules import Seating, violations
from onderling.matching.solved import Solved, ceiling

Progress = Callable[[int, str], None]
GRACE = 0.3  # seconds the child may take, past the limit, to say what it has
TOLD_TO_STOP = "De tijd was om of het rekenen is afgebroken: dit is het beste tot dan toe."


class NothingFound(Exception):
    """The time was up before any outcome was found."""


class Crashed(NothingFound):
    """The solver broke off before any outcome was found: killed, or out of memory."""


class _Gone(Exception):
    """The child ended without a word: killed, or out of memory."""


def _quiet(percent: int, text: str) -> None:
    """Tell nobody."""


def allocate(
    problem: Problem,
    *,
    seed: str | None = None,
    limit: float | None = None,
    progress: Progress = _quiet,
) -> Result:
    """Decide who gets which seat.

    `limit`: seconds from now. `seed`: instead of the problem's own. Ctrl-C stops the search
    and gives the best found so far. Raises NothingFound when there is nothing to give.
    """
    began = monotonic()
    chosen = problem.seed if seed is None else seed
    progress(5, "Leest het probleem")
    ended = _ask_child(problem, chosen, limit, progress)
    if isinstance(ended, list):
        return contradiction(problem, ended, seed=chosen, began=began)
    progress(85, "Zoekt bij iedere gemiste wens de reden")
    result = finish(problem, ended, seed=chosen, began=began)
    progress(100, "Klaar")
    return result


def solve(problem: Problem, *, seed: str | None = None, limit: float | None = None) -> Solved:
    """The bare seats, without reasons. Raises NothingFound also when rules contradict."""
    chosen = problem.seed if seed is None else seed
    ended = _ask_child(problem, chosen, limit, _quiet)
    if isinstance(ended, list):
        raise NothingFound
    return ended


def _ask_child(
    problem: Problem, seed: str, limit: float | None, progress: Progress
) -> Solved | list[Clash]:
    stop_at = None if limit is None else monotonic() + limit
    job = {"problem": to_json(problem), "seed": seed, "limit": limit}
    child = subprocess.Popen(
        [sys.executable, "-m", "onderling.matching.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": _import_path(), "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,  # Ctrl-C is for us; we decide when the child stops
    )
    messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
    threads = [
        threading.Thread(target=_feed, args=(child.stdin, job), daemon=True),
        threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True),
    ]
    for thread in threads:
        thread.start()
    found: list[Solved] = []
    try:
        ended = _wait(messages, stop_at, progress, found)
    except KeyboardInterrupt:
        ended = None
    except _Gone:
        if not found:
            raise Crashed from None
        ended = None
    finally:
        child.kill()
        child.wait()
        for thread in threads:
            thread.join()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
    return ended if ended is not None else _best_so_far(problem, found)


def _import_path() -> str:
    ours = str(Path(__file__).parents[2])
    theirs = os.environ.get("PYTHONPATH")
    return os.pathsep.join([ours, theirs]) if theirs else ours


def _feed(pipe: IO[str] | None, job: dict[str, Any]) -> None:
    try:
        if pipe is not None:
            pipe.write(json.dumps(job) + "\n")
            pipe.flush()
    except (BrokenPipeError, ValueError):
        return  # the child is gone; whoever waits for its answer notices


def _listen(pipe: IO[str] | None, messages: "queue.Queue[dict[str, Any] | None]") -> None:
    for line in pipe or ():
        if line.startswith("{"):  # HiGHS may mutter
            messages.put(json.loads(line))
    messages.put(None)


def _wait(
    messages: "queue.Queue[dict[str, Any] | None]",
    stop_at: float | None,
    progress: Progress,
    found: list[Solved],
) -> Solved | list[Clash] | None:
    """Follow the child until it is done, gone or out of time."""
    while True:
        left = None if stop_at is None else max(0.0, stop_at + GRACE - monotonic())
        try:
            message = messages.get(timeout=left)
        except queue.Empty:
            return None
        if message is None:
            raise _Gone
        if "out_of_time" in message:
            return None
        if "progress" in message:
            progress(*message["progress"])
        elif "found" in message:
            found.append(Solved.from_json(message["found"]))
        elif "infeasible" in message:
            return [
                Clash(rule, tuple(about), text) for rule, about, text in message["infeasible"]
            ]
        else:
            return Solved.from_json(message["done"])


def _best_so_far(problem: Problem, found: list[Solved]) -> Solved:
    bound = min([ceiling(problem), *(solved.bound for solved in found)])
    if found:
        return replace(found[-1], bound=bound, notes=(*found[-1].notes, TOLD_TO_STOP))
    locks = problem.held | problem.giving
    if violations(Seating(problem, locks)):
        raise NothingFound
    return Solved(locks, bound, False, TOLD_TO_STOP, notes=(TOLD_TO_STOP,))
