"""How reach is counted, and in which order a bulletin tells (S0-10, X-79)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from onderling.feedback.rules import (
    Coverage,
    Part,
    Share,
    coverage,
    has_left,
    in_order,
    is_overdue,
)

MOMENT = datetime(2026, 12, 12, 11, 5, tzinfo=UTC)

TOOK_PART = {1: True, 2: True, 3: False, 4: False, 5: False}


def test_who_took_part_and_who_did_not_are_counted_apart() -> None:
    assert coverage(TOOK_PART, {1, 2, 3}) == Coverage(Share(2, 2), Share(1, 3))


def test_who_was_not_invited_does_not_count_as_reached() -> None:
    assert coverage(TOOK_PART, {1, 99}).all == Share(1, 5)


def test_everybody_is_said_only_when_it_is_everybody() -> None:
    assert (Share(213, 214).percent, Share(214, 214).percent) == (99, 100)


def test_nobody_invited_has_no_percentage() -> None:
    assert coverage({}, set()).all.percent is None


def test_a_part_that_the_order_leaves_out_comes_last() -> None:
    assert in_order("citaten onzin citaten") == [Part.QUOTES, Part.ANSWERS, Part.NOTES]


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({}, True),
        ({"stopped": True}, False),
        ({"now": MOMENT - timedelta(seconds=1)}, False),
        ({"gone": 0}, False),
        ({"gone": 0, "waiting": 0}, True),
    ],
)
def test_a_mailing_left_when_nobody_stopped_it_and_its_first_mail_went(
    changed: dict[str, Any], left: bool
) -> None:
    here: dict[str, Any] = {
        "stopped": False,
        "held_until": MOMENT,
        "now": MOMENT,
        "gone": 1,
        "waiting": 1,
    }
    assert has_left(**here | changed) is left


@pytest.mark.parametrize(
    ("day", "told", "late"), [(19, False, False), (20, False, True), (20, True, False)]
)
def test_the_promised_day_still_counts(day: int, told: bool, late: bool) -> None:
    """X-85"""
    promised, today = date(2026, 12, 19), date(2026, 12, day)
    assert is_overdue(promised, told=told, today=today) is late
