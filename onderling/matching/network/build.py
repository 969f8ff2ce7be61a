"""From the rules to a network: every constraint is asked once and finds its place."""

from collections import Counter

import numpy as np

from onderling.matching.network.exchange import fixed_imbalance, homes
from onderling.matching.network.graph import HUB, Network, Wiring
from onderling.matching.network.loose import Loose
from onderling.matching.network.pairs import loose_balance, loose_pairs, shared_points
from onderling.matching.network.people import wire_person
from onderling.matching.network.sessions import SessionSide, wire_session
from onderling.matching.problem import Pair, Problem
from onderling.matching.rules import (
    goes_elsewhere,
    options,
    seat_worth,
)
from onderling.matching.rules.seating import Possible


def network(problem: Problem) -> Network:
    """Wire a problem.

    Raises Impossible when the locks alone break a limit of a session.
    """
    choices = {person.id: options(problem, person) for person in problem.people}
    free = {person: [session for session, _ in chosen] for person, chosen in choices.items()}
    view = Possible(problem, free)
    wiring = Wiring()
    home = homes(wiring, view, free)
    extra: Counter[Pair] = Counter()
    for seat, points in shared_points(problem, view):
        extra[seat] += points
    numbers = {session.id: place for place, session in enumerate(problem.sessions)}
    seats: list[Pair] = []
    left: list[tuple[int, int]] = []  # per seat where it leaves, and what it earns
    people: list[int] = []
    node_person: list[tuple[int, int]] = []
    entry: list[tuple[int, ...]] = []
    loose: list[Loose] = []
    offset = _locked(problem) + sum(extra[seat] for seat in problem.held)
    for place, person in enumerate(problem.people):
        chosen = choices.pop(person.id)
        origin = _home(home, problem, person.organisation, free[person.id])
        side = wire_person(wiring, view, person, free[person.id], origin)
        entry.append(side.entry)
        node_person += [(node, place) for node in side.nodes]
        offset += side.offset
        loose += side.loose
        for (session, worth), node, more in zip(chosen, side.inner, side.gains, strict=True):
            seat = (person.id, session)
            stay = problem.objective.stay if seat in problem.had else 0
            left.append((node, worth + more + stay + extra.get(seat, 0)))
            seats.append(seat)
            people.append(place)
    sides = _sessions(wiring, problem, view, home, seats)
    inner: dict[int, int] = {}
    for there in sides:
        inner.update(there.inner)
        loose += there.loose
    graph = wiring.graph((tail, inner[seat], gain) for seat, (tail, gain) in enumerate(left))
    count = len(seats)
    of_session = np.full(len(graph.tail), -1, dtype=np.int64)
    asked = np.zeros(len(graph.tail), dtype=np.int64)
    node_of = {node: number for number, there in enumerate(sides) for node in there.nodes}
    of_person, of_meeting = np.full((2, graph.nodes), -1, dtype=np.int64)
    for node, place in node_person:
        of_person[node] = place
    for node, place in node_of.items():
        of_meeting[node] = place
    for arc, least in wiring.asked.items():
        of_session[count + arc] = node_of[wiring.arcs[arc][0]]
        asked[count + arc] = least
    loose += loose_pairs(problem, view)
    if home is None:
        loose += loose_balance(problem, seats)
    return Network(
        problem=problem,
        graph=graph,
        seats=seats,
        person=np.array(people, dtype=np.int64),
        session=np.array([numbers[session] for _, session in seats], dtype=np.int64),
        asked=asked,
        person_at=of_person,
        session_at=of_meeting,
        of_session=of_session,
        exit=np.array([count + side.exit for side in sides], dtype=np.int64),
        entry=[tuple(count + arc for arc in arcs) for arcs in entry],
        rows={count + arc: rows for arc, rows in wiring.rows.items()},
        home=home or {},
        hopeless=np.array([side.hopeless for side in sides], dtype=bool),
        offset=offset - (0 if home is None else fixed_imbalance(problem)),
        loose=tuple(loose),
        unit=all(side.unit for side in sides),
    )


def _home(
    home: dict[str, int] | None, problem: Problem, organisation: str | None, free: list[str]
) -> int:
    """Where somebody's flow starts: at their own organisation when balance counts."""
    if home and free and organisation in home:
        host = problem.session[free[0]].organisation
        if goes_elsewhere(organisation, host):
            return home[str(organisation)]
    return HUB


def _sessions(
    wiring: Wiring,
    problem: Problem,
    view: Possible,
    home: dict[str, int] | None,
    seats: list[Pair],
) -> list[SessionSide]:
    inside: dict[str, dict[str, int]] = {session.id: {} for session in problem.sessions}
    for number, (person, session) in enumerate(seats):
        inside[session][person] = number
    sides = []
    for row in problem.sessions:
        people = inside.pop(row.id)
        destination = HUB
        if home and row.organisation in home:
            visitor = problem.person[next(iter(people))] if people else None
            if visitor and goes_elsewhere(visitor.organisation, row.organisation):
                destination = home[str(row.organisation)]
        sides.append(wire_session(wiring, view, row.id, people, destination))
    return sides


def _locked(problem: Problem) -> int:
    """The points of seats that stand whatever is decided."""
    return sum(
        seat_worth(problem, person, session)
        + (problem.objective.stay if (person, session) in problem.had else 0)
        for person, session in problem.held
    )
