"""What is wrong in one list of wishes, and in which order it ends (S0-14, X-71)."""

from typing import Any

import pytest

from onderling.signups.rules import Fault, Wrong, faults_of, in_order
from onderling.signups.tests.test_wishes import DAY, LATER, LONG, A, B


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({"a": 1, "b": 2, "c": 3}, ["a", "b", "c"]),
        ({"a": 1, "b": 2, "c": 3, "d": 1}, ["d", "a", "b", "c"]),  # the last to the top
        ({"a": 3, "b": 2, "c": 3}, ["b", "c", "a"]),  # the first to the bottom
        ({"a": 2, "b": 2, "c": 3}, ["b", "a", "c"]),  # one down
        ({"a": 2, "b": 1, "c": 3}, ["b", "a", "c"]),
        ({"a": None, "b": 2, "c": 3}, ["b", "c"]),  # the rest closes up
        ({"a": None, "b": None, "c": 1, "d": 1}, ["c", "d"]),  # both new: as they stand
    ],
)
def test_one_choice_moves_one_wish_and_the_rest_closes_up(
    asked: dict[Any, int | None], order: list[Any]
) -> None:
    assert in_order(asked) == order


@pytest.mark.parametrize(
    ("absent", "ranked", "opinions", "faults"),
    [
        ([], [LATER, A, B], {}, []),  # two at one time are alternatives
        ([], [A, LATER, A], {}, [Fault(Wrong.TWICE, A, None, 2)]),
        ([20], [A, LONG], {LATER: "also_good"}, [Fault(Wrong.ABSENT, LONG, None, 1)]),
        ([], [99], {}, [Fault(Wrong.UNKNOWN, 99, None, 0)]),
    ],
)
def test_what_is_wrong_in_one_list(
    absent: list[int], ranked: list[int], opinions: dict[int, str], faults: list[Fault]
) -> None:
    assert faults_of(DAY, absent=absent, ranked={None: ranked}, opinions=opinions) == faults
