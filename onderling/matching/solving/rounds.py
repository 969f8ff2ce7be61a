"""Everybody's first seat before anybody's second (`order: rounds`)."""

from dataclasses import dataclass, replace

import numpy as np

from onderling.matching.flows.flow import best_circulation, same_worth
from onderling.matching.network.graph import Graph, Mask, Network, Numbers
from onderling.matching.problem import Pair
from onderling.matching.program.model import Frame, possible_seats
from onderling.matching.rules import first_worth
from onderling.matching.solved import Solved
from onderling.matching.solving.filling import fill
from onderling.matching.solving.judge import judge
from onderling.matching.solving.ladder import climb
from onderling.matching.solving.outlook import Climb
from onderling.matching.solving.solve import wire
from onderling.matching.solving.stages import lots as lots_of_stage
from onderling.matching.solving.stages import solve_stage
from onderling.matching.solving.task import Task
from onderling.matching.solving.ties import by_lot, open_sessions

PROOF = (
    "Per ronde is de beste verdeling bewezen; de grens is die van één verdeling ineens,"
    " zonder rondes."
)
LEAST = 1  # points that a first seat brings in the rounds, whatever the list says
Seats = frozenset[Pair]


def solve_rounds(task: Task) -> Solved:
    """Fix which sessions are open, then give one seat more each, round after round."""
    task.reporter.progress(10, "Bepaalt welke sessies doorgaan")
    promised = _with_guarantee(task)
    wired = wire(promised)
    state = climb(promised, wired)
    graph = state.decided(open_sessions(state))
    people = _people(task, wired)
    bound = _bound(state, people)
    seats, more, number = wired.locks, False, 1
    while True:
        task.reporter.progress(min(20 + 10 * number, 80), f"Ronde {number}")
        task.check_time()
        given = _round(task, people, graph, seats, more=more)
        settled, seats = given == seats, given
        if settled and more:
            break
        more, number = True, number + 1
    seats, notes = fill(task, wired, _with_first(people, graph, seats), seats)
    return Solved(seats, bound, True, PROOF, notes=notes)


def _with_guarantee(task: Task) -> Task:
    promised = replace(task.problem.objective, without="guarantee")
    return replace(task, problem=replace(task.problem, objective=promised))


@dataclass(frozen=True)
class People:
    """Per person, as arrays: what a first seat is worth, and the arcs their flow comes by.

    `wired`: their network. `held`: how many locked seats count. `promised`: the worth of a
    first seat in the network, with a guarantee; `real`: by the problem itself. `entry`,
    `rest`: their two arcs, -1 for none.
    """

    wired: Network
    held: Numbers
    promised: Numbers
    real: Numbers
    entry: Numbers
    rest: Numbers


def _people(task: Task, wired: Network) -> People:
    real, promised = task.problem, wired.problem
    rows = [
        (
            sum((person.id, s) in real.held for s in real.locks_of.get(person.id, ())),
            first_worth(promised, person),
            first_worth(real, person),
            *(*arcs, -1, -1)[:2],
        )
        for person, arcs in zip(promised.people, wired.entry, strict=True)
    ]
    return People(wired, *np.array(rows, dtype=np.int64).reshape(-1, 5).T)


def _bound(state: Climb, people: People) -> int:
    """What all seats in one optimum could at most be worth.

    Without a guarantee a part of what having nothing costs is taken off each seat, as many
    parts as somebody can have seats.
    """
    wired = state.network
    if np.array_equal(people.promised, people.real):
        return state.bound + wired.offset
    gain, count = _without_first(people), wired.seat_count
    held = people.held > 0
    high = np.append(wired.graph.high, 0)  # for an arc -1
    many = np.maximum(high[people.entry] + high[people.rest], 1)
    share = np.where(held, 0, -people.real // many)
    gain[:count] -= share[wired.person]
    best = best_circulation(state.graph.with_(gain=gain))
    return best.value + wired.offset + int((people.real - people.promised)[held].sum())


def _without_first(people: People) -> Numbers:
    """Per arc its gain, had nobody a first seat that is worth more than another."""
    gain = people.wired.graph.gain.copy()
    free = (people.entry >= 0) & (people.held == 0)
    gain[people.entry[free]] -= people.promised[free]
    return gain


def _as_first(people: People, none: Mask) -> Numbers:
    """Per seat what it adds that it is somebody's first, where that person has none yet.

    What the problem says, which is a loss with `next_wish`; yet every seat is worth a point
    at least. So a short list keeps nobody from a place, and no place stays empty that
    somebody with nothing could have.
    """
    points = people.wired.graph.gain[: people.wired.seat_count]
    person = people.wired.person
    worth = np.maximum(points + people.real[person], LEAST)
    more: Numbers = np.where(none[person], worth - points, 0)
    return more


def _with_first(people: People, graph: Graph, seats: Seats) -> Graph:
    """The graph where a first seat is worth what it is in rounds; who has one keeps it."""
    wired = people.wired
    free = {person for person, _ in seats}
    none = np.array([person.id not in free for person in wired.problem.people], dtype=bool)
    gain = wired.graph.gain.copy()
    promised = np.where(none, people.promised, 0)[wired.person]
    gain[: wired.seat_count] += _as_first(people, none) - promised
    return graph.with_(gain=gain)


def _round(
    task: Task,
    people: People,
    base: Graph,
    seats: Seats,
    *,
    more: bool,
) -> Seats:
    """The best one seat more for everybody, on top of `seats`; the lots among equals.

    A round is a flow: with one seat to give, a first seat is worth the same whichever it is.
    When a rule outside the network objects, HiGHS does the round.
    """
    wired = people.wired
    best = best_circulation(_one_more(people, base, seats, more=more))
    flow = by_lot(task, wired, same_worth(best))
    if all(rule.while_open is not None for rule in judge(wired, flow).hurt):
        return wired.taken(flow)
    frame = Frame(lower=False, fixed=seats, one_more=more)
    shut = wired.idle(base.high[wired.exit] > 0)
    stage = solve_stage(task, possible_seats(task.problem, shut), frame)
    return lots_of_stage(task, stage).seating.seats


def _one_more(people: People, base: Graph, seats: Seats, *, more: bool) -> Graph:
    """The graph of one round: what people have stands, and each may take one more."""
    wired = people.wired
    count = wired.seat_count
    low, high = np.zeros_like(base.low), base.high.copy()
    low[[wired.seat_number[seat] for seat in seats if seat in wired.seat_number]] = 1
    had = np.bincount(wired.person[low[:count] > 0], minlength=len(people.held))
    gain = _without_first(people)
    gain[:count] += _as_first(people, (people.held == 0) & (had == 0))
    room = had + 1 if more else np.maximum(people.held, 1) - people.held
    for arcs in (people.entry, people.rest):
        some = arcs >= 0
        high[arcs[some]] = np.minimum(high[arcs[some]], room[some])
        room[some] -= high[arcs[some]]
    return base.with_(low=low, high=high, gain=gain)
