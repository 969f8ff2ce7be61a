"""`order: rounds`: everybody's first seat before anybody's second."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.problem import Problem
from onderling.matching.reading import read_rows
from onderling.matching.result import Result
from onderling.matching.rules import Seating, may_sit, objective, too_small, violations
from onderling.matching.tests.random_problems import tiny_problem
from onderling.matching.tests.test_solve import solved

Raw = dict[str, Any]


def test_nobody_gets_a_second_seat_while_another_could_have_a_first(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    raw: Raw = {
        "objective": {"order": "rounds", "first_seat": 0},
        "sessions": [{"id": "s1", "maximum": 1}, {"id": "s2", "maximum": 1}],
        "people": [
            {"id": "dear", "most": 2, "wishes": [["s1", 1], ["s2", 1]]},
            {"id": "late", "most": 2, "wishes": [["s2", 8]]},
        ],
    }
    assert Counter(p for p, _ in answer(problem(raw)).places) == {"dear": 1, "late": 1}
    raw["objective"]["order"] = "joint"
    assert Counter(p for p, _ in answer(problem(raw)).places) == {"dear": 2}


@pytest.mark.parametrize("number", range(0, 400, 8))
def test_rounds_keep_every_rule_and_never_beat_the_bound(number: int) -> None:
    raw = tiny_problem(number)
    raw["objective"]["order"] = "rounds"
    found = solved(raw)
    if found is None or found[1] is None:
        return
    problem, answer = found[0], found[1]
    seating = Seating(problem, answer.seats)
    assert violations(seating) == []
    assert objective(seating) <= answer.bound


def test_a_session_left_too_small_is_filled_and_the_result_says_so() -> None:
    raw: Raw = {
        "objective": {"order": "rounds", "first_seat": 50},
        "sessions": [{"id": "s1", "minimum": 2}, {"id": "s2", "maximum": 4}],
        "people": [
            {"id": "p1", "most": 1, "wishes": [["s1", 1]]},
            {"id": "p2", "most": 1, "wishes": [["s2", 1], ["s1", 2]]},
            {"id": "p3", "most": 1, "wishes": [["s2", 1]]},
        ],
    }
    found = solved(raw)
    assert found is not None
    problem, answer = found
    assert answer is not None
    assert answer.seats == {("p1", "s1"), ("p2", "s1"), ("p3", "s2")}
    assert not any(too_small(Seating(problem, answer.seats), s) for s in ("s1", "s2"))
    assert answer.notes == (
        "Sessie “s1” bleef in de rondes onder het minimum en is aangevuld."
        " Verschoven plekken van anderen: 1.",
    )


@pytest.mark.parametrize("apart", [[], [["p1", "p5"]]], ids=["by flow", "by HiGHS"])
def test_a_seat_for_everybody_comes_first_also_one_worth_less_than_having_none(
    apart: list[list[str]],
) -> None:
    """With `next_wish` p4 may have s3 for 45 points, and loses 90 by having nothing."""
    raw: Raw = {
        "objective": {"order": "rounds", "without": "next_wish"},
        "sessions": [{"id": "s1", "minimum": 2}, {"id": "s2", "maximum": 3}, {"id": "s3"}],
        "people": [
            {"id": "p1", "wishes": [["s1", 1]]},
            {"id": "p2", "wishes": [["s2", 1]]},
            {"id": "p3", "wishes": [["s2", 1], ["s1", 2]]},
            {"id": "p4", "also_good": ["s3"]},
            {"id": "p5", "wishes": [["s1", 1], ["s2", 2]], "cannot": [] if apart else ["s1"]},
        ],
        "apart": apart,
    }
    found = solved(raw)
    assert found is not None
    assert found[1] is not None
    people = {"p1": "s1", "p2": "s2", "p3": "s1", "p4": "s3", "p5": "s2"}
    assert found[1].seats == frozenset(people.items())


def test_without_rounds_left_everybody_has_what_there_is_room_for() -> None:
    raw: Raw = {
        "objective": {"order": "rounds"},
        "sessions": [{"id": f"s{n}", "maximum": 3} for n in range(4)],
        "people": [
            {"id": f"p{n}", "most": 3, "wishes": [[f"s{m}", m + 1] for m in range(4)]}
            for n in range(4)
        ],
    }
    problem = read_rows(raw).problem
    found = solved(raw)
    assert problem is not None
    assert found is not None
    assert found[1] is not None
    seats = Counter(p for p, _ in found[1].seats)
    assert seats == {"p0": 3, "p1": 3, "p2": 3, "p3": 3}
    assert may_sit(problem, problem.people[0], problem.sessions[0])
