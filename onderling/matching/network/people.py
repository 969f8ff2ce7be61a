"""The side of the people: who can be where, how often, and what a first seat is worth."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from onderling.matching.network.graph import Wiring
from onderling.matching.network.laminar import Forest, Group, nest
from onderling.matching.network.loose import Loose, must_hold
from onderling.matching.problem import Person, Problem
from onderling.matching.rules import (
    Constraint,
    View,
    first_worth,
    free_in,
    slots_to_fill,
)
from onderling.matching.rules.people import activity, most, overlap

LIMITS = (most, overlap, activity)


@dataclass
class PersonSide:
    """One person's part of the network."""

    inner: list[int]  # per free seat the node it leaves from
    entry: tuple[int, ...]  # the arcs all flow comes by
    gains: list[int]  # per free seat, what it is worth beyond its own points
    offset: int = 0
    nodes: list[int] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)


def wire_person(
    wiring: Wiring, view: View, person: Person, free: list[str], origin: int
) -> PersonSide:
    """Add the nodes of one person: all seats, and inside it each time that can be used once.

    `free`: the sessions that are not locked. `origin`: the node their flow comes from.
    """
    problem = view.problem
    place = {session: number for number, session in enumerate(free)}
    found = list(_limits(view, person.id, place))
    side = PersonSide([], (), [0] * len(free))
    everything = Group(range(len(free)), high=len(free))
    slots = list(_slots(view, person, place, side))
    tree = nest(everything, [group for _, group in found] + slots)
    for lost in tree.crossing:
        side.loose += [must_hold(constraint) for constraint, group in found if group is lost]
        if lost.first:  # at best it is earned; who has none of them loses it again
            side.offset += lost.first
            terms = tuple((-1, (person.id, free[number])) for number in lost.members)
            side.loose.append(Loose(((terms, -1),), loss=lost.first))
    worth = _first_seat(problem, person, tree, side, free)
    if not free:
        return side
    side.nodes = _plant(wiring, tree, origin, worth, side)
    side.inner = [side.nodes[tree.inner[number]] for number in range(len(free))]
    return side


def _limits(
    view: View, person: str, place: dict[str, int]
) -> Iterator[tuple[Constraint, Group]]:
    """The rules about one person that leave a choice, locked seats taken off."""
    for rule in LIMITS:
        for constraint in rule(view, person):
            sessions = [key[1] for _, key in constraint.terms]
            members = tuple(place[session] for session in sessions if session in place)
            high = (constraint.high or 0) - (len(sessions) - len(members))
            if members and high < len(members):
                yield constraint, Group(members, high=max(high, 0))


def _slots(
    view: View, person: Person, place: dict[str, int], side: PersonSide
) -> Iterator[Group]:
    """With `fill_slots`: every interval left empty costs a first seat."""
    problem = view.problem
    loss = problem.objective.first_seat * person.size
    locks = problem.locks_of.get(person.id, ())
    for interval in slots_to_fill(problem, person):
        if free_in(problem, locks, interval):
            then = problem.times[interval]
            members = tuple(number for session, number in place.items() if session in then)
            side.offset -= loss
            if members:
                yield Group(members, high=len(members), first=loss)


def _first_seat(
    problem: Problem, person: Person, tree: Forest, side: PersonSide, free: list[str]
) -> int:
    """Say what the first unit into the person earns; what is no such gain goes elsewhere.

    A loss on the first seat of several is no flow: the first unit would be worth less than
    the next (the gain must fall). A part of it on each seat loses at most as much, so the
    flow stays a bound.
    """
    worth = first_worth(problem, person)
    if any((person.id, session) in problem.held for session in _locks(problem, person)):
        side.offset += worth
        return 0
    if worth >= 0:
        return worth
    cap = max(min(tree.groups[0].high, len(free)), 1)
    share = -worth // cap
    side.gains = [gain - share for gain in side.gains]
    if cap > 1:
        seats = tuple((person.id, session) for session in free)
        rows = tuple((((1, seat),), 0) for seat in seats)
        side.loose.append(Loose(rows, loss=-worth, refund=share, refunded=seats))
    return 0


def _locks(problem: Problem, person: Person) -> tuple[str, ...]:
    return problem.locks_of.get(person.id, ())


def _plant(
    wiring: Wiring, tree: Forest, origin: int, worth: int, side: PersonSide
) -> list[int]:
    """Make the nodes of a tree; return them by group."""
    nodes: list[int] = []
    for number, group in enumerate(tree.groups):
        node = wiring.node()
        outer = origin if number == 0 else nodes[tree.parent[number]]
        nodes.append(node)
        first = group.first + (worth if number == 0 else 0)
        arcs = []
        if first and group.high > 0:
            arcs.append(wiring.arc(outer, node, 1, first))
        rest = group.high - len(arcs)
        if rest or number == 0:
            arcs.append(wiring.arc(outer, node, rest))
        if number == 0:
            side.entry = tuple(arcs)
    return nodes
