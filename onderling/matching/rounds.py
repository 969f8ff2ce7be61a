"""Everybody's first seat before anybody's second (`order: rounds`)."""

import dataclasses

import numpy as np

from onderling.matching.highs import Infeasible, keep_best, maximise
from onderling.matching.model import Frame, possible_seats
from onderling.matching.problem import Problem
from onderling.matching.rules import Seating, too_small
from onderling.matching.solve import (
    Stage,
    Task,
    choose_cancelled,
    first_optimum,
    hopeless,
    lots,
    points_bound,
    solve_stage,
)
from onderling.matching.solved import Solved, ceiling

PROOF = (
    "Per ronde is de beste verdeling bewezen; de grens is die van één verdeling ineens,"
    " zonder rondes."
)


def solve_rounds(task: Task) -> Solved:
    """Fix which sessions are open, then give one seat more each, round after round."""
    task.reporter.progress(10, "Bepaalt welke sessies doorgaan")
    open_set = _with_guarantee(task)
    closed = hopeless(task.problem)
    first = first_optimum(open_set, closed)
    cancelled = closed | choose_cancelled(open_set, closed, first)
    possible = possible_seats(task.problem, cancelled)
    locks = task.problem.held | task.problem.giving
    seating, more, number = Seating(task.problem, locks), False, 1
    while True:
        task.reporter.progress(min(20 + 10 * number, 80), f"Ronde {number}")
        stage = lots(
            task,
            solve_stage(task, possible, Frame(lower=False, fixed=seating.seats, one_more=more)),
        )
        settled = stage.seating.seats == seating.seats
        seating = stage.seating
        if settled and more:
            break
        more, number = True, number + 1
    seating, notes = _fill(task, possible, seating)
    return Solved(
        seating.seats, _bound(task, first, open_set.problem), True, PROOF, notes=notes
    )


def _with_guarantee(task: Task) -> Task:
    promised = dataclasses.replace(task.problem.objective, without="guarantee")
    return dataclasses.replace(
        task, problem=dataclasses.replace(task.problem, objective=promised)
    )


def _bound(task: Task, first: Stage, promised: Problem) -> int:
    if task.problem.objective.without == promised.objective.without:
        return points_bound(first)
    return min(ceiling(task.problem), points_bound(first_optimum(task, hopeless(task.problem))))


def _fill(task: Task, possible: Seating, seating: Seating) -> tuple[Seating, tuple[str, ...]]:
    """Bring sessions that the rounds left too small to their minimum, at the least loss."""
    problem = task.problem
    opened = frozenset(s.id for s in problem.sessions if possible.people_in(s.id))
    small = {s for s in opened if too_small(seating, s) or not seating.is_open(s)}
    if not small:
        return seating, ()
    frame = Frame(opened=opened)
    into = {(person, s) for person, s in possible.seats if s in small}
    try:
        near = Seating(problem, seating.seats | into)
        filled = lots(task, solve_stage(task, near, frame)).seating
    except Infeasible:  # then others must move too: as few as possible
        filled = _fewest_moves(task, possible, seating, frame)
    lost = len(seating.seats - filled.seats)
    return filled, tuple(
        f"Sessie “{session}” bleef in de rondes onder het minimum en is aangevuld."
        f" Verschoven plekken van anderen: {lost}."
        for session in sorted(small)
    )


def _fewest_moves(task: Task, possible: Seating, seating: Seating, frame: Frame) -> Seating:
    stage = solve_stage(task, possible, frame)
    stays = np.zeros(len(stage.cost))
    for seat in seating.seats:
        stays[stage.model.seats[seat]] = 1.0
    kept = keep_best(stage.program, stays, maximise(stage.program, stays))
    best = maximise(kept, stage.cost)
    return lots(task, dataclasses.replace(stage, program=kept, answer=best)).seating
