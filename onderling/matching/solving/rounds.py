"""Everybody's first seat before anybody's second (`order: rounds`)."""

import dataclasses

import numpy as np

from onderling.matching.flows.flow import best_by_lot, best_circulation, same_worth
from onderling.matching.network import Graph, Network
from onderling.matching.problem import Pair, Problem
from onderling.matching.program.model import Frame, possible_seats
from onderling.matching.rules import Seating, first_worth
from onderling.matching.solved import Solved, ceiling
from onderling.matching.solving.filling import fill
from onderling.matching.solving.judge import judge
from onderling.matching.solving.ladder import climb
from onderling.matching.solving.outlook import Climb
from onderling.matching.solving.solve import wire
from onderling.matching.solving.stages import lots as lots_of_stage
from onderling.matching.solving.stages import solve_stage
from onderling.matching.solving.task import Task
from onderling.matching.solving.ties import former, lots, open_sessions

PROOF = (
    "Per ronde is de beste verdeling bewezen; de grens is die van één verdeling ineens,"
    " zonder rondes."
)
Seats = frozenset[Pair]


def solve_rounds(task: Task) -> Solved:
    """Fix which sessions are open, then give one seat more each, round after round."""
    task.reporter.progress(10, "Bepaalt welke sessies doorgaan")
    promised = _with_guarantee(task)
    wired = wire(promised)
    state = climb(promised, wired)
    open_set = open_sessions(state)
    bound = _bound(task, state)
    graph = state.decided(open_set)
    seats, more, number = wired.locks, False, 1
    while True:
        task.reporter.progress(min(20 + 10 * number, 80), f"Ronde {number}")
        task.check_time()
        given = _round(task, wired, graph, seats, more=more)
        settled, seats = given == seats, given
        if settled and more:
            break
        more, number = True, number + 1
    seating, notes = fill(
        task,
        possible_seats(task.problem, _cancelled(wired, graph)),
        Seating(task.problem, seats),
    )
    return Solved(seating.seats, bound, True, PROOF, notes=notes)


def _cancelled(wired: Network, graph: Graph) -> frozenset[str]:
    return wired.idle(graph.high[wired.exit] > 0)


def _with_guarantee(task: Task) -> Task:
    promised = dataclasses.replace(task.problem.objective, without="guarantee")
    return dataclasses.replace(
        task, problem=dataclasses.replace(task.problem, objective=promised)
    )


def _bound(task: Task, state: Climb) -> int:
    """What all seats in one optimum could at most be worth."""
    problem, wired = task.problem, state.network
    promised = state.task.problem
    if problem.objective.without == promised.objective.without:
        return state.bound + wired.offset
    gain = without_first(wired, promised).gain.copy()
    offset = wired.offset
    for place, person in enumerate(problem.people):
        if _held(wired, person.id):
            offset += first_worth(problem, person) - first_worth(promised, person)
        elif arcs := wired.entry[place]:
            share = -first_worth(problem, person) // max(
                1, int(wired.graph.high[list(arcs)].sum())
            )
            gain[: wired.seat_count][wired.person == place] -= share
    best = best_circulation(state.graph.with_(gain=gain))
    return min(ceiling(problem), best.value + offset)


def without_first(wired: Network, promised: Problem) -> Graph:
    """The graph in which nobody's first seat is worth more than another."""
    gain = wired.graph.gain.copy()
    for place, person in enumerate(promised.people):
        if wired.entry[place] and not _held(wired, person.id):
            gain[wired.entry[place][0]] -= first_worth(promised, person)
    return wired.graph.with_(gain=gain)


def _round(
    task: Task,
    wired: Network,
    base: Graph,
    seats: Seats,
    *,
    more: bool,
) -> Seats:
    """The best one seat more for everybody, on top of `seats`; the lots among equals.

    A round is a flow: with one seat to give, a first seat is worth the same whichever it is.
    When a rule outside the network objects, HiGHS does the round.
    """
    graph = _one_more(task, wired, base, seats, more=more)
    best = best_circulation(graph)
    face = same_worth(best)
    if task.problem.had:
        face = same_worth(best_circulation(face.with_(gain=former(wired))))
    flow, shortened = best_by_lot(face.with_(gain=lots(wired, task.seed, face)))
    task.drew(shortened)
    if all(rule.while_open is not None for rule in judge(wired, flow).hurt):
        return wired.taken(flow)
    frame = Frame(lower=False, fixed=seats, one_more=more)
    stage = solve_stage(task, possible_seats(task.problem, _cancelled(wired, base)), frame)
    return lots_of_stage(task, stage).seating.seats


def _one_more(task: Task, wired: Network, base: Graph, seats: Seats, *, more: bool) -> Graph:
    """The graph of one round: what people have stands, and each may take one more."""
    problem, count = task.problem, wired.seat_count
    taken = np.zeros(count, dtype=np.int64)
    taken[[wired.seat_number[seat] for seat in seats if seat in wired.seat_number]] = 1
    had = np.bincount(wired.person, weights=taken, minlength=len(problem.people)).astype(
        np.int64
    )
    gain = without_first(wired, wired.problem).gain.copy()
    high, low = base.high.copy(), np.zeros_like(base.low)
    low[:count] = taken
    worth = np.zeros(len(problem.people), dtype=np.int64)
    for place, person in enumerate(problem.people):
        held = _held(wired, person.id)
        if not held and not had[place]:
            worth[place] = first_worth(problem, person)
        room = int(had[place]) + 1 if more else max(held, 1) - held
        for arc in wired.entry[place]:
            high[arc] = min(int(high[arc]), room)
            room -= int(high[arc])
    gain[:count] += worth[wired.person]
    return base.with_(low=low, high=high, gain=gain)


def _held(wired: Network, person: str) -> int:
    held = wired.problem.held
    return sum((person, s) in held for s in wired.problem.locks_of.get(person, ()))
