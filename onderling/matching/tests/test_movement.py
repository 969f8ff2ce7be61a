"""What was promised stays: a new run moves as few people as the points allow. X-25."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.problem import Lock, Problem
from onderling.matching.proving.verify import verify
from onderling.matching.result import Result
from onderling.matching.tests.test_whatif import fair

Raw = dict[str, Any]


@pytest.fixture(scope="module")
def promised(
    problem: Callable[[Raw], Problem], answer: Callable[[Problem], Result]
) -> tuple[Problem, Result]:
    """Eighty people on ten sessions, and the outcome they heard."""
    asked = problem(fair(80, 10))
    return asked, answer(asked)


def again(problem: Problem, result: Result, **changed: Any) -> Problem:
    """The same problem with its outcome as what people were promised."""
    former = tuple(sorted(result.places))
    return dataclasses.replace(problem, former=former, seed="another lot", **changed)


def test_when_nothing_changed_nobody_moves_whatever_the_lot(
    promised: tuple[Problem, Result], answer: Callable[[Problem], Result]
) -> None:
    asked, first = promised
    second = answer(again(asked, first))
    assert second.moved == 0
    assert second.places == first.places


def without(problem: Problem, person: str) -> dict[str, Any]:
    return {"people": tuple(row for row in problem.people if row.id != person)}


def test_after_a_late_cancellation_the_fewest_move_among_all_with_the_most_points(
    promised: tuple[Problem, Result], answer: Callable[[Problem], Result]
) -> None:
    """Counted another way: points a thousandfold and one point for every seat that stays."""
    asked, first = promised
    for person in ("p3", "p17", "p40"):
        kept = tuple(place for place in first.places if place[0] != person)
        rest = dataclasses.replace(
            again(asked, first, **without(asked, person)), former=tuple(sorted(kept))
        )
        result = answer(rest)
        assert verify(rest, result.to_json()) == []
        weighed = answer(dataclasses.replace(rest, objective=thousandfold(rest)))
        assert result.moved == weighed.moved
        assert (weighed.objective or 0) // 1000 == result.objective
        assert result.moved < len(kept) // 4


def thousandfold(problem: Problem) -> Any:
    points = problem.objective
    return dataclasses.replace(
        points,
        points=tuple(1000 * number for number in points.points),
        first_seat=1000 * points.first_seat,
        stay=1,
    )


def test_the_dearer_a_move_the_fewer_there_are(
    promised: tuple[Problem, Result], answer: Callable[[Problem], Result]
) -> None:
    """A session falls out; its people go elsewhere, and others only as far as points allow."""
    asked, first = promised
    gone = max(asked.sessions, key=lambda row: sum(s == row.id for _, s in first.places)).id
    left = tuple(row for row in asked.sessions if row.id != gone)
    people = tuple(
        dataclasses.replace(row, wishes=tuple(w for w in row.wishes if w[0] != gone))
        for row in asked.people
    )
    kept = tuple(sorted(place for place in first.places if place[1] != gone))
    moved = []
    for stay in (0, 5, 40, 10_000):
        objective = dataclasses.replace(asked.objective, stay=stay)
        changed = dataclasses.replace(
            asked, sessions=left, people=people, former=kept, objective=objective
        )
        result = answer(changed)
        assert verify(changed, result.to_json()) == []
        moved.append(result.moved)
    assert moved == sorted(moved, reverse=True)
    assert moved[-1] == 0


def test_a_change_by_hand_shows_how_many_others_it_moves(
    promised: tuple[Problem, Result], answer: Callable[[Problem], Result]
) -> None:
    """One seat is fixed where somebody missed it; who was there goes, and that is counted."""
    asked, first = promised
    missed = next(row for row in first.reasons if row.because == "full" and row.session)
    lock = Lock(missed.person, str(missed.session))
    result = answer(again(asked, first, locked=(lock,)))
    assert (lock.person, lock.session) in result.places
    assert result.moved == len(first.places - result.places) > 0
