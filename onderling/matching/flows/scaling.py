"""The only door to ortools: minimum-cost flow by cost scaling.

Goldberg, An efficient implementation of a scaling minimum-cost flow algorithm (Journal of
Algorithms, 1997), as in ortools' SimpleMinCostFlow. Whole numbers, so exact.
"""

from importlib import metadata

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from onderling.matching.flows.supply import NoFlow, Supply, TooLarge
from onderling.matching.network.graph import Numbers

ENGINE = f"SimpleMinCostFlow in ortools {metadata.version('ortools')}"
WARNING = ""  # nothing to say: this is the solver that we mean to have


def cheapest(asked: Supply) -> Numbers:
    """The cheapest flow, per arc. Raises NoFlow or TooLarge."""
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        asked.tail, asked.head, asked.room, asked.cost
    )
    solver.set_nodes_supplies(np.arange(len(asked.supply), dtype=np.int32), asked.supply)
    status = solver.solve()
    if status == solver.BAD_COST_RANGE:
        raise TooLarge
    if status != solver.OPTIMAL:
        raise NoFlow
    flow: Numbers = solver.flows(arcs)
    return flow
