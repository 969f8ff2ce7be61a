"""CP-SAT of OR-Tools on the whole problem, with one worker (Perron and Didier)."""

from ortools.sat.python import cp_model

from benchmarks.matching.peers.day import Day, Seats
from benchmarks.matching.peers.model import Model

LIMIT = 100.0  # seconds


def cp_sat(day: Day) -> Seats:
    """The best found when the time is up, or before that a proof."""
    model = Model(day)
    asked = cp_model.CpModel()
    columns = [asked.new_bool_var("") for _ in range(model.columns)]
    for row in model.rows():
        terms = [columns[column] for column in row.terms]
        if row.is_choice:
            asked.add_at_most_one(terms)
            continue
        total = cp_model.LinearExpr.weighted_sum(terms, list(row.terms.values()))
        asked.add_linear_constraint(total, row.lowest, row.highest)
    asked.maximize(cp_model.LinearExpr.weighted_sum(columns, model.worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = LIMIT
    if solver.solve(asked) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return set()
    wished = columns[: len(model.wishes)]
    return model.seats([bool(solver.value(column)) for column in wished])
