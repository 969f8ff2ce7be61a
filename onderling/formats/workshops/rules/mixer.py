"""The table mixer: who sits where in each turn, mixed on purpose. Plain values only (X-97).

A host stays at a table and everybody else moves. Two people rather meet somebody new than
somebody of their own organisation or group, and never, if it can be, the same person again.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

AGAIN, ORGANISATION, GROUP = 10_000, 30, 10  # what one pair at a table costs
PASSES = 12  # of trying every exchange of two; nearly always fewer are needed
DRAWS, FEW = 8, 40  # how often a group of at most so many is drawn


@dataclass(frozen=True)
class Seated:
    """Somebody at the tables: an id, a group, and an organisation when it is known."""

    id: int
    group: str
    organisation: int | None


Table = tuple[int, ...]  # ids, the host first
Turn = tuple[Table, ...]


def mixed_tables(
    people: Sequence[Seated], *, tables: int, turns: int, seed: str
) -> tuple[Turn, ...]:
    """Divide people over tables, for each turn anew. The same seed gives the same tables.

    Tables differ by one person at most. Hosts are chosen of both groups in turn. A small group
    is drawn a few times, and the draw in which the fewest meet again stands.
    """
    tables = max(1, min(tables, len(people)))
    draws = DRAWS if len(people) <= FEW else 1
    best: tuple[Turn, ...] = ()
    for number in range(draws):
        drawn = _drawn(people, tables=tables, turns=turns, seed=f"{seed}:{number}")
        if not best or met_again(drawn) < met_again(best):
            best = drawn
        if not met_again(best):
            break
    return best


def _drawn(people: Sequence[Seated], *, tables: int, turns: int, seed: str) -> tuple[Turn, ...]:
    lot = {one.id: hashlib.sha256(f"{seed}:{one.id}".encode()).hexdigest() for one in people}
    drawn = sorted(people, key=lambda one: lot[one.id])
    hosts = _hosts(drawn, tables)
    guests = [one for one in drawn if one not in hosts]
    met: Counter[frozenset[int]] = Counter()
    found = []
    for _turn in range(turns):
        placed = _one_turn(hosts, guests, met)
        for table in placed:
            met.update(frozenset(pair) for pair in combinations([one.id for one in table], 2))
        found.append(tuple(tuple(one.id for one in table) for table in placed))
    return tuple(found)


def met_again(turns: Sequence[Turn]) -> int:
    """Count the pairs that meet more than once, of who moves and of hosts with their guests."""
    met = Counter(
        frozenset(pair) for turn in turns for table in turn for pair in combinations(table, 2)
    )
    return sum(times > 1 for times in met.values())


def _hosts(drawn: Sequence[Seated], tables: int) -> list[Seated]:
    waiting: dict[str, list[Seated]] = defaultdict(list)
    for one in drawn:
        waiting[one.group].append(one)
    groups = sorted(waiting, key=lambda group: (-len(waiting[group]), group))
    hosts: list[Seated] = []
    while len(hosts) < tables:
        for group in groups:
            if waiting[group] and len(hosts) < tables:
                hosts.append(waiting[group].pop(0))
    return hosts


def _one_turn(
    hosts: Sequence[Seated], guests: Sequence[Seated], met: Counter[frozenset[int]]
) -> list[list[Seated]]:
    placed = [[host] for host in hosts]
    for guest in guests:
        least = min(len(table) for table in placed)
        room = [table for table in placed if len(table) == least]
        min(room, key=lambda table: _cost(guest, table, met)).append(guest)
    for _pass in range(PASSES):
        if not _improve(placed, met):
            break
    return placed


def _improve(placed: list[list[Seated]], met: Counter[frozenset[int]]) -> bool:
    """Exchange two guests wherever that costs less; say whether anything changed."""
    better = False
    for one, other in combinations(placed, 2):
        for here in range(1, len(one)):
            for there in range(1, len(other)):
                mine, theirs = one[here], other[there]
                rest, rest_there = (
                    one[:here] + one[here + 1 :],
                    other[:there] + other[there + 1 :],
                )
                now = _cost(mine, rest, met) + _cost(theirs, rest_there, met)
                then = _cost(theirs, rest, met) + _cost(mine, rest_there, met)
                if then < now:
                    one[here], other[there] = theirs, mine
                    better = True
    return better


def _cost(one: Seated, table: Sequence[Seated], met: Counter[frozenset[int]]) -> int:
    cost, own = 0, one.organisation
    for other in table:
        cost += AGAIN * met[frozenset((one.id, other.id))] + GROUP * (one.group == other.group)
        cost += ORGANISATION * (own is not None and own == other.organisation)
    return cost
