"""People who come together or not at all: how many of such groups a session can hold.

A room for seven holds three pairs and a single; a linear program would seat half a pair.
Mixed-integer rounding of a session's places forbids that, in rows that hold for all whole
groups (Nemhauser and Wolsey, A recursive procedure to generate all cuts for 0-1 mixed integer
programs, Mathematical Programming, 1990; Marchand and Wolsey, Aggregation and mixed integer
rounding to solve MIPs, Operations Research, 2001). So nothing is lost, and what remains is
nearly always whole by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onderling.matching.network.graph import Network
from onderling.matching.network.loose import Loose
from onderling.matching.problem import Pair
from onderling.matching.program.highs import Vector

PART = 1e-4  # as near to none or all of a group is no part of it
TAKEN = (0.5, 0.999)  # from where on a seat counts as taken, tried in turn
Row = tuple[list[tuple[int, int]], int]  # sum of (weight, arc) <= limit


@dataclass
class Room:
    """A session that groups may come to: its places, and who may take them.

    `groups`: the arcs of the seats of each; somebody alone is a group of one.
    """

    places: int
    groups: list[list[int]]


def rooms(network: Network) -> list[Room]:
    """The sessions in which people may sit who come together."""
    first = _first_of_group(network)
    members: dict[int, dict[int, list[int]]] = {
        session: {} for session in sorted({int(network.session[arc]) for arc in first})
    }
    for arc, session in enumerate(network.session.tolist() if members else ()):
        if session in members:
            members[session].setdefault(first.get(arc, arc), []).append(arc)
    places = network.graph.high[network.exit].tolist()
    return [Room(places[session], list(groups.values())) for session, groups in members.items()]


def whole_groups(network: Network, known: Sequence[Room], values: Vector) -> Iterator[Loose]:
    """What holds for whole groups and is broken by these values per arc; a row per session."""
    for room in known:
        if row := _most_broken(room, values):
            terms, limit = row
            yield Loose(
                ((tuple((weight, network.seats.pair(arc)) for weight, arc in terms), limit),)
            )


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


def _most_broken(room: Room, values: Vector) -> Row | None:
    """The row about this room that the values break most."""
    shares = [sum(values[arc] for arc in group) / len(group) for group in room.groups]
    parts = {
        len(group)
        for group, share in zip(room.groups, shares, strict=True)
        if len(group) > 1 and PART < share < 1 - PART
    }
    found = [_rounded(room, size, shares, taken) for size in sorted(parts) for taken in TAKEN]
    excess, row = max(found, default=(0.0, None), key=lambda one: one[0])
    return row if excess > PART else None


def _rounded(
    room: Room, size: int, shares: Sequence[float], taken: float
) -> tuple[float, Row | None]:
    """The places divided by `size` and rounded down: by how much it is broken, and the row.

    Who is taken counts as not away, so that only what is left of the room is divided. All
    numbers times `size - over`, so that they are whole.
    """
    known = list(zip(room.groups, shares, strict=True))
    left = room.places - sum(len(group) for group, share in known if share > taken)
    over = left % size
    if not over:
        return 0.0, None
    limit = left // size * (size - over)
    excess = float(-limit)
    terms = []
    for group, share in known:
        sign = -1 if share > taken else 1
        whole, rest = divmod(sign * len(group), size)
        weight = whole * (size - over) + max(0, rest - over)
        if weight:
            terms.append((sign * weight, group[0]))
            limit -= weight if sign < 0 else 0
            excess += weight * (share if sign > 0 else 1 - share)
    return excess, (terms, limit)
