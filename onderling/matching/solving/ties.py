"""Among equal optima: most of `former` kept, then which sessions are cancelled, then lots."""

from dataclasses import replace

import numpy as np

from onderling.matching.flows.flow import (
    Circulation,
    best_by_lot,
    best_circulation,
    same_worth,
    still_best,
)
from onderling.matching.network.graph import Graph, Mask, Network, Numbers
from onderling.matching.program.highs import (
    LOTTERY_SCALE,
    Program,
    best_of,
    keep_best,
    worth,
)
from onderling.matching.rules import seat_number, session_number
from onderling.matching.solving.judge import judge
from onderling.matching.solving.outlook import (
    EVERYTHING,
    Anchor,
    Climb,
    narrowed,
    points_of,
    sharpened,
    values_of,
)
from onderling.matching.solving.piece import Piece
from onderling.matching.solving.so_far import look
from onderling.matching.solving.task import Task


def settle(state: Climb) -> tuple[Numbers, Circulation]:
    """The one flow that the seed chooses, and the best circulation for its open sessions."""
    best = _filled(state, state.decided(open_sessions(state)))
    return drawn(state, best), best


def _filled(state: Climb, decided: Graph) -> Circulation:
    """The best flow of these sessions; often it was found before, with wider limits."""
    for known in (state.first, state.filled):
        if known is not None and (best := still_best(known, decided)) is not None:
            return best
    return best_circulation(decided)


def open_sessions(state: Climb) -> Mask:
    """The sessions that go on in the outcome that ties are broken for."""
    found = state.network.load(state.solution) > 0
    graph = narrowed(state, state.anchor, state.gap, state.face or state.graph)
    while True:
        unsure = may_flip(state, graph)
        if not unsure.any():
            return found
        state.doubtful |= unsure
        piece, kept = _as_good(state, graph)
        graph = piece.narrowed(kept)
        state.face = graph
        opens = slice(len(piece.arcs), len(piece.arcs) + len(piece.doubtful))
        if (kept.low[opens] == kept.high[opens]).all():
            return found  # any other choice loses points
        if (chosen := _choose_cancelled(state, piece, kept)) is not None:
            return chosen


def may_flip(state: Climb, graph: Graph) -> Mask:
    """Sessions that some optimum may cancel and another may not.

    To cancel one leaves all arcs to and in it empty, and so loses the slack of all together.
    """
    network = state.network
    seats, sessions = network.seat_count, len(network.exit)
    about = network.of_session.copy()
    about[:seats] = network.session
    mine = np.flatnonzero(about >= 0)
    about, low, high = about[mine], graph.low[mine], graph.high[mine]
    slack = np.maximum(state.anchor.slack(state.graph)[mine], 0)
    surely = np.bincount(about, low, sessions) > 0
    surely |= np.bincount(about, slack * state.graph.high[mine], sessions) > state.gap
    varies = np.bincount(about, low < high, sessions) > 0
    return network.asking & varies & ~surely & ~network.standing & ~network.hopeless


def _choose_cancelled(state: Climb, piece: Piece, kept: Program) -> Mask | None:
    """Cancel the lowest sum of lots. None: something new was hurt, look again."""
    task = state.task
    cost = np.zeros(len(piece.cost))
    start = len(piece.arcs)
    for column, session in enumerate(piece.doubtful.tolist()):
        number = session_number(task.seed, task.problem.sessions[session].id)
        cost[start + column] = number * LOTTERY_SCALE
    answer = best_of(_most_of_former(state, piece, kept), cost)
    flow = piece.flow(answer.values)
    if look(state, flow):
        return None
    return state.network.load(flow) > 0


def _as_good(state: Climb, graph: Graph) -> tuple[Piece, Program]:
    """Only what is worth as much as the best."""
    last = EVERYTHING
    while True:
        piece, relaxed, parts = sharpened(state, graph)
        answer = worth(relaxed, state.value - piece.constant)
        kept = keep_best(piece.program, piece.cost, answer)
        top = points_of(piece, relaxed.value)
        if not parts or state.value >= top or top >= last:
            return piece, kept
        graph, last = piece.narrowed(kept), top


def _most_of_former(state: Climb, piece: Piece, kept: Program) -> Program:
    """Of that only what keeps the most of `former`; a rule that comes in later may ask less."""
    if not state.task.problem.had:
        return kept
    cost = values_of(piece, former(state.network))
    return keep_best(kept, cost, best_of(kept, cost))


def former(network: Network) -> Numbers:
    """Per arc 1 for a seat somebody had before."""
    gain = np.zeros(len(network.graph.tail), dtype=np.int64)
    for seat in network.problem.had:
        if seat in network.seat_number:
            gain[network.seat_number[seat]] = 1
    return gain


def lots(network: Network, seed: str, graph: Graph) -> Numbers:
    """Per arc the lottery number of a seat that may vary; the others need none."""
    gain = np.zeros(len(graph.tail), dtype=np.int64)
    varies = np.flatnonzero(graph.low[: network.seat_count] < graph.high[: network.seat_count])
    gain[varies] = [seat_number(seed, *network.seats.pair(k)) for k in varies.tolist()]
    return gain


def drawn(state: Climb, best: Circulation) -> Numbers:
    """Of all flows worth as much: the most of `former`, then the highest sum of lots."""
    if best.value == state.reached:
        flow = by_lot(state.task, state.network, same_worth(best))
        found = judge(state.network, flow)
        if found.feasible and found.points == state.reached:
            return flow
    return _drawn_by_program(state, best)


def by_lot(task: Task, network: Network, face: Graph) -> Numbers:
    """Of all circulations of a graph: the most of `former`, then the highest sum of lots."""
    if task.problem.had:
        face = same_worth(best_circulation(face.with_(gain=former(network))))
    flow, shortened = best_by_lot(face.with_(gain=lots(network, task.seed, face)))
    task.shortened.append(shortened)
    return flow


def _drawn_by_program(state: Climb, best: Circulation) -> Numbers:
    """The same by HiGHS, where rules outside the network have a say."""
    anchor = Anchor(best, np.zeros(best.graph.nodes, dtype=bool), best.value)
    undecided = replace(state, doubtful=np.zeros_like(state.doubtful))
    graph = narrowed(undecided, anchor, best.value - state.value, _both(best.graph, state.face))
    while True:
        piece, kept = _as_good(undecided, graph)
        graph = piece.narrowed(kept)
        numbers = lots(state.network, state.task.seed, graph)
        most = _most_of_former(undecided, piece, kept)
        answer = best_of(most, values_of(piece, numbers) * LOTTERY_SCALE)
        flow = piece.flow(answer.values)
        if not look(undecided, flow):
            return flow


def _both(graph: Graph, other: Graph | None) -> Graph:
    """The graph with the limits of both."""
    if other is None:
        return graph
    return graph.with_(
        low=np.maximum(graph.low, other.low), high=np.minimum(graph.high, other.high)
    )
