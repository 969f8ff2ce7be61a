"""Without ortools: minimum-cost flow in pure Python, for small networks only.

The network simplex method (Király and Kovács, Efficient implementations of minimum-cost flow
algorithms, 2012) as in networkx. Whole numbers of any length, so exact and never too large;
slow, so it refuses what would take minutes.
"""

import numpy as np

from onderling.matching.flows.supply import NoFlow, Supply
from onderling.matching.later import NoSolver, networkx
from onderling.matching.network.graph import Numbers

ENGINE = "network simplex in networkx"
WARNING = (
    "Er is gerekend met networkx, omdat ortools hier niet werkt. De uitkomst is even goed,"
    " maar het duurt langer en grote opgaven gaan niet."
)
MOST_ARCS = 30_000  # four seconds for each flow; about 3,000 people with several wishes
TOO_MANY = (
    "Deze opgave is te groot om zonder ortools te verdelen. Installeer het met:"
    " python -m pip install ortools."
)


def cheapest(asked: Supply) -> Numbers:
    """The cheapest flow, per arc. Raises NoFlow, or NoSolver when there are too many arcs."""
    if len(asked.tail) > MOST_ARCS:
        raise NoSolver(TOO_MANY)
    graph = networkx.MultiDiGraph()
    for node, supply in enumerate(asked.supply.tolist()):
        graph.add_node(node, demand=-supply)
    rows = (asked.tail.tolist(), asked.head.tolist(), asked.room.tolist(), asked.cost.tolist())
    for arc, (tail, head, room, cost) in enumerate(zip(*rows, strict=True)):
        graph.add_edge(tail, head, key=arc, capacity=room, weight=cost)
    try:
        _, found = networkx.network_simplex(graph)
    except networkx.NetworkXUnfeasible:
        raise NoFlow from None
    flow = np.zeros(len(asked.tail), dtype=np.int64)
    for heads in found.values():
        for arcs in heads.values():
            for arc, units in arcs.items():
                flow[arc] = units
    return flow
