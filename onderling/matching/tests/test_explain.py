"""Every reason is true, complete and the one to give. X-23, X-24, S0-14."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.finish import beforehand, finish
from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.proving.check import check_reason
from onderling.matching.proving.verify import verify
from onderling.matching.reading import read_rows
from onderling.matching.result import Result
from onderling.matching.rules import seat_number
from onderling.matching.solved import Solved
from onderling.matching.tests.random_problems import tiny_problem
from onderling.matching.whatif import bottlenecks, with_more

Raw = dict[str, Any]
SLOT = {"start": "2026-11-10T10:00", "end": "2026-11-10T12:00"}


@pytest.mark.parametrize("start", range(0, 300, 50))
@pytest.mark.parametrize("order", ["joint", "rounds"])
def test_every_result_of_a_random_problem_verifies(
    start: int, order: str, answer: Callable[[Problem], Result]
) -> None:
    for number in range(start, start + 15):
        raw = tiny_problem(number)
        raw["objective"]["order"] = order
        problem = read_rows(raw).problem
        if problem is None:
            continue
        try:
            result = answer(problem)
        except Infeasible:
            continue
        assert verify(problem, result.to_json()) == [], number
        for reason in result.reasons:
            assert check_reason(problem, result, reason) is None


def reasons(raw: Raw, answer: Callable[[Problem], Result]) -> dict[tuple[str, str | None], Any]:
    problem = read_rows(raw).problem
    assert problem is not None
    result = answer(problem)
    assert verify(problem, result.to_json()) == []
    return {(r.person, r.session): (r.because, r.numbers) for r in result.reasons}


def test_a_cancelled_session_tells_how_many_wanted_it(
    answer: Callable[[Problem], Result],
) -> None:
    raw = {
        "sessions": [{"id": "s1", "minimum": 5}],
        "people": [{"id": p, "wishes": [["s1", 1]]} for p in ("p1", "p2", "p3")],
    }
    told = reasons(raw, answer)
    assert told["p1", "s1"] == ("cancelled", {"wanted": 3, "minimum": 5})


def test_a_full_session_tells_places_and_wishes(answer: Callable[[Problem], Result]) -> None:
    raw = {
        "objective": {"first_seat": 0},
        "sessions": [{"id": "s1", "maximum": 1}],
        "people": [
            {"id": "p1", "wishes": [["s1", 1]]},
            {"id": "p2", "wishes": [["s1", 2]]},
            {"id": "p3", "wishes": [["s1", 3]]},
        ],
    }
    because, numbers = reasons(raw, answer)["p2", "s1"]
    assert because == "full"
    assert numbers["places"] == numbers["taken"] == numbers["first_wishes"] == 1
    assert numbers["as_high"] == 2
    assert numbers["price"] == 90


def test_a_group_too_big_hears_so_even_without_a_wish(
    answer: Callable[[Problem], Result],
) -> None:
    raw = {
        "sessions": [{"id": "s1", "maximum": 3}, {"id": "s2", "maximum": 2}],
        "people": [
            {"id": "p1", "size": 4, "anywhere": True},
            {"id": "p2", "size": 3, "wishes": [["s2", 1]]},
        ],
    }
    told = reasons(raw, answer)
    assert told["p1", None] == ("too_big", {"size": 4, "maximum": 3})
    assert told["p2", "s2"] == ("too_big", {"size": 3, "maximum": 2})


def test_two_short_sessions_worth_more_than_a_long_one(
    answer: Callable[[Problem], Result],
) -> None:
    raw = {
        "sessions": [
            {"id": "long", **SLOT},
            {"id": "x", "start": SLOT["start"], "end": "2026-11-10T11:00"},
            {"id": "y", "start": "2026-11-10T11:00", "end": SLOT["end"]},
        ],
        "people": [{"id": "p", "most": 2, "wishes": [["long", 1], ["x", 2], ["y", 3]]}],
    }
    assert reasons(raw, answer) == {("p", "long"): ("overlap", {"with": ["x", "y"]})}


def test_a_rule_in_the_way_is_named(answer: Callable[[Problem], Result]) -> None:
    raw = {
        "objective": {"first_seat": 0},
        "sessions": [
            {"id": "mixed", "maximum": 4, "at_most": {"paid": 1}},
            {"id": "monday", "start": "2026-11-09T10:00", "end": "2026-11-09T11:00"},
        ],
        "people": [
            {"id": "p1", "group": "paid", "wishes": [["mixed", 1]]},
            {"id": "p2", "group": "paid", "wishes": [["mixed", 2]]},
            {"id": "p3", "wishes": [["monday", 1]], "dates": ["2026-11-10"]},
        ],
    }
    told = reasons(raw, answer)
    assert told["p2", "mixed"][1]["rule"] == "at_most"
    assert told["p3", "monday"] == ("cannot", {"rule": "dates"})


def test_more_seats_in_a_bottleneck_is_what_a_new_run_gives(
    answer: Callable[[Problem], Result],
) -> None:
    raw = {
        "sessions": [{"id": "s1", "maximum": 2}, {"id": "s2", "maximum": 9}],
        "people": [{"id": f"p{n}", "wishes": [["s1", 1], ["s2", 2]]} for n in range(6)],
    }
    problem = read_rows(raw).problem
    assert problem is not None
    result = answer(problem)
    assert bottlenecks(result, 3) == ["s1"]
    found = with_more(problem, result, "s1", 3)
    assert (found.points, found.first_wishes, found.seats) == (30, 3, 0)
    assert len(found.winners) == 3
    assert found.losers == ()


def contest(seed: str) -> Problem:
    """One place that two people want alike."""
    raw: Raw = {
        "seed": seed,
        "sessions": [{"id": "s1", "maximum": 1}],
        "people": [{"id": p, "wishes": [["s1", 1]]} for p in ("p1", "p2")],
    }
    problem = read_rows(raw).problem
    assert problem is not None
    return problem


@pytest.mark.parametrize("place", ["p1", "p2"])
def test_where_lots_were_shortened_only_what_was_left_of_them_is_a_reason(place: str) -> None:
    """Of numbers that begin with the same bit one bit decides nothing; of others it does."""
    told = set()
    for seed in map(str, range(12)):
        problem = contest(seed)
        other = {"p1": "p2", "p2": "p1"}[place]
        drawn = {p: seat_number(seed, p, "s1") for p in ("p1", "p2")}
        found = Solved(frozenset({(place, "s1")}), 1100, True, "", lot_bits=1)
        result = finish(beforehand(problem), found, seed=seed, began=0.0)
        (reason,) = result.reasons
        higher = drawn[place] >> 39 > drawn[other] >> 39
        assert reason.because == ("lottery" if higher else "full")
        lower = drawn[place] >> 39 < drawn[other] >> 39
        assert bool(verify(problem, result.to_json())) == lower
        told.add((reason.because, lower))
    assert told == {("lottery", False), ("full", False), ("full", True)}
