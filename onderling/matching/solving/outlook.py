"""How far a climb is, and what may still be better, cut out as a piece for HiGHS."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from onderling.matching.flows.flow import Circulation
from onderling.matching.network.graph import HUB, Graph, Mask, Network, Numbers
from onderling.matching.network.loose import Loose
from onderling.matching.problem import Pair
from onderling.matching.program.highs import Answer, Infeasible, OutOfTime, Vector, relax
from onderling.matching.solving.groups import Room, rooms, whole_groups
from onderling.matching.solving.piece import Cut, Piece, cut
from onderling.matching.solving.task import Task

EVERYTHING = 2**40  # points that no arc can lose


@dataclass(frozen=True)
class Anchor:
    """Prices and the bound they give while the doubtful nodes are decided apart."""

    best: Circulation
    nodes: Mask
    bound: int

    def slack(self, graph: Graph) -> Numbers:
        """Per arc what one more unit of room would earn; 0 where the prices say nothing."""
        potential = self.best.potential
        slack = graph.gain - potential[graph.tail] + potential[graph.head]
        slack[self.nodes[graph.tail] | self.nodes[graph.head]] = 0
        return slack


@dataclass
class Climb:
    """How far we are: what is in doubt, the bound, and the best outcome so far.

    Points are those of the network, its offset left out.
    """

    task: Task
    network: Network
    first: Circulation  # the flow before anything was in doubt
    anchor: Anchor
    doubtful: Mask
    bound: int
    active: list[Loose] = field(default_factory=list)
    parts: list[Loose] = field(default_factory=list)  # what forbids to seat part of a group
    filled: Circulation | None = None  # the last flow in which every session was decided
    reached: int | None = None
    flow: Numbers | None = None
    told: int | None = None  # the points of the first outcome that was handed over early
    face: Graph | None = None  # once proved: limits that every outcome as good keeps to

    @cached_property
    def rooms(self) -> list[Room]:
        """The sessions that groups may come to."""
        return rooms(self.network)

    @property
    def proved(self) -> bool:
        """Say whether nothing better can exist."""
        return self.reached is not None and self.reached >= self.bound

    @property
    def solution(self) -> Numbers:
        """The best flow so far. Raises OutOfTime when there is none."""
        if self.flow is None:
            raise OutOfTime(self.bound + self.network.offset)
        return self.flow

    @property
    def value(self) -> int:
        """The points of the best so far. Raises OutOfTime when there is none."""
        if self.reached is None:
            raise OutOfTime(self.bound + self.network.offset)
        return self.reached

    def ask_all(self) -> None:
        """Ask every loose rule; for enough people only where the session is in doubt, or open.

        Asked of a session that is not in doubt, it would keep that session open.
        """
        network = self.network
        sure = {network.problem.sessions[n].id for n in np.flatnonzero(self.doubtful)}
        sure |= network.stands
        self.active = [
            rule for rule in network.loose if rule.while_open is None or rule.while_open in sure
        ]

    @property
    def graph(self) -> Graph:
        """Hopeless sessions cancelled, those with a locked participant open."""
        return self.first.graph

    @property
    def gap(self) -> int:
        """How far the prices of the anchor lie above the best so far."""
        return self.anchor.bound - self.value

    def fates(self, opened: Mask) -> Graph:
        """The graph with every doubtful session decided: cancelled unless `opened`."""
        closed = self.network.hopeless | (self.doubtful & ~opened)
        return self.network.with_fates(self.network.standing | opened, closed)

    def decided(self, opened: Mask) -> Graph:
        """The graph with every session decided: shut when it needs people and is not open."""
        asking = self.network.asking
        shut = self.network.hopeless | (asking & ~opened & ~self.network.standing)
        return self.network.with_fates(self.network.standing | opened, shut)


def doubtful_piece(state: Climb, best: Circulation, extra: Sequence[Loose] = ()) -> Piece:
    """The doubtful sessions and the people who could come, at the prices of `best`."""
    return cut(
        Cut(
            state.network,
            state.graph,
            best.potential,
            piece_nodes(state),
            state.doubtful,
            [*state.active, *extra],
            state.task.deadline,
        )
    )


def points_of(piece: Piece, value: float) -> int:
    """A value of the piece in points of the network."""
    return int(np.floor(value + 1e-6)) + piece.constant


def piece_nodes(state: Climb) -> Mask:
    """The nodes of the doubtful sessions and of all people they or a loose rule concern."""
    network = state.network
    seats = network.seat_count
    concerned = np.zeros(len(network.problem.people), dtype=bool)
    able = state.graph.high[:seats] > 0
    concerned[network.person[state.doubtful[network.session] & able]] = True
    concerned[network.person[seats_of(network, state.active)]] = True
    return (state.doubtful[network.session_at] & (network.session_at >= 0)) | (
        concerned[network.person_at] & (network.person_at >= 0)
    )


def seats_of(network: Network, rules: Sequence[Loose]) -> list[int]:
    """The seats that loose rules are about, locked ones left out."""
    keys: set[Pair] = {seat for rule in rules for seat in (*rule.seats, *rule.refunded)}
    return [network.seat_number[key] for key in keys if key in network.seat_number]


def narrowed(state: Climb, anchor: Anchor, gap: int, graph: Graph) -> Graph:
    """Fix what would lose more than `gap` points at the prices of the anchor.

    Reduced-cost fixing (Dantzig, Fulkerson and Johnson, 1954).
    """
    slack = anchor.slack(graph)
    return graph.with_(
        low=np.where(slack > gap, graph.high, graph.low),
        high=np.where(slack < -gap, graph.low, graph.high),
    )


def whole_piece(state: Climb, graph: Graph) -> Piece:
    """Everything that may vary in this graph, in one program.

    Raises Infeasible when what is fixed does not fit together.
    """
    varies = graph.low < graph.high
    nodes = np.zeros(graph.nodes, dtype=bool)
    nodes[graph.tail[varies]] = True
    nodes[graph.head[varies]] = True
    nodes[HUB] = False  # what holds everywhere else holds there
    surplus = np.bincount(graph.head, graph.low, graph.nodes)
    surplus -= np.bincount(graph.tail, graph.low, graph.nodes)
    surplus[HUB] = 0
    if surplus[~nodes].any():
        raise Infeasible
    return cut(
        Cut(
            state.network,
            graph,
            state.anchor.best.potential,
            nodes,
            state.doubtful,
            [*state.active, *state.parts],
            state.task.deadline,
        )
    )


def sharpened(state: Climb, graph: Graph) -> tuple[Piece, Answer, bool]:
    """The linear program of everything that may vary in this graph.

    The last says whether it seats parts of groups; what forbids that is in `state.parts` then.
    """
    piece = whole_piece(state, graph)
    answer = relax(piece.program, piece.cost)
    broken = list(
        whole_groups(
            state.network,
            state.rooms,
            piece.parts(answer.values),
            dict.fromkeys(np.flatnonzero(state.network.standing).tolist(), 1.0)
            | piece.open_parts(answer.values),
        )
    )
    state.parts += broken
    return piece, answer, bool(broken)


def values_of(piece: Piece, per_arc: Vector | Numbers) -> Vector:
    """A number per arc as costs of the piece's columns; nothing for its other columns."""
    cost = np.zeros(len(piece.cost))
    cost[: len(piece.arcs)] = per_arc[piece.arcs]
    return cost
