"""When nothing is possible: a smallest set of rules that contradict each other.

Junker's QuickXplain (AAAI 2004): halve the rules, keep what is needed. Leaving out any one
rule of the answer makes the rest possible again.
"""

from collections.abc import Sequence

import numpy as np

from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible, OutOfTime, maximise
from onderling.matching.program.matrices import program
from onderling.matching.program.model import Frame, add_constraint, build, possible_seats
from onderling.matching.rules import Constraint, Seating, constraints


def conflict(problem: Problem, deadline: float | None = None) -> list[Constraint]:
    """The rules that clash. Out of time: the smallest set found so far.

    Only sessions with a locked participant can be the cause: any other session may be
    cancelled, which breaks no rule.
    """
    shut = [s.id for s in problem.sessions if s.id not in problem.must_open]
    seats = possible_seats(problem, shut)
    closed = frozenset(shut)
    rules = [
        constraint
        for rule, constraint in constraints(seats)
        if rule.subject != "session" or constraint.about[0] not in closed
    ]
    if _possible(seats, rules, deadline):
        return []
    return _needed(seats, [], rules, deadline)


def _needed(
    seats: Seating,
    background: list[Constraint],
    suspects: Sequence[Constraint],
    deadline: float | None,
    *,
    grown: bool = False,
) -> list[Constraint]:
    try:
        if grown and not _possible(seats, background, deadline):
            return []
        if len(suspects) == 1:
            return list(suspects)
        half = len(suspects) // 2
        first, second = list(suspects[:half]), list(suspects[half:])
        of_second = _needed(seats, background + first, second, deadline, grown=bool(first))
        of_first = _needed(
            seats, background + of_second, first, deadline, grown=bool(of_second)
        )
    except OutOfTime:
        return list(suspects)
    return of_first + of_second


def _possible(seats: Seating, rules: list[Constraint], deadline: float | None) -> bool:
    """Say whether some seating keeps to just these rules."""
    frame = Frame(doubtful=seats.problem.must_open, trust_locks=False)
    model = build(seats, frame, rules=())
    for constraint in rules:
        add_constraint(model, constraint)
    try:
        maximise(program(model, deadline), np.zeros(len(model.cost)))
    except Infeasible:
        return False
    return True
