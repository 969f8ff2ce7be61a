"""HiGHS, through scipy, on the whole problem (Huangfu and Hall, 2018)."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from benchmarks.matching.peers.day import Day, Seats
from benchmarks.matching.peers.model import Model

LIMIT = 120.0  # seconds


def highs(day: Day) -> Seats:
    """Branch and cut; the best found when the time is up."""
    model = Model(day)
    rows = list(model.rows())
    counts = [len(row.terms) for row in rows]
    matrix = csr_array(
        (
            np.array([weight for row in rows for weight in row.terms.values()]),
            np.array([column for row in rows for column in row.terms]),
            np.concatenate([[0], np.cumsum(counts)]),
        ),
        shape=(len(rows), model.columns),
    )
    lowest = np.array([row.lowest for row in rows])
    highest = np.array([row.highest for row in rows])
    found = milp(
        -np.array(model.worth),
        constraints=LinearConstraint(matrix, lowest, highest),
        integrality=np.ones(model.columns, dtype=np.int8),
        bounds=Bounds(0, 1),
        options={"time_limit": LIMIT, "mip_rel_gap": 0},
    )
    return set() if found.x is None else model.seats(list(found.x > 0.5))
