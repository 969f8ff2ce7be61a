"""Which organisations met: counted from workshops that people of both sat in. Never people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Seat:
    """Somebody of an organisation in a workshop."""

    meeting: int
    organisation: int
    person: int


@dataclass(frozen=True)
class Met:
    """Two organisations: in how many workshops both were, and with how many people together."""

    workshops: int
    people: int


Pair = tuple[int, int]


def pairs_met(seats: Iterable[Seat], *, least: int) -> dict[Pair, Met]:
    """Pair by pair, the smaller number first. Fewer people than `least` are not told (X-91)."""
    inside: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for seat in seats:
        inside[seat.meeting][seat.organisation].add(seat.person)
    workshops: dict[Pair, int] = defaultdict(int)
    people: dict[Pair, set[int]] = defaultdict(set)
    for here in inside.values():
        for one, other in combinations(sorted(here), 2):
            workshops[one, other] += 1
            people[one, other] |= here[one] | here[other]
    return {
        pair: Met(workshops[pair], len(who))
        for pair, who in people.items()
        if len(who) >= least
    }


def again(now: Iterable[Pair], before: Iterable[Pair]) -> int:
    """How many pairs met this time and the time before."""
    return len(set(now) & set(before))


def many_enough(there: Mapping[int, int], *, least: int) -> list[int]:
    """The organisations that may be named in a question: of a few people it names a person."""
    return [key for key, number in there.items() if number >= least]
