"""From the rules to a network: every constraint is asked once and finds its place."""

from collections import Counter

import numpy as np

from onderling.matching.network.exchange import fixed_imbalance, homes
from onderling.matching.network.graph import HUB, Network, Wiring
from onderling.matching.network.pairs import loose_balance, loose_pairs, shared_points
from onderling.matching.network.people import PeopleSide, wire_people
from onderling.matching.network.seats import Choices, Numbers, choices_of
from onderling.matching.network.sessions import Places, SessionSide, wire_session
from onderling.matching.problem import Pair, Problem
from onderling.matching.rules import goes_elsewhere, seat_worth
from onderling.matching.rules.seating import Possible


def network(problem: Problem, choices: Choices | None = None) -> Network:
    """Wire a problem. `choices`: its seats, for who asked for them already.

    Raises Impossible when the locks alone break a limit of a session.
    """
    seats = choices_of(problem) if choices is None else choices
    view = Possible(problem, seats.free)
    wiring = Wiring()
    home = homes(wiring, view, seats.free)
    people = wire_people(view, seats, _origins(home, seats), wiring.nodes)
    begin = wiring.nodes, wiring.nodes + len(people.owner), len(wiring.arcs)
    wiring.nodes = begin[1]
    sides = _sessions(wiring, view, home, seats)
    extra = _extra(problem, view)
    graph = wiring.graph(_seat_arcs(seats, people, sides, extra), people.arcs)
    before = len(seats) + len(people.arcs)  # arcs in front of those of `wiring`
    rows = np.repeat(np.arange(len(sides)), [len(side.asked) for side in sides])
    of_session, asked = np.full(len(graph.tail), -1), np.zeros_like(graph.tail)
    of_session[before + begin[2] :] = rows
    asked[before + begin[2] :] = [least for side in sides for least in side.asked]
    person_at, session_at = np.full((2, graph.nodes), -1)
    person_at[begin[0] : begin[1]] = people.owner
    session_at[begin[1] :] = rows
    return Network(
        problem=problem,
        graph=graph,
        seats=seats,
        asked=asked,
        person_at=person_at,
        session_at=session_at,
        of_session=of_session,
        exit=np.array([before + side.exit for side in sides], dtype=np.int64),
        entries=(len(seats) + people.entry[0], people.entry[1]),
        rows={before + arc: found for arc, found in wiring.rows.items()},
        home=home or {},
        hopeless=np.array([side.hopeless for side in sides], dtype=bool),
        offset=people.offset + _locked(problem, extra, home),
        loose=(
            *people.loose,
            *(rule for side in sides for rule in side.loose),
            *loose_pairs(problem, view),
            *(loose_balance(problem, seats) if home is None else ()),
        ),
        unit=all(side.unit for side in sides),
    )


def _origins(home: dict[str, int] | None, seats: Choices) -> Numbers:
    """Where each one's flow starts: at their own organisation when balance counts."""
    problem = seats.problem
    origins = np.full(len(problem.people), HUB)
    if not home:
        return origins
    for place, person in enumerate(problem.people):
        free = seats.free[person.id]
        if free and person.organisation in home:
            host = problem.session[free[0]].organisation
            if goes_elsewhere(person.organisation, host):
                origins[place] = home[str(person.organisation)]
    return origins


def _sessions(
    wiring: Wiring, view: Possible, home: dict[str, int] | None, seats: Choices
) -> list[SessionSide]:
    problem = view.problem
    order, edges = seats.by_session
    numbers, begins = order.tolist(), edges.tolist()
    sides = []
    for row, begin, end in zip(problem.sessions, begins, begins[1:], strict=False):
        known = row.id in problem.must_open
        people = view.people_in(row.id)
        if known:
            people = [person for person in people if (person, row.id) not in problem.held]
        destination = HUB
        if home and row.organisation in home and people:
            visitor = problem.person[people[0]]
            if goes_elsewhere(visitor.organisation, row.organisation):
                destination = home[str(row.organisation)]
        places = Places(people, numbers[begin:end], known)
        sides.append(wire_session(wiring, view, row.id, places, destination))
    return sides


def _seat_arcs(
    seats: Choices, people: PeopleSide, sides: list[SessionSide], extra: Counter[Pair]
) -> Numbers:
    """Per seat the node it leaves, the node it reaches, 1, and what it earns."""
    arcs = np.ones((len(seats), 4), dtype=np.int64)
    order, edges = seats.by_session
    arcs[:, 0] = people.inner
    arcs[order, 1] = np.repeat([side.node for side in sides], np.diff(edges))
    for side in sides:
        arcs[list(side.inner), 1] = list(side.inner.values())
    arcs[:, 3] = seats.worth - people.share
    for pair, points in extra.items():
        if pair in seats:
            arcs[seats[pair], 3] += points
    return arcs


def _extra(problem: Problem, view: Possible) -> Counter[Pair]:
    """What some seats earn beside their worth: sitting with a friend, and staying."""
    extra: Counter[Pair] = Counter()
    for seat, points in shared_points(problem, view):
        extra[seat] += points
    if problem.objective.stay:
        for seat in problem.had:
            extra[seat] += problem.objective.stay
    return extra


def _locked(problem: Problem, extra: Counter[Pair], home: dict[str, int] | None) -> int:
    """The points of seats that stand whatever is decided."""
    points = sum(seat_worth(problem, *seat) + extra[seat] for seat in problem.held)
    return points - (0 if home is None else fixed_imbalance(problem))
