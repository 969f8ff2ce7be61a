"""People who come together or not at all: how many of such groups a session can hold.

A room for seven holds three pairs and a single; a linear program would seat half a pair, or
open a session for the sake of half of one. Mixed-integer rounding of the places and the minimum
forbids that, in rows that hold for all whole groups (Nemhauser and Wolsey, A recursive
procedure to generate all cuts for 0-1 mixed integer programs, Mathematical Programming, 1990;
Marchand and Wolsey, Aggregation and mixed integer rounding to solve MIPs, Operations Research,
2001). So nothing is lost, and what remains is nearly always whole by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onderling.matching.network.graph import Network
from onderling.matching.network.loose import Loose
from onderling.matching.problem import Pair
from onderling.matching.program.highs import Vector

PART = 1e-4  # as near to none or all of a group is no part of it
TAKEN = (0.5, 0.999)  # from where on a seat counts as taken, tried in turn
Row = tuple[tuple[tuple[int, int | str], ...], int]  # sum of weight x (arc or session) <= limit


@dataclass(frozen=True)
class Room:
    """A session that groups may come to: how many it may have, and has to have once open.

    `groups`: the arcs of the seats of each; somebody alone is a group of one.
    """

    session: int
    name: str
    places: int
    asked: int
    groups: list[list[int]]


class Share(NamedTuple):
    """One yes or no in a row: its weight, what it stands for, and how far it is taken."""

    weight: int
    key: int | str
    taken: float


def rooms(network: Network) -> list[Room]:
    """The sessions in which people may sit who come together."""
    first = _first_of_group(network)
    members: dict[int, dict[int, list[int]]] = {
        session: {} for session in sorted({int(network.session[arc]) for arc in first})
    }
    for arc, session in enumerate(network.session.tolist() if members else ()):
        if session in members:
            members[session].setdefault(first.get(arc, arc), []).append(arc)
    places, asked = network.graph.high[network.exit], network.asked[network.exit]
    return [
        Room(
            session,
            network.problem.sessions[session].id,
            int(places[session]),
            int(asked[session]),
            list(groups.values()),
        )
        for session, groups in members.items()
    ]


def whole_groups(
    network: Network, known: Sequence[Room], values: Vector, opened: Mapping[int, float]
) -> Iterator[Loose]:
    """What holds for whole groups and is broken by these values per arc.

    `opened`: how far each session is open that must be full enough to be so.
    """
    for room in known:
        for terms, limit in _broken(room, values, opened.get(room.session)):
            named = (
                (weight, key if isinstance(key, str) else network.seats.pair(key))
                for weight, key in terms
            )
            yield Loose(((tuple(named), limit),))


def _first_of_group(network: Network) -> dict[int, int]:
    """Per seat of a group the seat that stands for all of them, in one session."""
    number = network.seat_number
    first: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for rule in network.loose:
        ends = [number[seat] for seat in _linked(rule) if seat in number]
        roots = sorted({first.get(end, end) for end in ends})
        if len(roots) == 2:
            root, other = roots
            members[root] = [*members.get(root, [root]), *members.pop(other, [other])]
            first.update(dict.fromkeys(members[root], root))
    return first


def _linked(rule: Loose) -> tuple[Pair, ...]:
    """The two seats of which this rule asks both or neither; nothing when it is another."""
    if rule.loss or len(rule.rows) != 2 or any(limit for _, limit in rule.rows):
        return ()
    terms = rule.rows[0][0]
    if sorted(coefficient for coefficient, _ in terms) != [-1, 1]:
        return ()
    return tuple(key for _, key in terms if not isinstance(key, str))


def _broken(room: Room, values: Vector, opened: float | None) -> Iterator[Row]:
    """The rows about its places and its minimum that the values break most."""
    shares = [
        Share(len(group), group[0], sum(values[arc] for arc in group) / len(group))
        for group in room.groups
    ]
    parts = {one.weight for one in shares if one.weight > 1 and PART < one.taken < 1 - PART}
    asks = [(shares, room.places)]
    if opened is not None and room.asked > 0:
        come = [one._replace(weight=-one.weight) for one in shares]
        asks.append(([*come, Share(room.asked, room.name, opened)], 0))
    for ask, limit in asks if parts else ():
        found = [_rounded(ask, limit, size, taken) for size in sorted(parts) for taken in TAKEN]
        excess, row = max(found, key=lambda one: one[0])
        if row and excess > PART:
            yield row


def _rounded(
    ask: Sequence[Share], limit: int, size: int, taken: float
) -> tuple[float, Row | None]:
    """The row divided by `size` and rounded down: by how much it is broken, and itself.

    Who is taken counts as not away, so that only what is left of the room is divided. All
    numbers times `size - over`, so that they are whole.
    """
    left = limit - sum(one.weight for one in ask if one.taken > taken)
    over = left % size
    if not over:
        return 0.0, None
    limit = left // size * (size - over)
    excess = float(-limit)
    terms = []
    for one in ask:
        sign = -1 if one.taken > taken else 1
        whole, rest = divmod(sign * one.weight, size)
        weight = whole * (size - over) + max(0, rest - over)
        if weight:
            terms.append((sign * weight, one.key))
            limit -= weight if sign < 0 else 0
            excess += weight * (one.taken if sign > 0 else 1 - one.taken)
    return excess, (tuple(terms), limit)
