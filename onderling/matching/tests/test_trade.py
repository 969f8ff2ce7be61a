"""What a place would have cost others is true: seat somebody there and solve again. X-24."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.problem import Lock, Problem
from onderling.matching.proving.verify import verify
from onderling.matching.result import Reason, Result
from onderling.matching.rules import Seating, in_the_way, objective, person_points
from onderling.matching.solved import Reporter
from onderling.matching.solving.task import Task
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.random_problems import seeded

Raw = dict[str, Any]


def market(number: int, people: int = 40) -> Raw:
    """Eight sessions in two slots and two without a time; places for two in three."""
    dice = seeded(number)
    hours = [{"start": f"2026-11-10T1{n}:00", "end": f"2026-11-10T1{n}:50"} for n in range(2)]
    return {
        "seed": f"market {number}",
        "objective": {"first_seat": 30},
        "sessions": [
            {"id": f"s{n}", "maximum": dice.randint(3, 8), **(hours[n % 2] if n < 6 else {})}
            for n in range(8)
        ],
        "people": [
            {
                "id": f"p{n}",
                "most": dice.randint(1, 3),
                "wishes": [[f"s{m}", r + 1] for r, m in enumerate(dice.sample(range(8), 5))],
            }
            for n in range(people)
        ],
    }


def best(problem: Problem) -> Seating:
    return Seating(problem, solve_here(Task(problem, problem.seed, None, Reporter())).seats)


def others(seating: Seating, person: str) -> int:
    return objective(seating) - person_points(seating, person)


def with_seat(problem: Problem, now: Seating, reason: Reason) -> Problem:
    """The same problem with this person in the session they missed, in exchange."""
    assert reason.session
    gone = in_the_way(now, reason.person, reason.session)
    seats = [s for s in now.sessions_of(reason.person) if s not in gone] + [reason.session]
    return dataclasses.replace(
        problem,
        people=tuple(
            dataclasses.replace(row, most=len(seats)) if row.id == reason.person else row
            for row in problem.people
        ),
        locked=tuple(Lock(reason.person, session) for session in seats),
    )


@pytest.mark.parametrize("number", range(2))
def test_a_place_would_have_cost_others_what_the_reason_says(
    number: int, problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    asked = problem(market(number))
    result = answer(asked)
    assert verify(asked, result.to_json()) == []
    now, seen, exact = Seating(asked, result.places), 0, 0
    for reason in result.reasons[::3]:
        if reason.because != "full":
            continue
        cost, gain = reason.numbers["cost"], reason.numbers["gain"]
        assert isinstance(cost, int)
        assert isinstance(gain, int)
        then = best(with_seat(asked, now, reason))
        lost = others(now, reason.person) - others(then, reason.person)
        assert lost >= cost >= gain
        seen, exact = seen + 1, exact + (lost == cost)
    assert seen > 3
    assert exact > 0


@pytest.mark.parametrize("number", range(2))
def test_a_place_fewer_costs_the_price_and_a_place_more_brings_no_more(
    number: int, problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    asked = problem(market(number))
    result = answer(asked)
    assert result.prices
    for price in result.prices:
        for places, sign in ((-1, 1), (1, -1)):
            other = dataclasses.replace(
                asked,
                sessions=tuple(
                    dataclasses.replace(row, maximum=(row.maximum or 0) + places)
                    if row.id == price.about[0]
                    else row
                    for row in asked.sessions
                ),
            )
            change = objective(best(other)) - (result.objective or 0)
            assert 0 <= change <= price.price if sign < 0 else change <= -price.price
