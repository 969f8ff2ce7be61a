"""Sessions that the rounds left under their minimum are filled, at the least loss."""

import dataclasses

import numpy as np

from onderling.matching.program.highs import Infeasible, keep_best, maximise
from onderling.matching.program.model import Frame
from onderling.matching.rules import Seating, too_small
from onderling.matching.solving.stages import lots, solve_stage
from onderling.matching.solving.task import Task


def fill(task: Task, possible: Seating, seating: Seating) -> tuple[Seating, tuple[str, ...]]:
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
