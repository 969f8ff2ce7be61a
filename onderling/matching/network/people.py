"""The side of the people: who can be where, how often, and what a first seat is worth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from onderling.matching.network.alike import Pattern, by_time, patterns
from onderling.matching.network.laminar import Forest, Group, nest
from onderling.matching.network.loose import Loose, must_hold
from onderling.matching.network.seats import Choices, Numbers
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
Arc = tuple[int, int, int, int]  # from, to, how many, what each earns
OUTSIDE = -1  # where the flow of a person comes from


@dataclass
class Plan:
    """One person's part of the network: nodes 0.. and the arcs into them.

    Node 0 holds all seats, inside it are the times that can be used once.
    """

    inner: list[int]  # per free seat the node it leaves from
    share: int = 0  # what each seat is worth less, beside its own points
    offset: int = 0
    nodes: int = 0
    entries: int = 0  # the first so many arcs are those all flow comes by
    arcs: list[Arc] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)


@dataclass(frozen=True)
class PeopleSide:
    """Everybody's part of the network, as arrays.

    `inner` and `share`: per seat the node it leaves from, and what it is worth less. `owner`:
    per node the person's place. `entry`: per person their first arc, and how many arcs all
    their flow comes by.
    """

    inner: Numbers
    share: Numbers
    owner: Numbers
    arcs: Numbers  # one row of four per arc
    entry: tuple[Numbers, Numbers]
    offset: int
    loose: list[Loose]


def wire_people(view: View, choices: Choices, origin: Numbers, node: int) -> PeopleSide:
    """The nodes of everybody, numbered from `node`. `origin`: where each one's flow starts.

    People who have the same choice to make have the same plan, so the rules are asked about
    one of them.
    """
    order, overlaps = by_time(choices)
    plans = _plans(view, choices, order, patterns(choices, order, overlaps))
    nodes, arcs = _each(plan.nodes for plan in plans), _each(len(plan.arcs) for plan in plans)
    base = node + np.cumsum(nodes) - nodes
    inner = np.empty(len(order), dtype=np.int64)
    seats = np.diff(choices.first)
    inner[order] = _each(node for plan in plans for node in plan.inner) + np.repeat(base, seats)
    ends = (end for plan in plans for arc in plan.arcs for end in arc)
    rows = _each(ends).reshape(-1, 4)
    outside = rows[:, 0] == OUTSIDE
    rows[:, :2] += np.repeat(base, arcs)[:, None]
    rows[outside, 0] = np.repeat(origin, arcs)[outside]
    return PeopleSide(
        inner,
        np.repeat(_each(plan.share for plan in plans), seats),
        np.repeat(np.arange(len(plans)), nodes),
        rows,
        (np.cumsum(arcs) - arcs, _each(plan.entries for plan in plans)),
        sum(plan.offset for plan in plans),
        [rule for plan in plans for rule in plan.loose],
    )


def _plans(
    view: View, choices: Choices, order: Numbers, found: list[Pattern | None]
) -> list[Plan]:
    """Per person a plan; one for all with the same pattern, unless it names their seats."""
    known: dict[Pattern, Plan] = {}
    plans = []
    edges = choices.first.tolist()
    sessions = view.problem.sessions
    for place, (person, pattern) in enumerate(zip(view.problem.people, found, strict=True)):
        plan = known.get(pattern) if pattern else None
        if plan is None:
            mine = choices.session[order[edges[place] : edges[place + 1]]].tolist()
            plan = plan_of(view, person, [sessions[number].id for number in mine])
            if pattern and not plan.loose:
                known[pattern] = plan
        plans.append(plan)
    return plans


def _each(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, dtype=np.int64)


def plan_of(view: View, person: Person, free: list[str]) -> Plan:
    """Ask the rules about one person. `free`: the sessions that are not locked."""
    problem = view.problem
    place = {session: number for number, session in enumerate(free)}
    found = list(_limits(view, person.id, place))
    plan = Plan([])
    everything = Group(range(len(free)), high=len(free))
    slots = list(_slots(view, person, place, plan))
    tree = nest(everything, [group for _, group in found] + slots)
    for lost in tree.crossing:
        plan.loose += [must_hold(constraint) for constraint, group in found if group is lost]
        if lost.first:  # at best it is earned; who has none of them loses it again
            plan.offset += lost.first
            terms = tuple((-1, (person.id, free[number])) for number in lost.members)
            plan.loose.append(Loose(((terms, -1),), loss=lost.first))
    worth = _first_seat(problem, person, tree, plan, free)
    if free:
        _plant(tree, worth, plan)
        plan.inner = [tree.inner.get(number, 0) for number in range(len(free))]
    return plan


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


def _slots(view: View, person: Person, place: dict[str, int], plan: Plan) -> Iterator[Group]:
    """With `fill_slots`: every interval left empty costs a first seat."""
    problem = view.problem
    loss = problem.objective.first_seat * person.size
    locks = problem.locks_of.get(person.id, ())
    for interval in slots_to_fill(problem, person):
        if free_in(problem, locks, interval):
            then = problem.times[interval]
            members = tuple(number for session, number in place.items() if session in then)
            plan.offset -= loss
            if members:
                yield Group(members, high=len(members), first=loss)


def _first_seat(
    problem: Problem, person: Person, tree: Forest, plan: Plan, free: list[str]
) -> int:
    """Say what the first unit into the person earns; what is no such gain goes elsewhere.

    A loss on the first seat of several is no flow: the first unit would be worth less than
    the next (the gain must fall). A part of it on each seat loses at most as much, so the
    flow stays a bound.
    """
    worth = first_worth(problem, person)
    if any((person.id, session) in problem.held for session in _locks(problem, person)):
        plan.offset += worth
        return 0
    if worth >= 0:
        return worth
    cap = max(min(tree.groups[0].high, len(free)), 1)
    plan.share = share = -worth // cap
    if cap > 1:
        seats = tuple((person.id, session) for session in free)
        rows = tuple((((1, seat),), 0) for seat in seats)
        plan.loose.append(Loose(rows, loss=-worth, refund=share, refunded=seats))
    return 0


def _locks(problem: Problem, person: Person) -> tuple[str, ...]:
    return problem.locks_of.get(person.id, ())


def _plant(tree: Forest, worth: int, plan: Plan) -> None:
    """A node for each group of a tree, and the arcs into it."""
    for number, group in enumerate(tree.groups):
        outer = tree.parent[number] if number else OUTSIDE
        first = group.first + (0 if number else worth)
        once = int(bool(first) and group.high > 0)
        if once:
            plan.arcs.append((outer, number, 1, first))
        if group.high > once or number == 0:
            plan.arcs.append((outer, number, group.high - once, 0))
        if number == 0:
            plan.entries = len(plan.arcs)
    plan.nodes = len(tree.groups)
