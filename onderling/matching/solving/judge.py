"""What a flow is worth by all the rules, also those outside the network."""

from dataclasses import dataclass

import numpy as np

from onderling.matching.network.graph import Mask, Network, Numbers
from onderling.matching.network.loose import Loose


@dataclass(frozen=True)
class Judgement:
    """What a flow is worth by all rules, and which it hurts."""

    points: int
    thin: Mask  # sessions with people, but not those they need
    hurt: list[Loose]

    @property
    def feasible(self) -> bool:
        """Say whether it is an outcome: no session too small, no hard rule broken."""
        return not self.thin.any() and all(rule.loss for rule in self.hurt)


def judge(network: Network, flow: Numbers) -> Judgement:
    """Count a flow by all the rules, also those outside the network."""
    busy = network.load(flow) > 0
    about = np.maximum(network.of_session, 0)
    short = (network.of_session >= 0) & (flow < network.asked) & busy[about]
    thin = np.zeros(len(busy), dtype=bool)
    thin[about[short]] = True
    points, hurt = int(network.graph.gain @ flow), []
    taken = network.taken(flow) if network.loose else frozenset()
    idle = network.idle(busy) if network.loose else frozenset()
    for rule in network.loose:
        if rule.while_open in idle:
            continue
        points += rule.refund * sum(seat in taken for seat in rule.refunded)
        if (excess := rule.broken(taken, idle)) > 0:
            hurt.append(rule)
            points -= rule.loss * excess
            if rule.while_open is not None:
                thin[network.session_number[rule.while_open]] = True
    return Judgement(points, thin, hurt)
