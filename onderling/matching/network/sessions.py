"""The side of the sessions: places, minimums and the mix, as limits on nested sets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onderling.matching.network.graph import Wiring
from onderling.matching.network.laminar import Forest, Group, Row, nest
from onderling.matching.network.loose import Loose, must_hold
from onderling.matching.rules import Constraint, Rule, View
from onderling.matching.rules.constraint import Count
from onderling.matching.rules.sessions import SESSION_RULES


class Impossible(Exception):
    """The locks alone break a limit."""


@dataclass(frozen=True)
class Places:
    """The seats of one session: who could take them, by id, and their numbers.

    `known`: somebody is locked in this session, and counts without a seat.
    """

    people: Sequence[str]
    seats: Sequence[int]
    known: bool

    @cached_property
    def seat_of(self) -> dict[str, int]:
        """The seat of each person."""
        return dict(zip(self.people, self.seats, strict=True))


@dataclass
class SessionSide:
    """One session's part of the network: nodes one after the other, each with one arc out."""

    node: int  # the first; all seats arrive there but those in `inner`
    inner: dict[int, int]
    exit: int  # the first arc: all flow leaves by it
    asked: list[int] = field(default_factory=list)  # per arc, while the session is open
    loose: list[Loose] = field(default_factory=list)
    unit: bool = True
    hopeless: bool = False  # it asks for more people than may come


def wire_session(
    wiring: Wiring, view: View, session: str, places: Places, destination: int
) -> SessionSide:
    """Add the nodes of one session."""
    side = SessionSide(wiring.nodes, {}, len(wiring.arcs))
    groups: list[tuple[Constraint, Group]] = []
    for rule in SESSION_RULES:
        for constraint in rule.constraints(view, session):
            groups += _limited(view, rule, constraint, places, side)
    tree = nest(Group(places.seats, len(places.seats)), (group for _, group in groups))
    for lost in tree.crossing:
        side.loose += [_loose(constraint) for constraint, group in groups if group is lost]
    side.inner = {seat: side.node + group for seat, group in tree.inner.items()}
    _plant(wiring, tree, destination, side)
    return side


def _limited(
    view: View, rule: Rule, constraint: Constraint, places: Places, side: SessionSide
) -> Iterator[tuple[Constraint, Group]]:
    """One row as a limit on how many seats are taken, in an open session.

    When the sizes in it differ the heads only bound it: counted in the largest size from
    below and the smallest from above. Then the row itself is loose too.
    """
    members, known, least, largest = _members(view, constraint, places)
    if least <= 0:
        side.loose.append(_loose(constraint))
        return
    if least != largest:
        side.loose.append(_loose(constraint))
    high, asked = len(members), 0
    if constraint.high is not None:
        high = (constraint.high - known) // least
        if high < 0:
            raise Impossible
    if rule.lower and constraint.low is not None:
        asked = -((known - constraint.low) // largest)
    if high < len(members) or asked > 0:
        side.unit = side.unit and largest == 1
        lower = constraint.low is not None
        row = Row(constraint.rule, constraint.about, asked if lower else high, lower)
        side.hopeless = side.hopeless or asked > min(high, len(members))
        if members:
            yield constraint, Group(members, high, max(asked, 0), rows=(row,))


def _members(
    view: View, constraint: Constraint, places: Places
) -> tuple[Sequence[int], int, int, int]:
    """The seats a row counts, what stands in it already, its smallest and largest size."""
    terms = constraint.terms
    if isinstance(terms, Count) and view.problem.in_ones and not places.known:
        everybody = len(terms.people) == len(places.people)
        seats = (
            places.seats if everybody else [places.seat_of[person] for person in terms.people]
        )
        return seats, -terms.less, 1, 1
    sizes: list[int] = []
    members: list[int] = []
    known = 0
    for coefficient, key in terms:
        if isinstance(key, str) or (seat := places.seat_of.get(key[0])) is None:
            known += coefficient
        else:
            sizes.append(coefficient)
            members.append(seat)
    return members, known, min(sizes, default=1), max(sizes, default=1)


def _loose(constraint: Constraint) -> Loose:
    asks = constraint.low is not None and any(
        isinstance(key, str) for _, key in constraint.terms
    )
    return must_hold(constraint, lower=asks)


def _plant(wiring: Wiring, tree: Forest, destination: int, side: SessionSide) -> None:
    for number, group in enumerate(tree.groups):
        node = wiring.node()
        outer = side.node + tree.parent[number] if number else destination
        arc = wiring.arc(node, outer, min(group.high, len(group.members)))
        if group.rows:
            wiring.rows[arc] = group.rows
        side.asked.append(group.asked)
