"""Whoever stops early has an outcome that keeps to every rule. Acceptance 5."""

import numpy as np

from onderling.matching.network import Impossible, network
from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.reading import read_rows
from onderling.matching.rules import Seating, objective, violations
from onderling.matching.solved import Reporter, Solved
from onderling.matching.solving.early import early
from onderling.matching.solving.judge import judge
from onderling.matching.solving.ladder import climb, first_flow
from onderling.matching.solving.so_far import NO_LOTS
from onderling.matching.solving.task import Task
from onderling.matching.tests.random_problems import tiny_problem
from onderling.matching.tests.test_ladder import workshops
from onderling.matching.tests.test_solve import crowd


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


def test_an_early_outcome_shuts_and_fills_the_sessions_that_were_chosen() -> None:
    tried = 0
    for seed in range(8):
        problem = read_rows(workshops(seed, 30, 25)).problem
        assert problem is not None
        wired = network(problem)
        flow = first_flow(wired).flow
        thin = np.flatnonzero(judge(wired, flow).thin)
        if len(thin) < 2:
            continue
        tried += 1
        shut, opened = np.zeros((2, len(wired.exit)), dtype=bool)
        shut[thin[0]], opened[thin[1]] = True, True
        outcome = early(wired, flow, (opened, shut))
        assert outcome is not None
        assert wired.load(outcome[0])[thin[0]] == 0
        assert violations(Seating(problem, wired.taken(outcome[0]))) == []
    assert tried


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


def test_what_is_handed_over_before_the_lots_are_drawn_is_never_called_optimal() -> None:
    """Its points may be the most; `verify` would look for the one outcome of this seed."""
    day = read_rows(crowd(1, 200, 40)).problem
    assert day is not None
    found: list[Solved] = []
    state = climb(Task(day, day.seed, None, Reporter(found=found.append)), network(day))
    assert state.proved
    assert found
    assert not any(solved.proved for solved in found)
    assert found[-1].notes == (NO_LOTS,)


def test_a_session_that_lacks_knowledge_asks_for_who_has_it_before_it_is_shut() -> None:
    wishes = {"an": "ab", "bo": "ab", "cas": "ba", "dia": "ba", "ed": "ba"}
    has = {"cas": ["data", "recht"], "dia": ["recht", "zorg"], "ed": ["data", "zorg"]}
    people = [
        {
            "id": name,
            "wishes": [[order[0], 1], [order[1], 2]],
            "has": has.get(name, []),
        }
        for name, order in wishes.items()
    ]
    team = {"id": "a", "minimum": 2, "maximum": 2, "needs": ["data", "recht", "zorg"]}
    problem = read_rows(
        {
            "version": 1,
            "sessions": [team, {"id": "b", "maximum": 5}],
            "people": people,
        }
    ).problem
    assert problem is not None
    wired = network(problem)
    flow = first_flow(wired).flow
    assert {("an", "a"), ("bo", "a")} <= wired.taken(flow)
    outcome = early(wired, flow)
    assert outcome is not None
    seating = Seating(problem, wired.taken(outcome[0]))
    assert violations(seating) == []
    assert len(seating.people_in("a")) == 2
