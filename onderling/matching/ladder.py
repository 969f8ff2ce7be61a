"""The ladder: a flow, then doubt about sessions one by one, then what no flow can say.

Price, choose, check. A flow gives prices. At those prices a small program (piece.py) chooses
which doubtful sessions are open; that is a bound. With that choice a second flow fills the
sessions for real. When the two meet, nothing better exists. When they do not, everything
that could still make up the difference goes into one piece for HiGHS.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from onderling.matching.flow import Circulation, NoFlow, best_circulation
from onderling.matching.highs import Infeasible, OutOfTime, Vector, maximise
from onderling.matching.judge import judge
from onderling.matching.network.graph import HUB, Graph, Mask, Network, Numbers
from onderling.matching.network.loose import Loose
from onderling.matching.piece import Cut, Piece, cut
from onderling.matching.problem import Pair
from onderling.matching.solved import Solved
from onderling.matching.task import Task

FIRST_GUESS = 40  # points that the optimum may lie under the bound, to begin with
STEPS = 8  # times to price and choose before everything goes into one piece
PROOF_SO_FAR = "De tijd was om: de grens is bewezen, de uitkomst kan nog beter."


@dataclass(frozen=True)
class Anchor:
    """Prices and the bound they give while the doubtful nodes are decided apart."""

    best: Circulation
    nodes: Mask
    bound: int


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
    reached: int | None = None
    flow: Numbers | None = None

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
        needs = np.array([s.fewest > 0 for s in self.network.problem.sessions], dtype=bool)
        shut = self.network.hopeless | (needs & ~opened & ~self.network.standing)
        return self.network.with_fates(self.network.standing | opened, shut)


def climb(task: Task, network: Network) -> Climb:
    """Find the optimum, or the best there is time for. Raises Infeasible or OutOfTime."""
    best = first_flow(network)
    nowhere = np.zeros(network.graph.nodes, dtype=bool)
    anchor = Anchor(best, nowhere, best.value)
    no_doubt = np.zeros(len(network.exit), dtype=bool)
    state = Climb(task, network, best, anchor, no_doubt, best.value)
    news = look(state, best.flow)
    for _ in range(STEPS):
        if state.proved or not news:
            break
        task.check_time()
        best, news = _choose(state, best)
    while not state.proved:
        task.check_time()
        _all_at_once(state)
    return state


def first_flow(network: Network) -> Circulation:
    """The best flow with minimums asked only where somebody is locked: a bound."""
    if (network.standing & network.hopeless).any():
        raise Infeasible
    try:
        return best_circulation(network.with_fates(network.standing, network.hopeless))
    except NoFlow:
        raise Infeasible from None


def look(state: Climb, flow: Numbers) -> bool:
    """Judge a flow: note what it hurts, or that it is the best so far. Say if that is news."""
    found = judge(state.network, flow)
    if found.feasible and (state.reached is None or found.points > state.reached):
        state.reached, state.flow = found.points, flow
        tell(state)
    known = {id(rule) for rule in state.active}
    fresh = [rule for rule in found.hurt if id(rule) not in known]
    state.active += fresh
    doubt = state.doubtful | (found.thin & ~state.network.standing)
    news = bool(fresh) or bool((doubt != state.doubtful).any())
    state.doubtful = doubt
    return news


def tell(state: Climb) -> None:
    """Hand over the best so far."""
    if state.flow is not None:
        seats = state.network.taken(state.flow)
        bound = state.bound + state.network.offset
        state.task.reporter.found(Solved(seats, bound, state.proved, PROOF_SO_FAR))


def _choose(state: Climb, best: Circulation) -> tuple[Circulation, bool]:
    """Decide the doubtful sessions at today's prices; then fill them for real."""
    state.task.reporter.progress(
        30, f"Zoekt de beste verdeling; twijfelt over {int(state.doubtful.sum())}"
    )
    piece = doubtful_piece(state, best)
    answer = maximise(piece.program, piece.cost)
    bound = points_of(piece, answer.bound)
    if bound <= state.anchor.bound:
        nodes = piece_nodes(state)
        state.anchor = Anchor(best, nodes, bound)
    old = state.bound, state.reached
    state.bound = min(state.bound, bound)
    try:
        filled = best_circulation(state.fates(piece.opened(answer.values)))
    except NoFlow:
        return best, False
    news = look(state, filled.flow)
    return filled, news or old != (state.bound, state.reached)


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


def narrowed(state: Climb, anchor: Anchor, gap: int, graph: Graph) -> tuple[Graph, Mask]:
    """Fix what would lose more than `gap` points; the nodes of everything that may vary.

    Reduced-cost fixing (Dantzig, Fulkerson and Johnson, 1954).
    """
    slack = graph.gain - anchor.best.potential[graph.tail] + anchor.best.potential[graph.head]
    outside = ~(anchor.nodes[graph.tail] | anchor.nodes[graph.head])
    full, idle = outside & (slack > gap), outside & (slack < -gap)
    fixed = graph.with_(
        low=np.where(full, graph.high, graph.low), high=np.where(idle, graph.low, graph.high)
    )
    varies = fixed.low < fixed.high
    nodes = anchor.nodes.copy()
    nodes[fixed.tail[varies]] = True
    nodes[fixed.head[varies]] = True
    nodes |= piece_nodes(state)
    nodes[HUB] = False  # what holds everywhere else holds there
    return fixed, nodes


def whole_piece(state: Climb, anchor: Anchor, gap: int, graph: Graph) -> Piece:
    """Everything that may vary within `gap` points of the anchor's bound, in one program."""
    fixed, nodes = narrowed(state, anchor, gap, graph)
    potential = anchor.best.potential
    return cut(
        Cut(
            state.network,
            fixed,
            potential,
            nodes,
            state.doubtful,
            state.active,
            state.task.deadline,
        )
    )


def _all_at_once(state: Climb) -> None:
    """One program with everything that may lie between the bound and the best so far."""
    anchor = state.anchor
    gap = FIRST_GUESS if state.reached is None else state.gap
    state.task.reporter.progress(45, "Zoekt de beste verdeling")
    while True:
        piece = whole_piece(state, anchor, gap, state.graph)
        try:
            answer = maximise(piece.program, piece.cost)
        except Infeasible:
            same = np.array_equal(piece.graph.low, state.graph.low)
            if same and np.array_equal(piece.graph.high, state.graph.high):
                raise
            gap *= 4
            continue
        if look(state, piece.flow(answer.values)):
            continue  # something new was hurt: ask again
        top = max(points_of(piece, answer.bound), anchor.bound - gap - 1)
        state.bound = min(state.bound, top)
        if state.proved or not answer.proved:
            return
        gap = state.gap


def values_of(piece: Piece, per_arc: Vector | Numbers) -> Vector:
    """A number per arc as costs of the piece's columns; nothing for its other columns."""
    cost = np.zeros(len(piece.cost))
    cost[: len(piece.arcs)] = per_arc[piece.arcs]
    return cost
