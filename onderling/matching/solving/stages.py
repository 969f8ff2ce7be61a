"""The whole model in HiGHS, stage by stage: for rounds that are no flow, and to compare."""

from dataclasses import dataclass, replace

import numpy as np

from onderling.matching.program.gains import FirstWorth, add_objective
from onderling.matching.program.highs import (
    LOTTERY_SCALE,
    Answer,
    Program,
    Vector,
    branch,
    keep_best,
    maximise,
    relax,
)
from onderling.matching.program.matrices import program
from onderling.matching.program.model import Frame, Model, build
from onderling.matching.rules import Seating, first_worth, seat_number
from onderling.matching.solving.task import Task


@dataclass(frozen=True)
class Stage:
    """A model with its answer: the optimum in whole points, ready for the next question."""

    model: Model
    program: Program
    cost: Vector
    answer: Answer
    seating: Seating


def solve_stage(
    task: Task, seats: Seating, frame: Frame, first: FirstWorth = first_worth
) -> Stage:
    """Build one model and find its optimum. `first`: what having a seat at all is worth."""
    model = build(seats, frame)
    add_objective(model, seats, first)
    cost = np.array(model.cost, dtype=float)
    matrices = program(model, task.deadline)
    answer = branch(matrices, cost, relax(matrices, cost))
    return Stage(model, matrices, cost, answer, _read(model, answer))


def stays(model: Model) -> Vector:
    """One for every seat of `former`."""
    cost = np.zeros(len(model.cost))
    for seat in model.problem.had:
        if seat in model.seats:
            cost[model.seats[seat]] = 1.0
    return cost


def equally_good(stage: Stage) -> tuple[Program, Seating]:
    """Only what is as good as the optimum, and keeps as many seats of `former` as any of it."""
    kept = keep_best(stage.program, stage.cost, stage.answer)
    if not stage.model.problem.had:
        return kept, stage.seating
    cost = stays(stage.model)
    best = maximise(kept, cost)
    return keep_best(kept, cost, best), _read(stage.model, best)


def _read(model: Model, answer: Answer) -> Seating:
    return Seating(
        model.problem,
        (seat for seat, column in model.seats.items() if answer.values[column] > 0.5),
    )


def lots(task: Task, stage: Stage) -> Stage:
    """Among equally good seats: the highest sum of lottery numbers."""
    kept, _seating = equally_good(stage)
    cost = np.zeros(len(stage.cost))
    for (person, session), column in stage.model.seats.items():
        if (person, session) not in task.problem.giving:
            cost[column] = seat_number(task.seed, person, session) * LOTTERY_SCALE
    return replace(stage, seating=_read(stage.model, maximise(kept, cost)))
