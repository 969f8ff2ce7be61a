"""A piece of the network with what a flow cannot say, for HiGHS; the rest at its price.

Lagrangian relaxation (Held and Karp, 1970; Geoffrion, Lagrangean relaxation for integer
programming, 1974): outside the piece the balance of a node is not asked, a unit there counts
for the node's potential instead. Whatever the potentials are, the optimum of the piece plus
the best each outside arc can do is a bound for the whole problem. With everything that may
still vary inside the piece, it is the problem itself.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from onderling.matching.later import sparse
from onderling.matching.network.graph import Graph, Mask, Network, Numbers
from onderling.matching.network.loose import Loose
from onderling.matching.problem import Pair
from onderling.matching.program.highs import Program, Vector


@dataclass(frozen=True)
class Piece:
    """Columns: the arcs that may vary, then `open` per doubtful session, then what is lost.

    `cost` and `constant` are in points, the offset of the network left out.
    """

    network: Network
    graph: Graph
    arcs: Numbers
    doubtful: Numbers
    program: Program
    cost: Vector
    constant: int

    def flow(self, values: Vector) -> Numbers:
        """The flow on all arcs; outside the piece at the lower limits."""
        return np.round(self.parts(values)).astype(np.int64)

    def parts(self, values: Vector) -> Vector:
        """The same where values may be fractions."""
        flow = self.graph.low.astype(float)
        flow[self.arcs] = values[: len(self.arcs)]
        return flow

    def open_parts(self, values: Vector) -> dict[int, float]:
        """Per doubtful session how far these values open it."""
        start = len(self.arcs)
        parts = values[start : start + len(self.doubtful)]
        return dict(zip(self.doubtful.tolist(), parts.tolist(), strict=True))

    def opened(self, values: Vector) -> Mask:
        """Per session whether the answer opens it; False for all that are not in doubt."""
        chosen = np.zeros(len(self.network.exit), dtype=bool)
        start = len(self.arcs)
        chosen[self.doubtful] = values[start : start + len(self.doubtful)] > 0.5
        return chosen

    def narrowed(self, program: Program) -> Graph:
        """The graph with the limits that a smaller program has for its columns."""
        graph, network, many = self.graph, self.network, len(self.arcs)
        low, high = graph.low.copy(), graph.high.copy()
        low[self.arcs] = np.ceil(program.low[:many] - 0.5)
        high[self.arcs] = np.floor(program.high[:many] + 0.5)
        shut, sure = np.zeros((2, len(network.exit)), dtype=bool)
        opens = slice(many, many + len(self.doubtful))
        shut[self.doubtful[program.high[opens] < 0.5]] = True
        sure[self.doubtful[program.low[opens] > 0.5]] = True
        row = network.of_session >= 0
        high[row & shut[network.of_session]] = 0
        high[: network.seat_count][shut[network.session]] = 0
        asked = row & sure[network.of_session]
        low[asked] = np.maximum(low, network.asked)[asked]
        return graph.with_(low=low, high=high)


class _Rows:
    """At-most rows in the making, as coordinates of a sparse matrix."""

    def __init__(self) -> None:
        self.parts: list[tuple[Numbers, Numbers, Numbers]] = []
        self.terms: list[tuple[int, int, int]] = []  # of single rows: row, column, value
        self.limits: list[int] = []

    def pairs(self, one: Numbers, by: Numbers, other: Numbers, times: Numbers) -> None:
        """Many rows by[i] x one[i] + times[i] x other[i] <= 0."""
        rows = len(self.limits) + np.arange(len(one))
        self.parts += [(rows, one, by), (rows, other, times)]
        self.limits += [0] * len(one)

    def row(self, terms: list[tuple[int, int]], limit: int) -> None:
        """One row: the sum of (coefficient, column) <= limit."""
        row = len(self.limits)
        self.terms += [(row, column, coefficient) for coefficient, column in terms]
        self.limits.append(limit)

    def matrix(self, width: int) -> tuple["sparse.csr_array", Vector]:
        """The rows as HiGHS wants them."""
        single = np.array(self.terms, dtype=np.int64).reshape(-1, 3).T
        rows, columns, values = (
            np.concatenate([single[n], *(part[n] for part in self.parts)]) for n in range(3)
        )
        shape = (len(self.limits), width)
        matrix = sparse.csr_array(sparse.coo_array((values, (rows, columns)), shape=shape))
        return matrix.astype(float), np.array(self.limits, dtype=float)


@dataclass(frozen=True)
class Cut:
    """What to cut out: these nodes, at these potentials for all others.

    The seats of every rule in `loose` must lie inside or be fixed by the graph.
    """

    network: Network
    graph: Graph
    potential: Numbers
    nodes: Mask
    doubtful: Mask
    loose: Collection[Loose]
    deadline: float | None

    @property
    def worth(self) -> Numbers:
        """Per arc its gain; an end outside the piece counts for its potential."""
        graph, inside = self.graph, self.nodes
        away = np.where(inside[graph.tail], 0, self.potential[graph.tail])
        reached = np.where(inside[graph.head], 0, self.potential[graph.head])
        worth: Numbers = graph.gain - away + reached
        return worth


def cut(what: Cut) -> Piece:
    """Turn a piece of the network into a program for HiGHS."""
    network, graph, worth = what.network, what.graph, what.worth
    touching = what.nodes[graph.tail] | what.nodes[graph.head]
    free = touching & (graph.low < graph.high)
    arcs, asked = np.flatnonzero(free), np.flatnonzero(what.doubtful)
    best = np.where(~touching & (worth > 0), graph.high, graph.low)
    draft = _Draft(network, graph, arcs, asked)
    draft.cost = [*worth[arcs].tolist(), *([0] * len(asked))]
    draft.constant = int((best * worth)[~free].sum())
    draft.while_open()
    for rule in what.loose:
        draft.add_loose(rule)
    must, can = draft.decided()
    width, none = len(draft.cost), np.zeros(len(draft.cost) - len(arcs) - len(asked))
    high = np.concatenate([graph.high[arcs], can[asked], none + np.inf])
    program = Program(
        *_conservation(what, draft.column, touching & ~free, width),
        *draft.rows.matrix(width),
        low=np.concatenate([graph.low[arcs], must[asked], none]).astype(float),
        high=high.astype(float),
        whole=np.concatenate([arcs < network.seat_count, asked >= 0, none]).astype(float),
        deadline=what.deadline,
    )
    return Piece(
        network, graph, arcs, asked, program, np.array(draft.cost, dtype=float), draft.constant
    )


def _conservation(
    what: Cut, column: Numbers, fixed: Mask, width: int
) -> tuple["sparse.csr_array", Vector]:
    """What flows into a node of the piece flows out of it."""
    graph, nodes = what.graph, what.nodes
    inside = np.flatnonzero(nodes)
    place = np.full(graph.nodes, -1, dtype=np.int64)
    place[inside] = np.arange(len(inside))
    varies = column >= 0
    ends = []
    right = np.zeros(len(inside))
    for end, sign in ((graph.head, 1), (graph.tail, -1)):
        here = varies & nodes[end]
        ends.append((place[end[here]], column[here], np.full(here.sum(), float(sign))))
        still = fixed & nodes[end]
        np.subtract.at(right, place[end[still]], sign * graph.low[still])
    rows, columns, values = (np.concatenate([end[n] for end in ends]) for n in range(3))
    return sparse.csr_array(
        sparse.coo_array((values, (rows, columns)), shape=(len(inside), width))
    ), right


class _Draft:
    """A program in the making: where each arc and each `open` has its column."""

    def __init__(self, network: Network, graph: Graph, arcs: Numbers, asked: Numbers) -> None:
        self.network = network
        self.graph = graph
        self.column = np.full(len(graph.tail), -1, dtype=np.int64)
        self.column[arcs] = np.arange(len(arcs))
        self.opens = np.full(len(network.exit), -1, dtype=np.int64)
        self.opens[asked] = len(arcs) + np.arange(len(asked))
        self.rows = _Rows()
        self.cost: list[int] = []
        self.constant = 0

    def while_open(self) -> None:
        """A doubtful session: nobody in it unless it is open, and then enough people."""
        network, column, opens = self.network, self.column, self.opens
        seats = network.seat_count
        mine = np.flatnonzero((opens[network.session] >= 0) & (column[:seats] >= 0))
        ones = np.ones(len(mine), dtype=np.int64)
        self.rows.pairs(column[mine], ones, opens[network.session[mine]], -ones)
        about = np.maximum(network.of_session, 0)
        row = np.flatnonzero((network.of_session >= 0) & (opens[about] >= 0) & (column >= 0))
        ones = np.ones(len(row), dtype=np.int64)
        which = opens[network.of_session[row]]
        self.rows.pairs(column[row], ones, which, -self.graph.high[row])
        least = network.asked[row] > 0
        asked = network.asked[row[least]]
        self.rows.pairs(column[row[least]], -ones[least], which[least], asked)

    def decided(self) -> tuple[Mask, Mask]:
        """Per session whether its fixed arcs say that it must be open, and that it can be."""
        network, graph = self.network, self.graph
        must, shut = np.zeros((2, len(network.exit)), dtype=bool)
        fixed = np.flatnonzero((network.of_session >= 0) & (self.column < 0))
        must[network.of_session[fixed[graph.low[fixed] > 0]]] = True
        seats = network.seat_count
        must[network.session[(self.column[:seats] < 0) & (graph.low[:seats] > 0)]] = True
        shut[network.of_session[fixed[graph.high[fixed] < network.asked[fixed]]]] = True
        return must, ~shut

    def add_loose(self, rule: Loose) -> None:
        """Add the rows of one loose rule, and what breaking it loses."""
        helper: list[tuple[int, int]] = []
        if rule.loss:
            helper = [(-1, len(self.cost))]
            self.cost.append(-rule.loss)
        for terms, limit in rule.rows:
            found, known = list(helper), 0
            for coefficient, key in terms:
                column, value = self._of_session(key) if isinstance(key, str) else self._of(key)
                if column >= 0:
                    found.append((coefficient, column))
                known += coefficient * value
            self.rows.row(found, limit - known)
        for seat in rule.refunded:
            column, value = self._of(seat)
            if column >= 0:
                self.cost[column] += rule.refund
            self.constant += rule.refund * value

    def _of(self, seat: Pair) -> tuple[int, int]:
        """The column of a seat, or -1 and how much of it is taken."""
        arc = self.network.seat_number.get(seat)
        if arc is None:
            return -1, int(seat in self.network.locks)
        column = int(self.column[arc])
        return column, int(self.graph.low[arc]) if column < 0 else 0

    def _of_session(self, name: str) -> tuple[int, int]:
        """The column of "this session is open", or -1 and whether it is."""
        session = self.network.session_number[name]
        if self.opens[session] >= 0:
            return int(self.opens[session]), 0
        is_open = self.graph.high[self.network.exit[session]] > 0
        return -1, int(is_open or name in self.network.stands)
