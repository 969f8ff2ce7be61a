"""A first outcome within a few flows, for who has to stop early: valid, not the best.

From the best flow take what hurts a rule; a session that is too thin must get its people when
it has half of them, and else is shut; one that lacks some knowledge asks for somebody who has
it, a few times; then fill what is left again. After that sessions are only shut and seats only
forbidden, so it ends: an empty flow hurts nothing, unless locks ask for something.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onderling.matching.flows.flow import NoFlow, best_flow
from onderling.matching.network.graph import Mask, Network, Numbers
from onderling.matching.network.loose import Loose
from onderling.matching.problem import Pair
from onderling.matching.program.highs import Vector
from onderling.matching.solving.judge import Judgement, judge

TRIES = 12  # flows; two or three are enough as a rule
PATIENCE = 6  # flows that may give other seats instead; from then on seats only go
CALLS = 3  # flows in which a session may ask for who has the knowledge it lacks


def early(
    network: Network, flow: Numbers, chosen: tuple[Mask, Mask] | None = None
) -> tuple[Numbers, int] | None:
    """An outcome near this flow and its points, the offset left out; None: not found soon.

    `chosen`: the sessions that must get their people and those that are shut, where that is
    known already.
    """
    forbidden = np.zeros(network.seat_count, dtype=bool)
    called = np.zeros(network.seat_count, dtype=bool)
    shut, opened = network.hopeless.copy(), network.standing.copy()
    if chosen is not None:
        opened, shut = opened | chosen[0], shut | chosen[1]
    moved = opened | shut
    for turn in range(TRIES):
        found = judge(network, flow)
        if found.feasible:
            return flow, found.points
        lacking = _lacking(network, found)
        if turn < CALLS:
            helped = _call(network, found, flow, called)
        else:
            called[:], helped = False, np.zeros_like(lacking)
        opened &= ~lacking | helped | network.standing
        if turn == 0 and chosen is None:
            opened |= found.thin & ~lacking & (_share(network, flow) >= 0.5) & ~shut
        shut |= found.thin & ~opened & ~helped
        called &= ~shut[network.session]
        gone = _too_many(network, found, flow)
        forbidden[gone] = True
        moving = (found.thin | moved)[network.session] | called
        moving[gone] = True
        if turn >= PATIENCE:
            forbidden |= flow[: network.seat_count] == 0
        fates = Fates(opened, shut, forbidden, called & ~forbidden)
        try:
            flow = _filled(network, flow, fates, moving)
        except NoFlow:
            extra = opened & ~network.standing
            if not extra.any() and not called.any():
                return None
            if not extra.any():
                called[:] = False
                continue
            share = _share(network, flow)  # too many had to get people at once
            weak = extra & (share <= np.median(share[extra]))
            shut, opened = shut | weak, opened & ~weak
    return None


def _lacking(network: Network, found: Judgement) -> Mask:
    """The sessions that have people, yet not the knowledge or the mix that they need."""
    lacking = np.zeros(len(network.exit), dtype=bool)
    for rule in found.hurt:
        if rule.while_open is not None:
            lacking[network.session_number[rule.while_open]] = True
    return lacking


def _call(network: Network, found: Judgement, flow: Numbers, called: Mask) -> Mask:
    """Note in `called` who must come where one person is lacking; the sessions that may hope.

    Whoever loses least by it, and was not called before.
    """
    gain, seats = network.graph.gain, network.seat_count
    now = np.zeros(len(network.problem.people), dtype=np.int64)
    sits = np.flatnonzero(flow[:seats])
    now[network.person[sits]] = gain[sits]
    busy = np.zeros(len(now), dtype=bool)
    busy[network.person[called]] = True
    helped = np.zeros(len(network.exit), dtype=bool)
    for rule in found.hurt:
        if rule.while_open is None:
            continue
        able = [network.seat_number[seat] for seat in rule.seats if seat in network.seat_number]
        free = np.array([seat for seat in able if not busy[network.person[seat]]], dtype=int)
        if not len(free):
            continue
        best = free[np.argmax(gain[free] - now[network.person[free]])]
        called[best] = busy[network.person[best]] = True
        helped[network.session_number[rule.while_open]] = True
    return helped


def _share(network: Network, flow: Numbers) -> Vector:
    """Per session the part it has of the people it needs."""
    fewest = np.array([max(session.fewest, 1) for session in network.problem.sessions])
    share: Vector = network.load(flow) / fewest
    return share


@dataclass(frozen=True)
class Fates:
    """Sessions that must get their people, those shut; seats nobody may have, or one must."""

    opened: Mask
    shut: Mask
    forbidden: Mask
    called: Mask


def _filled(network: Network, flow: Numbers, fates: Fates, moving: Mask) -> Numbers:
    """Give other seats to who may have one of `moving`; all others keep theirs.

    When that cannot be, to everybody; but only where no session must be filled.
    """
    graph = network.with_fates(fates.opened, fates.shut)
    graph.high[: network.seat_count][fates.forbidden] = 0
    graph.low[: network.seat_count][fates.called] = 1
    moves = np.zeros(len(network.problem.people) + 1, dtype=bool)
    moves[network.person[moving]] = True
    moves[-1] = True  # arcs of nobody in particular
    owner = network.person_at[graph.head]
    owner[: network.seat_count] = network.person
    kept = np.where(moves[owner], 0, flow)
    still = np.where(moves[owner], graph.high, flow)
    try:
        return best_flow(graph.with_(low=np.maximum(graph.low, kept), high=still))
    except NoFlow:
        if (fates.opened & ~network.standing).any():
            raise
        return best_flow(graph)


def _too_many(network: Network, found: Judgement, flow: Numbers) -> list[int]:
    """Per hard rule that is hurt, the seats worth least that must go for it to hold."""
    taken = network.taken(flow)
    idle = network.idle(network.load(flow) > 0)
    gone: list[int] = []
    for rule in found.hurt:
        if not rule.loss and rule.while_open is None:
            for seat in _least_worth(network, rule, taken, idle):
                gone.append(network.seat_number[seat])
    return gone


def _least_worth(
    network: Network, rule: Loose, taken: frozenset[Pair], idle: frozenset[str]
) -> Iterator[Pair]:
    gain = network.graph.gain
    for terms, limit in rule.rows:
        excess = -limit
        free: list[tuple[int, int, Pair]] = []
        for coefficient, key in terms:
            if isinstance(key, str):
                excess += coefficient * (key not in idle)
            elif key in taken:
                excess += coefficient
                if coefficient > 0 and key in network.seat_number:
                    free.append((int(gain[network.seat_number[key]]), coefficient, key))
        for _, coefficient, seat in sorted(free):
            if excess <= 0:
                break
            excess -= coefficient
            yield seat
