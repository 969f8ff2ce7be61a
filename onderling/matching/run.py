"""Solve in a child process with a hard stop; keep the best found so far."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from time import monotonic

from onderling.matching.finish import beforehand, contradiction, finish
from onderling.matching.problem import Problem
from onderling.matching.result import Clash, Result
from onderling.matching.rules import Seating, violations
from onderling.matching.solved import Solved, ceiling
from onderling.matching.solving.child import Child, start

Progress = Callable[[int, str], None]
GRACE = 0.3  # seconds the child may take, past the limit, to say what it has
FIRST = 0.6  # on top of that while it has nothing yet: a draft is the first thing it makes
INTERRUPTED = 5.0  # the same after Ctrl-C, where nothing else is promised
TOLD_TO_STOP = "De tijd was om of het rekenen is afgebroken: dit is het beste tot dan toe."


class NothingFound(Exception):
    """The time was up before any outcome was found."""


class Crashed(NothingFound):
    """The solver broke off before any outcome was found: killed, or out of memory."""


class Unsolvable(NothingFound):
    """The solver that this problem needs is not installed; the text says which, in Dutch."""


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
    child = start(problem, chosen, limit)
    aside = ThreadPoolExecutor(1)  # after the fork, which wants no threads
    known = aside.submit(beforehand, problem)
    aside.shutdown(wait=False)
    ended = _follow(problem, child, limit, progress)
    if isinstance(ended, list):
        return contradiction(problem, ended, seed=chosen, began=began)
    try:
        progress(85, "Zoekt bij iedere gemiste wens de reden")
        result = finish(known.result(), ended, seed=chosen, began=began)
    except KeyboardInterrupt:  # the search is over, so keep what it found; once more ends it
        result = finish(known.result(), ended, seed=chosen, began=began)
    progress(100, "Klaar")
    return result


def solve(problem: Problem, *, seed: str | None = None, limit: float | None = None) -> Solved:
    """The bare seats, without reasons. Raises NothingFound also when rules contradict."""
    chosen = problem.seed if seed is None else seed
    ended = _follow(problem, start(problem, chosen, limit), limit, _quiet)
    if isinstance(ended, list):
        raise NothingFound
    return ended


def _follow(
    problem: Problem, child: Child, limit: float | None, progress: Progress
) -> Solved | list[Clash]:
    """What the child comes to say, or the best that it said so far."""
    talk = _Talk(problem, child, progress)
    patience = FIRST
    try:
        try:
            ended = talk.follow(None if limit is None else limit + GRACE)
        except KeyboardInterrupt:  # a second one ends it all
            ended, patience = None, INTERRUPTED
        if ended is None and not talk.found:
            ended = talk.follow(patience, one=True)
    except EOFError:  # ended without a word: killed, or out of memory
        if not talk.found:
            raise Crashed from None
        ended = None
    finally:
        _stop(talk.child)
    return ended if ended is not None else _best_so_far(problem, talk.found)


def _stop(child: Child) -> None:
    """End the child, also when Ctrl-C falls just now: what it said is kept."""
    try:
        child.stop()
    except KeyboardInterrupt:  # once more ends it all
        child.stop()
    child.reader.close()


@dataclass
class _Talk:
    """What a child at work tells; `found`: the outcomes so far, the last the best."""

    problem: Problem
    child: Child
    progress: Progress
    found: list[Solved] = field(default_factory=list)

    def follow(
        self, seconds: float | None, *, one: bool = False
    ) -> Solved | list[Clash] | None:
        """Listen until the child is done or out of time; or `one` outcome is found.

        Raises EOFError when it has gone.
        """
        reader = self.child.reader
        stop_at = None if seconds is None else monotonic() + seconds
        while not (one and self.found):
            if not reader.poll(None if stop_at is None else max(0, stop_at - monotonic())):
                return None
            what, said = reader.recv()
            if what == "out_of_time":
                return None
            if what == "progress":
                self.progress(*said)
            elif what == "found":
                self.found.append(Solved.unpacked(self.problem, said))
            elif what == "infeasible":
                return [Clash(rule, about, text) for rule, about, text in said]
            elif what == "no_solver":
                raise Unsolvable(said)
            else:
                return Solved.unpacked(self.problem, said)
        return None


def _best_so_far(problem: Problem, found: list[Solved]) -> Solved:
    if found:
        bound = min(solved.bound for solved in found)
        return replace(found[-1], bound=bound, notes=(*found[-1].notes, TOLD_TO_STOP))
    locks = problem.held | problem.giving
    if violations(Seating(problem, locks)):
        raise NothingFound
    return Solved(locks, ceiling(problem), False, TOLD_TO_STOP, notes=(TOLD_TO_STOP,))
