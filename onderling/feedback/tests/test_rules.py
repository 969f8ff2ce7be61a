"""How reach is counted, and in which order a bulletin tells (S0-10, X-79)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from onderling.feedback.rules import (
    Coverage,
    Part,
    Share,
    Told,
    arranged,
    coverage,
    has_left,
    is_overdue,
    parts_in,
    should_remind,
    told,
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


def test_what_is_not_named_is_left_out_and_nothing_comes_twice() -> None:
    assert parts_in("citaten onzin antwoorden citaten") == [Part.QUOTES, Part.ANSWERS]


A, B, C = Part.ANSWERS, Part.REPORTS, Part.QUOTES


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        ((1, 2, 3), [A, B, C]),
        ((1, 2, 1), [C, A, B]),  # the last goes up, before who stood there
        ((3, 2, 3), [B, C, A]),  # the first goes down, behind who stood there
        ((1, 0, 3), [A, C]),
        ((0, 0, 0), []),
    ],
)
def test_a_part_gets_the_place_that_was_asked_and_place_0_is_left_out(
    wanted: tuple[int, int, int], order: list[Part]
) -> None:
    assert arranged([A, B, C], dict(zip([A, B, C], wanted, strict=True))) == order


def test_a_part_that_was_left_out_comes_in_at_its_place() -> None:
    assert arranged([A, C], {A: 1, C: 2, B: 2}) == [A, B, C]


@pytest.mark.parametrize(
    ("came", "others", "said"),
    [
        (2, 2, None),
        (6, 2, Told(Share(0, 8))),
        (6, 0, Told(Share(0, 6), Share(0, 6), Share(0, 0))),
        (6, 5, Told(Share(0, 11), Share(0, 6), Share(0, 5))),
    ],
)
def test_a_small_group_is_not_told_apart_nor_the_other_beside_it(
    came: int, others: int, said: Told | None
) -> None:
    found = Coverage(Share(0, came), Share(0, others))
    assert told(found, least=5) == said


@pytest.mark.parametrize(
    ("days", "reminded", "reminds"), [(6, False, False), (7, False, True), (8, True, False)]
)
def test_who_wrote_nothing_is_reminded_after_a_week_and_once(
    days: int, reminded: bool, reminds: bool
) -> None:
    """X-87"""
    at = MOMENT + timedelta(days=days)
    assert should_remind(MOMENT, now=at, days=7, reminded=reminded) is reminds


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
