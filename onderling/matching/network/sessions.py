"""The side of the sessions: places, minimums and the mix, as limits on nested sets."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from onderling.matching.network.graph import Wiring
from onderling.matching.network.laminar import Forest, Group, Row, nest
from onderling.matching.network.loose import Loose, must_hold
from onderling.matching.problem import Pair
from onderling.matching.rules import Constraint, Rule, View
from onderling.matching.rules.sessions import SESSION_RULES


class Impossible(Exception):
    """The locks alone break a limit."""


@dataclass
class SessionSide:
    """One session's part of the network."""

    inner: dict[int, int]  # per seat the node it arrives at
    exit: int  # the arc all flow leaves by
    nodes: list[int] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    unit: bool = True
    hopeless: bool = False  # it asks for more people than may come


def wire_session(
    wiring: Wiring,
    view: View,
    session: str,
    seats: dict[str, int],
    destination: int,
) -> SessionSide:
    """Add the nodes of one session. `seats`: person to seat number, locks left out."""
    side = SessionSide({}, -1)
    groups: list[tuple[Constraint, Group]] = []
    for rule in SESSION_RULES:
        for constraint in rule.constraints(view, session):
            groups += _counted(rule, constraint, seats, side)
    tree = nest(Group(tuple(seats.values()), len(seats)), (group for _, group in groups))
    for lost in tree.crossing:
        side.loose += [_loose(constraint) for constraint, group in groups if group is lost]
    side.nodes = _plant(wiring, tree, destination, side)
    side.inner = {seat: side.nodes[group] for seat, group in tree.inner.items()}
    return side


def _counted(
    rule: Rule, constraint: Constraint, seats: dict[str, int], side: SessionSide
) -> Iterator[tuple[Constraint, Group]]:
    """One row as a limit on how many seats are taken, in an open session.

    When the sizes in it differ the heads only bound it: counted in the largest size from
    below and the smallest from above. Then the row itself is loose too.
    """
    sizes: list[int] = []
    members: list[int] = []
    known = 0
    for coefficient, key in constraint.terms:
        if isinstance(key, str) or (seat := _free(key, seats)) is None:
            known += coefficient
        else:
            sizes.append(coefficient)
            members.append(seat)
    least, largest = (min(sizes), max(sizes)) if sizes else (1, 1)
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
            yield constraint, Group(tuple(members), high, max(asked, 0), rows=(row,))


def _loose(constraint: Constraint) -> Loose:
    asks = constraint.low is not None and any(
        isinstance(key, str) for _, key in constraint.terms
    )
    return must_hold(constraint, lower=asks)


def _free(seat: Pair, seats: dict[str, int]) -> int | None:
    return seats.get(seat[0])


def _plant(wiring: Wiring, tree: Forest, destination: int, side: SessionSide) -> list[int]:
    nodes: list[int] = []
    for number, group in enumerate(tree.groups):
        node = wiring.node()
        outer = destination if number == 0 else nodes[tree.parent[number]]
        nodes.append(node)
        arc = wiring.arc(node, outer, min(group.high, len(group.members)))
        if group.rows:
            wiring.rows[arc] = group.rows
        wiring.asked[arc] = group.asked
        if number == 0:
            side.exit = arc
    return nodes
