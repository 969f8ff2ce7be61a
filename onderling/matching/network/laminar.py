"""Sets that lie inside one another or apart: what a network can count, each set one node.

A family of sets is laminar when any two are nested or disjoint. Limits on laminar sets are
limits on the arcs of a tree, and so keep a flow a flow (Edmonds, Submodular functions,
matroids, and certain polyhedra, 1970; Schrijver, Combinatorial Optimization, 2003, ch. 13).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Row(NamedTuple):
    """A constraint behind a group: its rule and about, and the number at its edge."""

    rule: str
    about: tuple[str, ...]
    edge: int
    lower: bool


@dataclass(frozen=True)
class Group:
    """low <= how many of `members` are taken <= high; the first taken is worth `first` more.

    `asked`: a lower bound that holds only while the session is open. `rows`: the constraints
    that say so, to give them a price.
    """

    members: Sequence[int]
    high: int
    asked: int = 0
    first: int = 0
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Forest:
    """Groups inside one another. Group 0 holds everything; `parent[0]` is -1.

    `inner`: per member the smallest group that holds it, for all not in group 0 alone.
    `crossing`: what would not nest.
    """

    groups: list[Group]
    parent: list[int]
    inner: dict[int, int]
    crossing: list[Group] = field(default_factory=list)


def nest(everything: Group, groups: Iterable[Group]) -> Forest:
    """Put groups inside one another, the largest first.

    A group fits when its members still share one innermost group: all groups before it are
    at least as large, so it lies inside that one and apart from all others.
    """
    forest = Forest([everything], [-1], {})
    inner = forest.inner
    for group in sorted(groups, key=lambda group: (-len(group.members), group.high)):
        if len(group.members) == len(everything.members):
            forest.groups[0] = _both(forest.groups[0], group)
            continue
        homes = {inner.get(member, 0) for member in group.members}
        if len(homes) != 1:
            forest.crossing.append(group)
            continue
        home = homes.pop()
        outer = forest.groups[home]
        if len(outer.members) == len(group.members):
            forest.groups[home] = _both(outer, group)
        elif group.high < min(outer.high, len(group.members)) or group.asked or group.first:
            forest.groups.append(group)
            forest.parent.append(home)
            inner.update(dict.fromkeys(group.members, len(forest.groups) - 1))
    return forest


def _both(one: Group, other: Group) -> Group:
    return Group(
        one.members,
        high=min(one.high, other.high),
        asked=max(one.asked, other.asked),
        first=one.first + other.first,
        rows=one.rows + other.rows,
    )
