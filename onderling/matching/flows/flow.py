"""The best circulation, and the prices that prove it. Whole numbers, so exact.

By ortools (`scaling`); where that does not import, by networkx (`simplex`), when small.
"""

from dataclasses import dataclass, replace

import numpy as np

from onderling.matching.flows.supply import NoFlow, Supply, TooLarge
from onderling.matching.network.graph import Graph, Mask, Numbers

try:
    from onderling.matching.flows.scaling import ENGINE, WARNING, cheapest
except ImportError:
    from onderling.matching.flows.simplex import ENGINE, WARNING, cheapest

__all__ = [
    "ENGINE",
    "WARNING",
    "Circulation",
    "NoFlow",
    "TooLarge",
    "best_by_lot",
    "best_circulation",
    "best_flow",
    "potentials",
    "same_worth",
    "still_best",
    "sure",
]


@dataclass(frozen=True)
class Circulation:
    """The best flow of a graph with its proof.

    `potential`: per node the worth of a unit there. `slack` per arc: gain minus the fall in
    potential. Where it is above zero the arc is full, below zero it is at its lower limit:
    the optimality conditions of linear programming (complementary slackness; Ahuja,
    Magnanti and Orlin, Network Flows, 1993, section 9.3).
    """

    graph: Graph
    flow: Numbers
    value: int
    potential: Numbers

    @property
    def slack(self) -> Numbers:
        """Per arc what one more unit of room would earn (below zero: what use would cost)."""
        fall = self.potential[self.graph.tail] - self.potential[self.graph.head]
        slack: Numbers = self.graph.gain - fall
        return slack


def best_circulation(graph: Graph) -> Circulation:
    """The circulation that earns most. Raises NoFlow or TooLarge."""
    flow = best_flow(graph)
    value = int(graph.gain @ flow)
    return Circulation(graph, flow, value, potentials(graph, flow))


def still_best(best: Circulation, graph: Graph) -> Circulation | None:
    """The same flow in a graph with narrower limits; None when it does not keep to them.

    The prices stay: an arc that now stands at a limit may have any slack on that side.
    """
    if (best.flow < graph.low).any() or (best.flow > graph.high).any():
        return None
    return replace(best, graph=graph)


def best_flow(graph: Graph) -> Numbers:
    """Only the flow. Arcs that cannot vary are taken out first."""
    if (graph.low > graph.high).any():
        raise NoFlow
    supply = np.zeros(graph.nodes, dtype=np.int64)
    fixed = np.flatnonzero(graph.low)
    np.subtract.at(supply, graph.tail[fixed], graph.low[fixed])
    np.add.at(supply, graph.head[fixed], graph.low[fixed])
    flow = graph.low.copy()
    loose = np.flatnonzero(graph.low < graph.high)
    tail, head = graph.tail[loose], graph.head[loose]
    used = np.zeros(graph.nodes, dtype=bool)
    used[tail] = used[head] = True
    if supply[~used].any():
        raise NoFlow
    if not len(loose):
        return flow
    place = np.cumsum(used, dtype=np.int32) - np.int32(1)
    flow[loose] += cheapest(
        Supply(
            tail=place[tail],
            head=place[head],
            room=graph.high[loose] - graph.low[loose],
            cost=-graph.gain[loose],
            supply=supply[used],
        )
    )
    return flow


def best_by_lot(graph: Graph) -> tuple[Numbers, int]:
    """The flow with the highest sum of lots, and by how many bits they had to be shortened.

    Numbers of 40 bits times the nodes of a very large network pass 64 bits. Shorter numbers
    tell almost all seats apart, and the same seed still gives the same seats.
    """
    for bits in (0, 6, 12, 18, 24):
        try:
            return best_flow(graph.with_(gain=graph.gain >> bits)), bits
        except TooLarge:
            continue
    raise TooLarge


def potentials(graph: Graph, flow: Numbers) -> Numbers:
    """Per node a worth such that no arc with room earns more than the fall along it.

    The longest way to each node through the arcs with room left, backwards over arcs with
    flow to give back: Bellman and Ford, all arcs at once. It ends because the flow is the
    best there is, so no cycle earns anything.
    """
    forth, back = flow < graph.high, flow > graph.low
    tail = np.concatenate([graph.tail[forth], graph.head[back]])
    head = np.concatenate([graph.head[forth], graph.tail[back]])
    gain = np.concatenate([graph.gain[forth], -graph.gain[back]])
    order = np.argsort(head, kind="stable")
    tail, head, gain = tail[order], head[order], gain[order]
    reached = np.zeros(graph.nodes, dtype=np.int64)
    if not len(head):
        return reached
    starts = np.flatnonzero(np.concatenate([[True], head[1:] != head[:-1]]))
    nodes = head[starts]
    for _ in range(graph.nodes + 1):
        better = np.maximum.reduceat(reached[tail] + gain, starts)
        if (better <= reached[nodes]).all():
            return -reached
        reached[nodes] = np.maximum(reached[nodes], better)
    raise NoFlow  # a cycle that earns: this flow was not the best


def same_worth(best: Circulation) -> Graph:
    """The graph of all circulations that are worth as much, as limits on the arcs.

    An arc with slack must stay full, or empty; all others are free.
    """
    slack = best.slack
    return best.graph.with_(
        low=np.where(slack > 0, best.graph.high, best.graph.low),
        high=np.where(slack < 0, best.graph.low, best.graph.high),
    )


def sure(best: Circulation, loss: int) -> tuple[Mask, Mask]:
    """Arcs surely full and arcs surely at their lower limit in all within `loss` of the best.

    Reduced-cost fixing: a unit less on an arc with slack loses at least that slack.
    """
    slack = best.slack
    return slack > loss, slack < -loss
