"""The ladder reaches what one direct model of all rules reaches. X-20, X-22, acceptance 2."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onderling.matching.flows.flow import best_circulation, potentials
from onderling.matching.network import Impossible, network
from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.program.model import Frame, possible_seats
from onderling.matching.reading import read_rows
from onderling.matching.rules import Seating, objective, violations
from onderling.matching.solved import Reporter
from onderling.matching.solving import ladder
from onderling.matching.solving.ladder import climb
from onderling.matching.solving.stages import solve_stage
from onderling.matching.solving.task import Task
from onderling.matching.tests.random_problems import seeded, tiny_problem
from onderling.matching.tests.test_solve import crowd

Raw = dict[str, Any]


def direct(problem: Problem) -> int | None:
    """The optimum of one model with every rule and every session in doubt; None: impossible."""
    every = frozenset(session.id for session in problem.sessions)
    try:
        stage = solve_stage(_task(problem), possible_seats(problem), Frame(doubtful=every))
    except Infeasible:
        return None
    return objective(stage.seating)


def by_ladder(problem: Problem) -> int | None:
    """The optimum the ladder proves."""
    try:
        state = climb(_task(problem), network(problem))
    except (Infeasible, Impossible):
        return None
    seating = Seating(problem, state.network.taken(state.solution))
    assert violations(seating) == []
    assert objective(seating) == state.bound + state.network.offset
    return objective(seating)


def _task(problem: Problem) -> Task:
    return Task(problem, problem.seed, None, Reporter())


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**6))
@example(33651)  # a rule for enough people once kept open a session that was not in doubt
def test_any_mix_of_rules_has_the_optimum_of_the_direct_model(number: int) -> None:
    """Acceptance 2: at least 300 random small problems."""
    problem = read_rows(tiny_problem(number)).problem
    if problem is not None:
        assert by_ladder(problem) == direct(problem)


def test_so_does_a_programme_with_more_sessions_than_may_all_be_in_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ladder, "FEW", 0)
    for number in range(33640, 33680):
        problem = read_rows(tiny_problem(number)).problem
        if problem is not None:
            assert by_ladder(problem) == direct(problem), number


def workshops(number: int, people: int, sessions: int) -> Raw:
    """A programme in slots with rules that nest, so that all of it is a flow."""
    raw = crowd(number, people, sessions)
    dice = seeded(number)
    for session in raw["sessions"]:
        session["minimum"] = dice.randint(0, 5)
        if dice.random() < 0.3:
            session["at_least"] = {"paid": 1}
            session["at_most"] = {"paid": 6}
    for person in raw["people"]:
        person["group"] = dice.choice(["paid", "volunteer"])
        person["anywhere"] = dice.random() < 0.2
    raw["rules"] = {"fill_slots": dice.random() < 0.5}
    return raw


@pytest.mark.parametrize("number", range(25))
def test_a_programme_in_slots_is_a_network_and_has_the_optimum_of_the_direct_model(
    number: int,
) -> None:
    problem = read_rows(workshops(number, 20 + number, 4 + number // 3)).problem
    assert problem is not None
    assert network(problem).loose == ()
    assert by_ladder(problem) == direct(problem)


def exchange(number: int, people: int) -> Raw:
    """A day at another organisation: balance as a flow."""
    dice = seeded(number)
    hosts = "abcdef"
    return {
        "objective": {"balance": dice.choice([7, 40]), "balance_slack": dice.choice([0, 1])},
        "rules": {"other_organisation": True},
        "sessions": [
            {"id": f"{host}{n}", "organisation": host, "maximum": dice.randint(1, 3)}
            for host in hosts
            for n in range(2)
        ],
        "people": [
            {
                "id": f"p{n}",
                "organisation": dice.choice(hosts),
                "wish_organisations": [
                    [host, rank] for rank, host in enumerate(dice.sample(hosts, 3), 1)
                ],
            }
            for n in range(people)
        ],
    }


@pytest.mark.parametrize("number", range(15))
def test_balance_is_part_of_the_flow(number: int) -> None:
    """X: the first flow is the optimum, its loss of balance counted."""
    problem = read_rows(exchange(number, 8 + 2 * number)).problem
    assert problem is not None
    wired = network(problem)
    assert wired.loose == ()
    state = climb(_task(problem), wired)
    assert state.first.value == state.value
    assert by_ladder(problem) == direct(problem)


@pytest.mark.parametrize("number", range(4))
def test_potentials_prove_the_flow(number: int) -> None:
    """Primal is dual: slack times limits adds up to the value, to the point."""
    problem = read_rows(workshops(number, 60, 12)).problem
    assert problem is not None
    best = best_circulation(network(problem).graph)
    slack, graph = best.slack, best.graph
    dual = int((slack.clip(min=0) * graph.high + slack.clip(max=0) * graph.low).sum())
    assert dual == best.value
    assert (potentials(graph, best.flow) == best.potential).all()
