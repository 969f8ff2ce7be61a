"""A short list earns no protection (`next_wish`): who filled in everything goes first. X-21."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onderling.matching.finish import beforehand, finish
from onderling.matching.problem import Person, Problem
from onderling.matching.proving.verify import verify
from onderling.matching.reading import read_rows
from onderling.matching.result import Result
from onderling.matching.solved import Reporter
from onderling.matching.solving.task import Task
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.random_problems import seeded

Raw = dict[str, Any]
WHOLE = 6  # wishes the form has room for


def scarce(number: int, order: str = "joint", **rules: Any) -> Problem:
    """Thirty people, nineteen places at most; half of the people list less than they could."""
    dice = seeded(number)
    ids = [f"s{n}" for n in range(8)]
    people = []
    for n in range(30):
        length = dice.choice([WHOLE, WHOLE, 1, 2, 4])
        row: Raw = {"id": f"p{n}", "group": dice.choice(["paid", "volunteer"])}
        row["organisation"] = dice.choice("oqr")
        row["wishes"] = [[s, r + 1] for r, s in enumerate(dice.sample(ids, length))]
        people.append(row)
    raw = {
        "seed": f"scarce {number}",
        "objective": {"without": "next_wish", "order": order},
        "sessions": [{"id": s, "maximum": dice.randint(1, 3), **rules} for s in ids],
        "people": people,
    }
    problem = read_rows(raw).problem
    assert problem is not None
    return problem


def solved(problem: Problem) -> Result:
    found = solve_here(Task(problem, problem.seed, None, Reporter()))
    return finish(beforehand(problem), found, seed=problem.seed, began=0.0)


def overtaken(problem: Problem, result: Result) -> Iterator[tuple[Person, str]]:
    """Who listed everything and has nothing, and a session where an equal short list sits."""
    sits = {seat.session: [] for seat in result.seats}  # type: dict[str, list[Person]]
    for seat in result.seats:
        sits[seat.session].append(problem.person[seat.person])
    for person in problem.people:
        if person.id not in result.without or len(person.wishes) < WHOLE:
            continue
        for session, rank in person.wishes:
            for other in sits.get(session, []):
                if len(other.wishes) < WHOLE and (session, rank) in other.wishes:
                    yield person, session


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["joint", "rounds"]))
def test_nobody_with_a_whole_list_is_left_out_for_an_equal_short_one(
    number: int, order: str
) -> None:
    problem = scarce(number, order)
    result = solved(problem)
    assert list(overtaken(problem, result)) == []
    assert result.without


@pytest.mark.parametrize("number", range(12))
def test_where_a_rule_forces_it_the_reason_names_the_rule(number: int) -> None:
    """A mix can ask for the short list: then the one who missed it hears which rule."""
    problem = scarce(number, at_most={"paid": 1}, at_most_per_organisation=1)
    result = solved(problem)
    assert verify(problem, result.to_json()) == []
    reasons = {(row.person, row.session): row for row in result.reasons}
    for person, session in overtaken(problem, result):
        reason = reasons[person.id, session]
        assert reason.numbers["rule"] in ("at_most", "at_most_per_organisation")


def test_the_rules_do_force_it_now_and_then() -> None:
    problems = [
        scarce(number, at_most={"paid": 1}, at_most_per_organisation=1) for number in range(12)
    ]
    assert sum(len(list(overtaken(one, solved(one)))) for one in problems) > 3


def test_with_a_guarantee_a_short_list_is_as_good_a_claim_with_next_wish_it_is_not(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """Eight lotteries: who listed more always gets the place, or only with luck."""
    winners = {}
    for without in ("guarantee", "next_wish"):
        winners[without] = {
            seat.person
            for lot in "abcdefgh"
            for seat in answer(problem(contest(without, lot))).seats
            if seat.session == "wanted"
        }
    assert winners == {"guarantee": {"short", "whole"}, "next_wish": {"whole"}}


def contest(without: str, seed: str) -> Raw:
    """One place that both want most; the second wish of the one is full."""
    return {
        "seed": seed,
        "objective": {"without": without},
        "sessions": [{"id": "wanted", "maximum": 1}, {"id": "other", "maximum": 1}],
        "people": [
            {"id": "short", "wishes": [["wanted", 1]]},
            {"id": "whole", "wishes": [["wanted", 1], ["other", 2]]},
            {"id": "third", "wishes": [["other", 1], ["wanted", 2]]},
        ],
    }


def test_in_rounds_a_short_list_does_not_take_the_place_of_a_longer_one(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """Else one would write down one wish, and somebody else would have to step aside."""
    fans = [{"id": f"fan {s}", "wishes": [[s, 1], ["spare", 2]]} for s in ("second", "third")]
    sessions = ("wanted", "second", "third", "spare")
    for lot in "abcd":
        result = answer(
            problem(
                {
                    "seed": lot,
                    "objective": {"without": "next_wish", "order": "rounds"},
                    "sessions": [{"id": s, "maximum": 1} for s in sessions],
                    "people": [
                        *fans,
                        {"id": "short", "wishes": [["wanted", 1]]},
                        {
                            "id": "whole",
                            "wishes": [[s, rank] for rank, s in enumerate(sessions, 1)],
                        },
                    ],
                }
            )
        )
        assert {(s.person, s.session) for s in result.seats} == {
            ("fan second", "second"),
            ("fan third", "third"),
            ("whole", "wanted"),
        }


def test_in_rounds_nobody_has_nothing_while_a_place_they_listed_is_empty(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    """What is only good enough may be worth less than a short list must give up."""
    result = answer(
        problem(
            {
                "objective": {"without": "next_wish", "order": "rounds"},
                "sessions": [{"id": "wanted", "maximum": 1}, {"id": "quiet", "maximum": 1}],
                "people": [
                    {"id": "an", "wishes": [["wanted", 1]]},
                    {"id": "bo", "wishes": [["wanted", 1]], "also_good": ["quiet"]},
                ],
                "locked": [{"person": "an", "session": "wanted"}],
            }
        )
    )
    assert {(s.person, s.session) for s in result.seats} == {("an", "wanted"), ("bo", "quiet")}
