"""Among equal optima: most of `former` kept, then which sessions are cancelled, then lots."""

from dataclasses import replace

import numpy as np

from onderling.matching.flows.flow import Circulation, best_by_lot, best_circulation, same_worth
from onderling.matching.network.graph import Graph, Mask, Network, Numbers
from onderling.matching.network.loose import Loose
from onderling.matching.program.highs import (
    LOTTERY_SCALE,
    Infeasible,
    Program,
    best_of,
    keep_best,
    known,
    relax,
)
from onderling.matching.rules import seat_number, session_number
from onderling.matching.solving.judge import judge
from onderling.matching.solving.ladder import look
from onderling.matching.solving.outlook import (
    Anchor,
    Climb,
    doubtful_piece,
    narrowed,
    points_of,
    values_of,
    whole_piece,
)
from onderling.matching.solving.piece import Piece


def settle(state: Climb) -> tuple[Numbers, Circulation]:
    """The one flow that the seed chooses, and the best circulation for its open sessions."""
    opened = open_sessions(state)
    best = best_circulation(state.decided(opened))
    return drawn(state, best), best


def open_sessions(state: Climb) -> Mask:
    """The sessions that go on in the outcome that ties are broken for."""
    found = state.network.load(state.solution) > 0
    while True:
        fixed, _ = narrowed(state, state.anchor, state.gap, state.graph)
        unsure = may_flip(state, fixed)
        if not unsure.any():
            return found
        state.doubtful |= unsure
        if _no_other(state, found):
            return found
        chosen = _choose_cancelled(state)
        if chosen is not None:
            return chosen


def may_flip(state: Climb, fixed: Graph) -> Mask:
    """Sessions that some optimum may cancel and another may not."""
    network = state.network
    seats = network.seat_count
    sessions = len(network.exit)
    surely = np.zeros(sessions, dtype=bool)
    surely[network.session[fixed.low[:seats] > 0]] = True
    varies = np.zeros(sessions, dtype=bool)
    varies[network.session[fixed.low[:seats] < fixed.high[:seats]]] = True
    return network.asking & varies & ~surely & ~network.standing & ~network.hopeless


def _no_other(state: Climb, found: Mask) -> bool:
    """Say whether every other choice of open sessions is surely worth less.

    Asked of the linear program only: when that cannot tell, the whole piece must be solved.
    """
    ids = [session.id for session in state.network.problem.sessions]
    doubtful = np.flatnonzero(state.doubtful).tolist()
    terms = tuple((1 if found[s] else -1, ids[s]) for s in doubtful)
    limit = int(found[doubtful].sum()) - 1
    try:
        piece = doubtful_piece(state, state.anchor.best, [Loose(((terms, limit),))])
        answer = relax(piece.program, piece.cost)
    except Infeasible:
        return True
    return points_of(piece, answer.bound) < state.value


def _choose_cancelled(state: Climb) -> Mask | None:
    """Ask HiGHS: keep `former`, then cancel the lowest sum of lots. None: look again."""
    piece = whole_piece(state, state.anchor, state.gap, state.graph)
    task = state.task
    kept = _as_good(state, piece)
    cost = np.zeros(len(piece.cost))
    start = len(piece.arcs)
    for column, session in enumerate(piece.doubtful.tolist()):
        number = session_number(task.seed, task.problem.sessions[session].id)
        cost[start + column] = number * LOTTERY_SCALE
    answer = best_of(kept, cost)
    flow = piece.flow(answer.values)
    if look(state, flow):
        return None
    return state.network.load(flow) > 0


def _as_good(state: Climb, piece: Piece) -> Program:
    """Only what is worth as much as the best, and keeps as much of `former` as any of that."""
    answer = known(piece.program, piece.cost, state.value - piece.constant)
    kept = keep_best(piece.program, piece.cost, answer)
    if state.task.problem.had:
        cost = values_of(piece, former(state.network))
        kept = keep_best(kept, cost, best_of(kept, cost))
    return kept


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
    network, problem = state.network, state.task.problem
    if best.value == state.reached:
        face = same_worth(best)
        if problem.had:
            face = same_worth(best_circulation(face.with_(gain=former(network))))
        flow, shortened = best_by_lot(face.with_(gain=lots(network, state.task.seed, face)))
        state.task.drew(shortened)
        found = judge(network, flow)
        if found.feasible and found.points == state.reached:
            return flow
    return _drawn_by_program(state, best)


def _drawn_by_program(state: Climb, best: Circulation) -> Numbers:
    """The same by HiGHS, where rules outside the network have a say."""
    anchor = Anchor(best, np.zeros(best.graph.nodes, dtype=bool), best.value)
    undecided = replace(state, doubtful=np.zeros_like(state.doubtful))
    while True:
        piece = whole_piece(undecided, anchor, best.value - state.value, best.graph)
        kept = _as_good(state, piece)
        numbers = lots(state.network, state.task.seed, piece.graph)
        answer = best_of(kept, values_of(piece, numbers) * LOTTERY_SCALE)
        flow = piece.flow(answer.values)
        if not look(undecided, flow):
            return flow
