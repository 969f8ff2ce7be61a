"""Arcs with limits and gains, and the flow through them as seats."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from onderling.matching.network.laminar import Row
from onderling.matching.network.loose import Loose
from onderling.matching.network.seats import Choices, Mask, Numbers
from onderling.matching.problem import Pair, Problem

__all__ = ["HUB", "Graph", "Mask", "Network", "Numbers", "Wiring"]
HUB = 0  # where all flow starts and ends: a circulation


@dataclass(frozen=True)
class Graph:
    """A circulation: `low <= flow <= high` on every arc, each unit earns `gain`.

    Arrays of one length, one entry per arc; nodes are 0..nodes-1.
    """

    nodes: int
    tail: Numbers
    head: Numbers
    low: Numbers
    high: Numbers
    gain: Numbers

    def with_(self, **arrays: Any) -> "Graph":
        """The same arcs with other limits or gains."""
        return replace(self, **arrays)

    def same_limits(self, other: "Graph") -> bool:
        """Say whether every arc has the same limits in both."""
        return np.array_equal(self.low, other.low) and np.array_equal(self.high, other.high)


@dataclass(frozen=True)
class Network:
    """A problem as a circulation, with what stays outside it.

    Arc k < len(seats) is seat k. `offset`: points that do not depend on the flow, locked
    seats among them. `loose`: what a flow cannot express. A flow that breaks none of it is
    an outcome; the best flow is a bound, for only rules and losses are left out.
    """

    problem: Problem
    graph: Graph
    seats: Choices
    asked: Numbers  # per arc, the lower bound while its session is open
    of_session: Numbers  # per arc, the session whose row it is; -1 for all other arcs
    person_at: Numbers  # per node the person it belongs to; -1 for all other nodes
    session_at: Numbers  # per node the session it belongs to; -1 for all other nodes
    exit: Numbers  # per session the arc all its flow leaves by
    entries: tuple[Numbers, Numbers]  # per person the first arc their flow comes by; how many
    rows: dict[int, tuple[Row, ...]]  # per arc the constraints it stands for
    home: dict[str, int]  # with balance: per organisation its node
    hopeless: Mask  # per session: it asks for more people than may come
    offset: int = 0
    loose: tuple[Loose, ...] = ()
    unit: bool = True  # every row counts heads, so its price is a price per person

    @property
    def person(self) -> Numbers:
        """Per seat the place of its person in problem.people."""
        return self.seats.person

    @property
    def session(self) -> Numbers:
        """Per seat the place of its session in problem.sessions."""
        return self.seats.session

    @property
    def seat_number(self) -> Mapping[Pair, int]:
        """The arc of each seat that may be chosen."""
        return self.seats

    @cached_property
    def entry(self) -> list[tuple[int, ...]]:
        """Per person the arcs all their flow comes by."""
        first, count = (some.tolist() for some in self.entries)
        return [tuple(range(arc, arc + n)) for arc, n in zip(first, count, strict=True)]

    @cached_property
    def session_number(self) -> dict[str, int]:
        """The place of each session in the problem."""
        return {session.id: place for place, session in enumerate(self.problem.sessions)}

    @cached_property
    def locks(self) -> frozenset[Pair]:
        """Seats that stand, also of givers."""
        return self.problem.held | self.problem.giving

    @cached_property
    def stands(self) -> frozenset[str]:
        """Sessions that are open whatever is decided."""
        asks_nobody = {s.id for s in self.problem.sessions if s.fewest == 0}
        return self.problem.must_open | asks_nobody

    @cached_property
    def standing(self) -> Mask:
        """Per session whether somebody is locked in it, so that it must be open."""
        must = self.problem.must_open
        return np.array([s.id in must for s in self.problem.sessions], dtype=bool)

    @cached_property
    def asking(self) -> Mask:
        """Per session whether it needs people to go on."""
        return np.array([s.fewest > 0 for s in self.problem.sessions], dtype=bool)

    def idle(self, busy: Mask) -> frozenset[str]:
        """The sessions that are cancelled when only those in `busy` get people."""
        return (
            frozenset(
                session.id
                for session, some in zip(self.problem.sessions, busy.tolist(), strict=True)
                if not some
            )
            - self.stands
        )

    @property
    def seat_count(self) -> int:
        """How many arcs are seats."""
        return len(self.seats)

    def taken(self, flow: Numbers) -> frozenset[Pair]:
        """The seats this flow takes, locks included."""
        chosen = np.flatnonzero(flow[: len(self.seats)])
        return frozenset(self.seats.pairs(chosen)) | self.locks

    def load(self, flow: Numbers) -> Numbers:
        """Per session how much flow it gets."""
        return flow[self.exit]

    def with_fates(self, opened: Mask, closed: Mask) -> Graph:
        """The graph with some sessions surely open (minimums asked) and some cancelled."""
        graph = self.graph
        about = np.maximum(self.of_session, 0)
        row = self.of_session >= 0
        low = np.where(row & opened[about], np.maximum(self.asked, graph.low), graph.low)
        high = graph.high.copy()
        high[self.exit[closed]] = 0
        high[: len(self.seats)][closed[self.session]] = 0
        low = np.where(row & closed[about], 0, low)
        return graph.with_(low=low, high=high)


@dataclass
class Wiring:
    """A graph in the making. Node 0 is the hub."""

    nodes: int = 1
    arcs: list[tuple[int, int, int, int]] = field(default_factory=list)
    rows: dict[int, tuple[Row, ...]] = field(default_factory=dict)

    def node(self) -> int:
        """Add a node; return its number."""
        self.nodes += 1
        return self.nodes - 1

    def arc(self, tail: int, head: int, high: int, gain: int = 0) -> int:
        """Add an arc from 0 to `high`; return its number among these arcs."""
        self.arcs.append((tail, head, high, gain))
        return len(self.arcs) - 1

    def graph(self, *others: Numbers) -> Graph:
        """All arcs, `others` in front: rows of four numbers (tail, head, high, gain)."""
        mine = np.array(self.arcs, dtype=np.int64).reshape(-1, 4)
        tail, head, high, gain = (
            np.concatenate([part[:, column] for part in (*others, mine)]) for column in range(4)
        )
        return Graph(self.nodes, tail, head, np.zeros(len(high), dtype=np.int64), high, gain)
