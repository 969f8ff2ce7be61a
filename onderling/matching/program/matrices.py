"""A model of named rows as the sparse matrices of a program."""

import numpy as np

from onderling.matching.later import sparse
from onderling.matching.program.highs import Program, Vector
from onderling.matching.program.model import Model


def program(model: Model, deadline: float | None = None) -> Program:
    """Turn the rows of a model into sparse matrices."""
    equal = [(terms, low) for terms, low, high in model.rows if low == high]
    at_most = [
        row
        for terms, low, high in model.rows
        if low != high
        for row in _one_sided(terms, low, high)
    ]
    width = len(model.cost)
    return Program(
        *_matrix(equal, width),
        *_matrix(at_most, width),
        low=np.array(model.low),
        high=np.array(model.high),
        whole=np.array(model.whole, dtype=float),
        deadline=deadline,
    )


def _one_sided(
    terms: list[tuple[int, int]], low: float, high: float
) -> list[tuple[list[tuple[int, int]], float]]:
    rows = []
    if high != float("inf"):
        rows.append((terms, high))
    if low != float("-inf"):
        rows.append(([(-coefficient, column) for coefficient, column in terms], -low))
    return rows


def _matrix(
    rows: list[tuple[list[tuple[int, int]], float]], width: int
) -> tuple["sparse.csr_array", Vector]:
    ends = np.cumsum([0, *(len(terms) for terms, _ in rows)])
    data = np.array([c for terms, _ in rows for c, _ in terms], dtype=float)
    columns = np.array([c for terms, _ in rows for _, c in terms], dtype=int)
    matrix = sparse.csr_array((data, columns, ends), shape=(len(rows), width))
    return matrix, np.array([limit for _, limit in rows], dtype=float)
