"""When a round looks back, and what an improvement goes through (S0-4, S3d-6, X-90)."""

from datetime import date

import pytest

from onderling.evaluation.rules.asking import is_due, may_ask, weeks_after
from onderling.evaluation.rules.improvements import may_follow, needs_reason
from onderling.rounds.rules import State

DAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("state", "today", "allowed"),
    [
        (State.RUNNING, DAY, True),
        (State.CLOSED, date(2027, 2, 1), True),
        (State.RUNNING, date(2026, 11, 11), False),
        (State.OPEN, date(2026, 11, 13), False),
        (State.CANCELLED, date(2026, 11, 13), False),
    ],
)
def test_a_round_looks_back_from_its_last_day_on(
    state: str, today: date, allowed: bool
) -> None:
    assert may_ask(state, DAY, today) is allowed


def test_thirteen_weeks_are_counted_from_the_day() -> None:
    assert weeks_after(DAY, 13) == date(2027, 2, 11)
    assert is_due(DAY, 13, date(2027, 2, 10)) is False
    assert is_due(DAY, 13, date(2027, 2, 11)) is True


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("proposed", "taken_over", True),
        ("proposed", "not_done", True),
        ("taken_over", "done", True),
        ("done", "taken_over", True),
        ("done", "proposed", False),
        ("not_done", "done", False),
    ],
)
def test_an_improvement_goes_on_and_a_wrong_tick_is_taken_back(
    old: str, new: str, allowed: bool
) -> None:
    assert may_follow(old, new) is allowed


def test_only_what_was_not_done_is_explained() -> None:
    assert [state for state in ("taken_over", "done", "not_done") if needs_reason(state)] == [
        "not_done"
    ]
