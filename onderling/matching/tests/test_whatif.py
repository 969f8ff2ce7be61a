"""What a seat more would change is what a new run gives, and it is never worse. X-24."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.reading import read_rows
from onderling.matching.result import Result
from onderling.matching.rules import Seating, objective, seat_worth
from onderling.matching.solved import Reporter
from onderling.matching.solving.task import Task
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.random_problems import seeded, tiny_problem
from onderling.matching.whatif import bottlenecks, counterfactuals

Raw = dict[str, Any]


def points(problem: Problem) -> int:
    seats = solve_here(Task(problem, problem.seed, None, Reporter())).seats
    return objective(Seating(problem, seats))


def wider(problem: Problem, session: str, more: int) -> Problem:
    return dataclasses.replace(
        problem,
        sessions=tuple(
            dataclasses.replace(row, maximum=row.maximum + more)
            if row.id == session and row.maximum is not None
            else row
            for row in problem.sessions
        ),
    )


def fair(people: int, sessions: int) -> Raw:
    """A day in three rounds; places for four in five, a minimum that some do not reach."""
    dice = seeded(people)
    weights = [1 / (place + 3) for place in range(sessions)]
    room = people * 8 // (5 * sessions)
    return {
        "seed": "fair",
        "objective": {"without": "guarantee"},
        "sessions": [
            {
                "id": f"s{n}",
                "start": f"2026-11-10T1{n % 3}:00",
                "end": f"2026-11-10T1{n % 3}:50",
                "minimum": 3,
                "maximum": max(3, dice.randint(room // 2, 3 * room // 2)),
            }
            for n in range(sessions)
        ],
        "people": [
            {
                "id": f"p{n}",
                "most": dice.randint(1, 3),
                "wishes": [
                    [f"s{m}", rank + 1]
                    for rank, m in enumerate(
                        dict.fromkeys(dice.choices(range(sessions), weights, k=6))
                    )
                ],
            }
            for n in range(people)
        ],
    }


def test_counterfactuals_of_200_people_equal_a_new_run(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """Points, who gains and who loses; bin/bench matching does the same for 3,000 people."""
    asked = problem(fair(200, 20))
    result = answer(asked)
    told = counterfactuals(asked, result, 2, number=2)
    assert [row.session for row in told] == bottlenecks(result, 2)
    for row in told:
        again = wider(asked, row.session, 2)
        assert row.points == points(again) - (result.objective or 0) > 0
        fresh = dataclasses.replace(again, former=tuple(result.places))
        seats = solve_here(Task(fresh, result.seed, None, Reporter())).seats
        gains = {
            person.id: worth(asked, person.id, seats) - worth(asked, person.id, result.places)
            for person in asked.people
        }
        assert set(row.winners) == {person for person, gain in gains.items() if gain > 0}
        assert set(row.losers) == {person for person, gain in gains.items() if gain < 0}
        assert row.winners


def worth(problem: Problem, person: str, seats: frozenset[tuple[str, str]]) -> int:
    return sum(seat_worth(problem, person, session) for one, session in seats if one == person)


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_a_seat_more_never_lowers_the_points(start: int) -> None:
    """Without pairs that must stay together: room for a large group can oblige its friend."""
    for number in range(start, start + 20):
        raw = tiny_problem(number)
        raw.pop("together", None)
        asked = read_rows(raw).problem
        if asked is None:
            continue
        try:
            now = points(asked)
        except Infeasible:
            continue
        for session in asked.sessions:
            if session.maximum is not None:
                assert points(wider(asked, session.id, 1)) >= now, (number, session.id)
