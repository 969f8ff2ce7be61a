"""A first outcome within a few flows, for who has to stop early: valid, not the best.

From the best flow take what hurts a rule; a session that is too thin must get its people when
it has half of them, and else is shut; then fill what is left again. After the first time
sessions are only shut and seats only forbidden, so it ends: an empty flow hurts nothing,
unless locks ask for something.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onderling.matching.flows.flow import NoFlow, best_flow
from onderling.matching.network.graph import Mask, Network, Numbers
from onderling.matching.network.loose import Loose
from onderling.matching.problem import Pair
from onderling.matching.solving.judge import Judgement, judge

TRIES = 12  # flows; two or three are enough as a rule
PATIENCE = 6  # flows that may give other seats instead; from then on seats only go


def early(network: Network, flow: Numbers) -> tuple[Numbers, int] | None:
    """An outcome near this flow and its points, the offset left out; None: not found soon."""
    forbidden = np.zeros(network.seat_count, dtype=bool)
    shut, opened = network.hopeless.copy(), network.standing.copy()
    for turn in range(TRIES):
        found = judge(network, flow)
        if found.feasible:
            return flow, found.points
        if turn == 0:
            opened |= found.thin & _half_full(network, flow) & ~shut
        shut |= found.thin & ~opened
        gone = _too_many(network, found, flow)
        forbidden[gone] = True
        moving = found.thin[network.session]
        moving[gone] = True
        if turn >= PATIENCE:
            forbidden |= flow[: network.seat_count] == 0
        try:
            flow = _filled(network, flow, Fates(opened, shut, forbidden), moving)
        except NoFlow:
            if (opened == network.standing).all():
                return None
            shut |= opened & ~network.standing  # too many had to get people at once
            opened = network.standing.copy()
    return None


def _half_full(network: Network, flow: Numbers) -> Mask:
    """Per session whether it has at least half of the people it needs."""
    fewest = np.array([session.fewest for session in network.problem.sessions])
    half: Mask = 2 * network.load(flow) >= fewest
    return half


@dataclass(frozen=True)
class Fates:
    """Sessions that must get their people, those shut, and seats that nobody may have."""

    opened: Mask
    shut: Mask
    forbidden: Mask


def _filled(network: Network, flow: Numbers, fates: Fates, moving: Mask) -> Numbers:
    """Give other seats to who may have one of `moving`; all others keep theirs.

    When that cannot be, to everybody.
    """
    graph = network.with_fates(fates.opened, fates.shut)
    graph.high[: network.seat_count][fates.forbidden] = 0
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
