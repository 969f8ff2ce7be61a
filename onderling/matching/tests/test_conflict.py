"""When nothing is possible: the rules that contradict each other, and no more than those."""

from collections.abc import Callable
from typing import Any

from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.reading import read_rows
from onderling.matching.solving.conflict import conflict
from onderling.matching.tests.random_problems import tiny_problem
from onderling.matching.tests.test_solve import solved

Raw = dict[str, Any]


def clash(raw: Raw) -> list[tuple[str, tuple[str, ...]]]:
    problem = read_rows(raw).problem
    assert problem is not None
    return sorted((row.rule, row.about) for row in conflict(problem))


def test_a_lock_in_a_session_that_cannot_reach_its_minimum() -> None:
    raw = {
        "sessions": [{"id": "s1", "minimum": 3}, {"id": "s2", "minimum": 1}],
        "people": [{"id": p, "wishes": [["s1", 1]]} for p in ("p1", "p2")],
        "locked": [{"person": "p1", "session": "s1"}],
    }
    assert clash(raw) == [("lock", ("p1", "s1")), ("minimum", ("s1",))]


def test_people_locked_in_beyond_the_mix() -> None:
    raw = {
        "sessions": [{"id": "s1", "at_most": {"paid": 1}, "maximum": 9}],
        "people": [{"id": f"p{n}", "group": "paid"} for n in range(2)],
        "locked": [{"person": f"p{n}", "session": "s1"} for n in range(2)],
    }
    assert clash(raw) == [
        ("at_most", ("s1", "paid")),
        ("lock", ("p0", "s1")),
        ("lock", ("p1", "s1")),
    ]


def test_a_pair_that_must_stay_together_with_one_place() -> None:
    raw: Raw = {
        "sessions": [{"id": "s1", "maximum": 1}],
        "people": [{"id": "p1"}, {"id": "p2", "wishes": [["s1", 1]]}],
        "locked": [{"person": "p1", "session": "s1"}],
        "together": [["p1", "p2"]],
    }
    assert clash(raw) == [
        ("lock", ("p1", "s1")),
        ("maximum", ("s1",)),
        ("together", ("p1", "p2", "s1")),
    ]


def test_every_infeasible_random_problem_has_a_conflict_and_no_other_has() -> None:
    seen = 0
    for number in range(130):
        found = solved(tiny_problem(number))
        if found is None:
            continue
        problem, answer = found
        rows = conflict(problem)
        assert bool(rows) == (answer is None), number
        seen += bool(rows)
    assert seen > 3


def test_without_any_one_of_them_the_rest_can(problem: Callable[[Raw], Problem]) -> None:
    raw: Raw = {
        "sessions": [{"id": "s1", "minimum": 3}],
        "people": [{"id": "p1"}, {"id": "p2"}],
        "locked": [{"person": "p1", "session": "s1"}],
    }
    for mended in (
        {**raw, "locked": []},
        {**raw, "sessions": [{"id": "s1", "minimum": 1}]},
    ):
        assert conflict(problem(mended)) == []
    assert issubclass(Infeasible, Exception)
