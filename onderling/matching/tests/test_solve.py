"""The optimum, the order of ties and the rounds. X-20, X-21, X-22, X-25, X-26."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible
from onderling.matching.reading import read_rows
from onderling.matching.result import Result
from onderling.matching.rules import Seating, objective, violations
from onderling.matching.solved import Reporter, Solved, ceiling
from onderling.matching.solving.task import Task
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.brute import Brute
from onderling.matching.tests.random_problems import seeded, tiny_problem

Raw = dict[str, Any]


def solved(raw: Raw) -> tuple[Problem, Solved | None] | None:
    """The answer; None inside for infeasible, None outside for a file with faults."""
    problem = read_rows(raw).problem
    if problem is None:
        return None
    try:
        return problem, solve_here(Task(problem, problem.seed, None, Reporter()))
    except Infeasible:
        return problem, None


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**6))
@example(2192)  # a rule that comes in late leaves less of `former` than was there before it
def test_the_seats_are_those_found_by_trying_everything(number: int) -> None:
    """Points, then former seats, then which sessions are cancelled, then the lots."""
    raw = tiny_problem(number)
    found = solved(raw)
    if found is None:
        return
    problem, answer = found
    brute = Brute(raw)
    best = brute.best(problem.seed)
    assert (answer.seats if answer else None) == best
    if answer and best is not None:
        assert answer.bound == brute.objective(best)
        assert objective(Seating(problem, answer.seats)) == brute.objective(best)
        assert violations(Seating(problem, answer.seats)) == []
        assert ceiling(problem) >= answer.bound


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_our_points_and_rules_are_those_of_the_contract_for_any_seating(number: int) -> None:
    raw = tiny_problem(number)
    problem = read_rows(raw).problem
    if problem is None:
        return
    brute, dice = Brute(raw), seeded(number)
    choices = [list(brute.choices(p)) for p in raw["people"]]
    for _ in range(5):
        seats = frozenset(
            (p["id"], s)
            for p, options in zip(raw["people"], choices, strict=True)
            if options
            for s in dice.choice(options)
        )
        seating = Seating(problem, seats)
        assert objective(seating) == brute.objective(seats)
        assert (violations(seating) == []) == brute.feasible(seats)


@pytest.mark.parametrize("number", [3, 17, 101])
@pytest.mark.parametrize("order", ["joint", "rounds"])
def test_the_order_of_rows_changes_nothing(number: int, order: str) -> None:
    raw = tiny_problem(number)
    raw["objective"]["order"] = order
    assert _shuffled(raw) == _shuffled(raw, 1) == _shuffled(raw, 2)


def _shuffled(raw: Raw, turn: int = 0) -> Solved | None:
    dice = seeded(turn)
    mixed = dict(raw)
    if turn:
        for table, rows in raw.items():
            if isinstance(rows, list):
                mixed[table] = dice.sample(rows, len(rows))
        for person in mixed["people"]:
            for name in ("wishes", "cannot", "also_good"):
                if name in person:
                    person[name] = dice.sample(person[name], len(person[name]))
    found = solved(mixed)
    return found[1] if found else None


def crowd(number: int, people: int, sessions: int) -> Raw:
    """A middling programme in four slots; popular sessions are popular."""
    dice = seeded(number)
    slots = [(f"2026-11-10T{h:02}:00", f"2026-11-10T{h:02}:50") for h in range(9, 13)]
    rows = [
        {
            "id": f"s{n}",
            "start": slots[n % 4][0],
            "end": slots[n % 4][1],
            "minimum": 4,
            "maximum": 10,
        }
        for n in range(sessions)
    ]
    weights = [1 / (n + 1) for n in range(sessions)]
    return {
        "seed": str(number),
        "sessions": rows,
        "people": [
            {
                "id": f"p{n}",
                "most": dice.randint(1, 3),
                "wishes": [
                    [s, rank + 1]
                    for rank, s in enumerate(
                        dict.fromkeys(dice.choices([r["id"] for r in rows], weights, k=6))
                    )
                ],
            }
            for n in range(people)
        ],
    }


@pytest.mark.parametrize(("people", "sessions"), [(30, 8), (90, 20), (200, 40)])
def test_three_sizes_give_the_same_seats_in_any_order(people: int, sessions: int) -> None:
    raw = crowd(people, people, sessions)
    first, second = _shuffled(raw), _shuffled(raw, 1)
    assert first is not None
    assert first == second


def test_one_more_seat_never_lowers_the_points() -> None:
    raw = crowd(5, 60, 12)
    before = solved(raw)
    for session in raw["sessions"][:4]:
        session["maximum"] += 1
        after = solved(raw)
        assert before is not None
        assert after is not None
        assert before[1] is not None
        assert after[1] is not None
        assert after[1].bound >= before[1].bound
        session["maximum"] -= 1


def test_another_seed_gives_the_same_points_and_other_winners(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    raw = {
        "sessions": [{"id": "s1", "maximum": 3}],
        "people": [{"id": f"p{n}", "wishes": [["s1", 1]]} for n in range(9)],
    }
    results = [answer(problem({**raw, "seed": seed})) for seed in ("a", "b", "c")]
    assert {result.objective for result in results} == {3300}
    assert len({result.places for result in results}) > 1


def test_what_people_had_stays_when_the_points_are_equal(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    raw = {
        "sessions": [{"id": "s1", "maximum": 2}],
        "people": [{"id": f"p{n}", "wishes": [["s1", 1]]} for n in range(8)],
        "former": [{"person": f"p{n}", "session": "s1"} for n in (6, 7)],
    }
    result = answer(problem(raw))
    assert result.places == {("p6", "s1"), ("p7", "s1")}
    assert result.moved == 0


def test_a_giver_keeps_no_session_open_and_is_busy(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    time = {"start": "2026-11-10T10:00", "end": "2026-11-10T11:00"}
    raw: Raw = {
        "sessions": [{"id": "s1", "minimum": 1, **time}, {"id": "s2", "maximum": 4, **time}],
        "people": [{"id": "giver", "most": 3, "wishes": [["s2", 1]]}, {"id": "p2"}],
        "locked": [{"person": "giver", "session": "s1", "counts": False}],
    }
    result = answer(problem(raw))
    assert result.places == {("giver", "s1")}
    assert [row.session for row in result.cancelled] == ["s1"]
    assert result.objective == 0


def test_a_locked_participant_keeps_the_session_open(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> None:
    raw: Raw = {
        "sessions": [{"id": "s1", "minimum": 2}, {"id": "s2", "maximum": 4}],
        "people": [
            {"id": "p1", "cannot": ["s1"]},
            {"id": "p2", "wishes": [["s2", 1], ["s1", 2]]},
        ],
        "locked": [{"person": "p1", "session": "s1"}],
    }
    result = answer(problem(raw))
    assert result.places == {("p1", "s1"), ("p2", "s1")}
    assert [seat.kind for seat in result.seats] == ["locked", "wish"]
