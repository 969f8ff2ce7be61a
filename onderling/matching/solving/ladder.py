"""The ladder: a flow, then doubt about sessions one by one, then what no flow can say.

Price, choose, check. A flow gives prices. At those prices a small program (piece.py) chooses
which doubtful sessions are open; that is a bound. With that choice a second flow fills the
sessions for real. When the two meet, nothing better exists. When they do not, everything
that could still make up the difference goes into one piece for HiGHS.
"""

import numpy as np

from onderling.matching.flows.flow import Circulation, NoFlow, best_circulation
from onderling.matching.network.graph import Graph, Mask, Network
from onderling.matching.program.highs import Infeasible, maximise
from onderling.matching.solving.early import early
from onderling.matching.solving.outlook import (
    EVERYTHING,
    Anchor,
    Climb,
    doubtful_piece,
    piece_nodes,
    points_of,
)
from onderling.matching.solving.so_far import hand_over, look
from onderling.matching.solving.task import Task
from onderling.matching.solving.whole import all_at_once

FIRST_GUESS = 15  # points that the optimum may lie under the bound, to begin with
SMALL = 20_000  # arcs that may vary: so few go into one program at once, with every rule
FEW = 60  # sessions that may all be in doubt at once
STEPS = 8  # times to price and choose before everything goes into one piece


def climb(task: Task, network: Network) -> Climb:
    """Find the optimum, or the best there is time for. Raises Infeasible or OutOfTime."""
    best = first_flow(network)
    nowhere = np.zeros(network.graph.nodes, dtype=bool)
    anchor = Anchor(best, nowhere, best.value)
    no_doubt = np.zeros(len(network.exit), dtype=bool)
    state = Climb(task, network, best, anchor, no_doubt, best.value)
    news = look(state, best.flow)
    if state.reached is None:
        _tell_early(state, best)
    if state.active and (is_small(state.graph) or _everywhere(state)):
        ask_everything(state)
        news = False
    for step in range(STEPS):
        stuck = state.active and step > 0  # a flow cannot keep these rules, whatever the prices
        if state.proved or not news or stuck:
            break
        task.check_time()
        best, news = _choose(state, best)
    if not state.proved:
        task.reporter.progress(45, "Zoekt de beste verdeling")
        all_at_once(state, _first_gap(state))
    return state


def first_flow(network: Network) -> Circulation:
    """The best flow with minimums asked only where somebody is locked: a bound."""
    if (network.standing & network.hopeless).any():
        raise Infeasible
    try:
        return best_circulation(network.with_fates(network.standing, network.hopeless))
    except NoFlow:
        raise Infeasible from None


def _tell_early(
    state: Climb, best: Circulation, chosen: tuple[Mask, Mask] | None = None
) -> None:
    """Hand over a first outcome, for who stops us now. What follows does not build on it."""
    found = early(state.network, best.flow, chosen)
    if found is not None and (state.told is None or found[1] > state.told):
        flow, state.told = found
        hand_over(state, flow)


def is_small(graph: Graph) -> bool:
    """Say whether all that may vary fits in one program that HiGHS solves at once."""
    return int((graph.low < graph.high).sum()) < SMALL


def _everywhere(state: Climb) -> bool:
    """Say whether what is in doubt concerns so many people that a piece of it is all."""
    network = state.network
    people = network.person_at[piece_nodes(state)]
    return 2 * len(np.unique(people[people >= 0])) > len(network.problem.people)


def ask_everything(state: Climb) -> None:
    """Ask every loose rule; let every session that needs people be in doubt if they are few.

    Rules asked one by one, as they are hurt, cost a solve each. Sessions in doubt that need
    not be make the linear program weaker, so with many only those seen too thin are.
    """
    network = state.network
    unsure = network.asking & ~network.standing & ~network.hopeless
    if unsure.sum() <= FEW:
        state.doubtful = unsure
    state.ask_all()


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
    opened = piece.opened(answer.values)
    if state.reached is None and not is_small(state.graph):  # a whole flow takes far longer
        _tell_early(state, best, (opened, state.doubtful & ~opened))
    try:
        filled = best_circulation(state.fates(opened))
    except NoFlow:
        return best, False
    state.filled = filled
    news = look(state, filled.flow)
    return filled, news or old != (state.bound, state.reached)


def _first_gap(state: Climb) -> int:
    """How far under the bound to look to begin with; when it is small, everywhere."""
    if state.reached is not None:
        return state.gap
    return EVERYTHING if is_small(state.graph) or _everywhere(state) else FIRST_GUESS
