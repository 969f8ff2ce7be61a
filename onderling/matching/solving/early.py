"""A first outcome within a few flows, for who has to stop early: valid, not the best.

From the best flow take what hurts a rule, and shut the sessions that are too thin; then fill
what is left again. What is forbidden only grows, so it ends: an empty flow hurts nothing,
unless locks ask for something.
"""

from collections.abc import Iterator

import numpy as np

from onderling.matching.flows.flow import NoFlow, best_flow
from onderling.matching.network.graph import Network, Numbers
from onderling.matching.network.loose import Loose
from onderling.matching.problem import Pair
from onderling.matching.solving.judge import Judgement, judge

TRIES = 12  # flows; two or three are enough as a rule
PATIENCE = 6  # flows that may give other seats instead; from then on seats only go


def early(network: Network, flow: Numbers) -> tuple[Numbers, int] | None:
    """An outcome near this flow and its points, the offset left out; None: not found soon."""
    forbidden = np.zeros(network.seat_count, dtype=bool)
    shut = network.hopeless.copy()
    for turn in range(TRIES):
        found = judge(network, flow)
        if found.feasible:
            return flow, found.points
        shut |= found.thin & ~network.standing
        forbidden[_too_many(network, found, flow)] = True
        if turn >= PATIENCE:
            forbidden |= flow[: network.seat_count] == 0
        graph = network.with_fates(network.standing, shut)
        graph.high[: network.seat_count][forbidden] = 0
        try:
            flow = best_flow(graph)
        except NoFlow:
            return None
    return None


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
