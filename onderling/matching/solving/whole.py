"""Everything that may still be better in one program, and ever less of it."""

from onderling.matching.network.graph import Graph
from onderling.matching.program.highs import (
    Answer,
    Infeasible,
    finished,
    is_whole,
    near,
    within,
)
from onderling.matching.solving.groups import whole_groups
from onderling.matching.solving.outlook import EVERYTHING, Climb, narrowed, points_of, sharpened
from onderling.matching.solving.piece import Piece
from onderling.matching.solving.so_far import look

GUESS = 20  # points that the optimum may lie under the linear one, to begin with
CLOSE = 4  # points: so near to the linear optimum most answers lie
TURNS = 6  # linear programs in a row that may forbid parts of groups
WIDER = 4  # how many times further down to look when nothing is there


def all_at_once(state: Climb, gap: int) -> None:
    """Find the optimum in one program, starting `gap` points under the anchor's bound."""
    state.parts += whole_groups(state.network, state.rooms, state.first.flow.astype(float), {})
    while not state.proved:
        graph = narrowed(state, state.anchor, gap, state.graph)
        try:
            _best_of(state, graph, state.anchor.bound - gap)
        except Infeasible:
            if graph.same_limits(state.graph):
                raise
            gap *= WIDER
        else:
            gap = state.gap


def _best_of(state: Climb, graph: Graph, floor: int) -> None:
    """Find the best outcome in a graph that holds all those worth `floor` or more.

    Raises Infeasible when there is none at all.
    """
    guess = GUESS
    while not _found(state, graph, floor, guess):
        guess *= WIDER


def _found(state: Climb, graph: Graph, lowest: int, guess: int) -> bool:
    """Look no more than `guess` points under the linear optimum; False: it lies lower.

    What lies lower is fixed by reduced costs, so that every next program is smaller.
    """
    floor, turns, last = lowest, TURNS, EVERYTHING
    while True:
        state.task.check_time()
        try:
            piece, relaxed, parts = sharpened(state, graph)
            top = points_of(piece, relaxed.value)
            state.bound = min(state.bound, max(top, floor - 1))
            turns -= 1
            again, last = parts and turns > 0 and top < last, top
            under = guess * max(1, turns - TURNS + 4) if again else guess
            floor = max(floor, top - under, _reached(state, piece, relaxed, near_too=not again))
            graph = piece.narrowed(within(piece.program, relaxed, floor - piece.constant))
            if again:
                continue
            answer = _best(piece, relaxed, floor, top)
        except Infeasible:
            if floor == lowest:
                raise
            return False
        if look(state, piece.flow(answer.values)):
            state.ask_all()
            continue  # something new was hurt: ask all there is
        best = points_of(piece, answer.bound)
        state.bound = min(state.bound, max(best, floor - 1))
        if state.proved and state.value >= floor:
            good = within(piece.program, relaxed, state.value - piece.constant)
            state.face = piece.narrowed(good)
        return state.proved or floor == lowest


def _best(piece: Piece, relaxed: Answer, floor: int, top: int) -> Answer:
    """The best whole values worth `floor` or more: looked for close to the top first."""
    for aim in sorted({max(floor, top - CLOSE), floor}, reverse=True):
        smaller = within(piece.program, relaxed, aim - piece.constant)
        try:
            answer = finished(smaller, piece.cost, relaxed)
        except Infeasible:
            if aim == floor:
                raise
        else:
            if aim == floor or points_of(piece, answer.value) >= aim:
                return answer
    raise Infeasible


def _reached(state: Climb, piece: Piece, relaxed: Answer, *, near_too: bool) -> int:
    """Points that can surely be reached, in this piece or by the best so far."""
    known = -EVERYTHING if state.reached is None else state.reached
    if near_too and not is_whole(relaxed.values, piece.program.whole):
        nearby = near(piece.program, piece.cost, relaxed)
        if nearby is not None:
            return max(known, points_of(piece, nearby.value))
    return known
