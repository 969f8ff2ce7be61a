"""Sessions that the rounds left under their minimum are filled, at the least loss."""

import dataclasses

import numpy as np

from onderling.matching.flows.flow import NoFlow, best_circulation, same_worth
from onderling.matching.network.graph import Graph, Mask, Network
from onderling.matching.problem import Pair, Person, Problem
from onderling.matching.program.gains import FirstWorth
from onderling.matching.program.highs import Infeasible, keep_best, maximise
from onderling.matching.program.model import Frame, possible_seats
from onderling.matching.rules import Seating, first_worth, too_small
from onderling.matching.solving.judge import judge
from onderling.matching.solving.stages import lots, solve_stage
from onderling.matching.solving.task import Task
from onderling.matching.solving.ties import by_lot

Seats = frozenset[Pair]


def kept_first(seats: Seats) -> FirstWorth:
    """What a first seat is worth while sessions are filled: who has one keeps one."""
    seated = {person for person, _ in seats}

    def worth(problem: Problem, person: Person) -> int:
        if person.id in seated:
            return problem.objective.first_seat * person.size
        return first_worth(problem, person)

    return worth


def fill(
    task: Task, wired: Network, graph: Graph, seats: Seats
) -> tuple[Seats, tuple[str, ...]]:
    """Bring sessions that the rounds left too small to their minimum, at the least loss.

    `graph`: which sessions are open, their minimums, and what a first seat is worth.
    """
    small = _too_small(task, wired, graph, Seating(task.problem, seats))
    if not small.any():
        return seats, ()
    filled = _by_flow(task, wired, graph, seats, small)
    if filled is None:
        filled = _by_program(task, wired, graph, seats, small)
    lost = len(seats - filled)
    sessions = task.problem.sessions
    return filled, tuple(
        f"Sessie “{sessions[place].id}” bleef in de rondes onder het minimum en is aangevuld."
        f" Verschoven plekken van anderen: {lost}."
        for place in np.flatnonzero(small).tolist()
    )


def _too_small(task: Task, wired: Network, graph: Graph, seating: Seating) -> Mask:
    """Per session whether it must go on and has too few people, or none."""
    able = graph.high[wired.exit] > 0
    return np.array(
        [
            (can or session.id in task.problem.must_open)
            and (not seating.is_open(session.id) or too_small(seating, session.id))
            for session, can in zip(task.problem.sessions, able.tolist(), strict=True)
        ],
        dtype=bool,
    )


def _by_flow(
    task: Task, wired: Network, graph: Graph, seats: Seats, small: Mask
) -> Seats | None:
    """By moving people into these sessions only, or else with as few moves as possible.

    None: a rule outside the network objects.
    """
    count = wired.seat_count
    kept = np.zeros(len(graph.tail), dtype=np.int64)
    kept[[wired.seat_number[seat] for seat in seats if seat in wired.seat_number]] = 1
    near = graph.high.copy()
    near[:count][(kept[:count] == 0) & ~small[wired.session]] = 0
    try:
        best = best_circulation(graph.with_(high=near))
    except NoFlow:  # then others must move too
        try:
            fewest = same_worth(best_circulation(graph.with_(gain=kept)))
        except NoFlow:
            raise Infeasible from None
        best = best_circulation(fewest.with_(gain=graph.gain))
    flow = by_lot(task, wired, same_worth(best))
    return wired.taken(flow) if judge(wired, flow).feasible else None


def _by_program(task: Task, wired: Network, graph: Graph, seats: Seats, small: Mask) -> Seats:
    """The same by HiGHS, with every rule."""
    problem = task.problem
    shut = wired.idle(graph.high[wired.exit] > 0)
    possible = possible_seats(problem, shut)
    frame = Frame(opened=frozenset(s.id for s in problem.sessions if possible.people_in(s.id)))
    ids = {problem.sessions[place].id for place in np.flatnonzero(small).tolist()}
    into = {(person, session) for person, session in possible.seats if session in ids}
    try:
        near = Seating(problem, seats | into)
        return lots(task, solve_stage(task, near, frame, kept_first(seats))).seating.seats
    except Infeasible:  # then others must move too: as few as possible
        return _fewest_moves(task, possible, seats, frame)


def _fewest_moves(task: Task, possible: Seating, seats: Seats, frame: Frame) -> Seats:
    stage = solve_stage(task, possible, frame, kept_first(seats))
    stays = np.zeros(len(stage.cost))
    for seat in seats:
        stays[stage.model.seats[seat]] = 1.0
    kept = keep_best(stage.program, stays, maximise(stage.program, stays))
    best = maximise(kept, stage.cost)
    return lots(task, dataclasses.replace(stage, program=kept, answer=best)).seating.seats
