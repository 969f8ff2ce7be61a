"""As few low wishes as possible: nobody without a seat first, then the lowest wishes, and up.

A generous maximum matching (Manlove, Algorithmics of Matching Under Preferences, 2013, section
8.3), for several seats a person and with all rules: first the fewest people without a seat (and
slots left empty), then the most seats, then the fewest seats at the lowest level, then at the
level above, and so on. Each step is one run of the engine. In it the level at hand counts one,
each level before it more than the next; when the optimum keeps every earlier count at what was
proved, it has the fewest at this level too, whatever those weights are. When it does not, the
weights grow.
"""

import dataclasses
from collections.abc import Callable, Sequence

from onderling.matching.problem import Objective, Problem
from onderling.matching.rules import Seating, claim, free_in, slots_to_fill
from onderling.matching.solved import Solved

Solve = Callable[[Problem], Solved]
Counts = tuple[int, ...]
RATIOS = (4, 16, 64)  # how many times a level weighs the next; tried in turn
LARGEST = 2**40  # points of one seat that every solver still counts exactly


def generous(problem: Problem, solve: Solve) -> tuple[Solved, bool]:
    """The seats, and whether every step was proved to be the best.

    Friends, balance, `visited` and `stay` have no say; rules and locks have.
    """
    levels = _levels(problem)
    found = solve(_weighted(problem, levels, [1]))
    if not found.proved:
        return found, False
    counts = count_levels(Seating(problem, found.seats), levels)
    for done in range(1, len(counts)):
        if done > 1 and counts[done] == 0:
            continue  # fewer than none is not possible
        better = _next(problem, solve, levels, counts[:done])
        if better is None:
            return found, False
        found = better
        counts = count_levels(Seating(problem, found.seats), levels)
    return found, True


def _next(problem: Problem, solve: Solve, levels: Sequence[str], kept: Counts) -> Solved | None:
    """The fewest at the next level among all outcomes with these counts before it."""
    for ratio in RATIOS:
        weights = [ratio**power for power in range(len(kept), -1, -1)]
        if weights[0] > LARGEST:
            return None
        found = solve(_weighted(problem, levels, weights))
        counts = count_levels(Seating(problem, found.seats), levels)
        if found.proved and counts[: len(kept)] == kept:
            return found
    return None


def _levels(problem: Problem) -> list[str]:
    """From the least welcome up: lists, then ranks from the last. The best needs none."""
    ranks = {rank for row in problem.people for _, rank in row.wishes}
    ranks |= {rank for row in problem.people for _, rank in row.wish_organisations}
    named = [str(rank) for rank in sorted(ranks, reverse=True)]
    return ["rather_not", "anywhere", "also_good", *named][:-1]


def _level(kind: str, rank: int | None) -> str:
    """A field is as welcome as what is also good."""
    return str(rank) if kind in ("wish", "organisation") else kind.replace("field", "also_good")


def count_levels(seating: Seating, levels: Sequence[str]) -> Counts:
    """People (by size) without a seat, seats not taken (below zero), and seats per level."""
    problem = seating.problem
    nowhere, seats, low = 0, 0, dict.fromkeys(levels, 0)
    for person in problem.people:
        held = seating.sessions_of(person.id)
        mine = [s for s in held if (person.id, s) not in problem.giving]
        slots = slots_to_fill(problem, person)
        nowhere += person.size * (not mine)
        nowhere += person.size * sum(free_in(problem, held, slot) for slot in slots)
        for session in mine:
            if found := claim(problem, person, problem.session[session]):
                seats += person.size
                level = _level(found.kind, found.rank)
                if level in low:
                    low[level] += person.size
    return nowhere, -seats, *low.values()


def _weighted(problem: Problem, levels: Sequence[str], weights: Sequence[int]) -> Problem:
    """The same problem with these weights for its levels: without a seat, seats, low seats."""
    first, seat, *low = (*weights, 0) if len(weights) == 1 else weights
    worth = {level: seat - weight for level, weight in zip(levels, low, strict=False)}
    last = max((int(level) for level in levels if level.isdecimal()), default=1)
    return dataclasses.replace(
        problem,
        objective=Objective(
            points=tuple(worth.get(str(rank), seat) for rank in range(1, last + 1)),
            fields=(worth.get("also_good", seat),),
            also_good=worth.get("also_good", seat),
            anywhere=worth.get("anywhere", seat),
            rather_not=worth.get("rather_not", seat),
            visited=0,
            first_seat=first,
            soft_together=0,
        ),
    )
