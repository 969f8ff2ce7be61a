"""Whoever stops early has an outcome that keeps to every rule. Acceptance 5."""

from onderling.matching.network import Impossible, network
from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.reading import read_rows
from onderling.matching.rules import Seating, objective, violations
from onderling.matching.solved import Reporter, Solved
from onderling.matching.solving.early import early
from onderling.matching.solving.ladder import climb, first_flow
from onderling.matching.solving.task import Task
from onderling.matching.tests.random_problems import tiny_problem


def test_an_early_outcome_breaks_no_rule_and_has_the_points_that_it_says() -> None:
    found = 0
    for number in range(150):
        problem = read_rows(tiny_problem(number)).problem
        if problem is None:
            continue
        try:
            wired = network(problem)
            first = first_flow(wired)
        except (Infeasible, Impossible):
            continue
        outcome = early(wired, first.flow)
        if outcome is None:
            continue
        found += 1
        flow, points = outcome
        seating = Seating(problem, wired.taken(flow))
        assert violations(seating) == []
        assert objective(seating) == points + wired.offset
    assert found > 60


def test_a_study_day_has_an_outcome_before_the_search_and_each_next_is_better(
    day: Problem,
) -> None:
    found: list[Solved] = []
    climb(Task(day, day.seed, None, Reporter(found=found.append)), network(day))
    points = [objective(Seating(day, solved.seats)) for solved in found]
    assert violations(Seating(day, found[0].seats)) == []
    assert len(points) > 1
    assert points == sorted(set(points))
    assert all(solved.bound >= points[-1] for solved in found)
