"""Who may do what with a row and when, and the two numbers (X-77 to X-81)."""

from datetime import date, timedelta

import pytest

from onderling.outcomes.rules.ledger import (
    By,
    LedgerDeed,
    LedgerState,
    is_late,
    may_be_done,
    next_state,
    reminds,
    unheard_since,
)
from onderling.outcomes.rules.numbers import Answered, Said, answered
from onderling.outcomes.rules.terms import due_on
from tests.makers import NOON

DAY = date(2027, 1, 21)


@pytest.mark.parametrize(
    ("state", "deed", "by", "then"),
    [
        ("received", LedgerDeed.TAKE_UP, By.ADDRESSEE, LedgerState.CONSIDERED),
        ("received", LedgerDeed.DECIDE, By.ADDRESSEE, LedgerState.DECIDED),
        ("in_consideration", LedgerDeed.FORWARD, By.ADDRESSEE, LedgerState.RECEIVED),
        ("received", LedgerDeed.ASSIGN, By.ADDRESSEE, None),
        ("received", LedgerDeed.FINISH, By.ADDRESSEE, None),
        ("decided", LedgerDeed.DECIDE, By.ADDRESSEE, None),
        ("decided", LedgerDeed.TAKE_BACK, By.ADDRESSEE, LedgerState.CONSIDERED),
        ("decided", LedgerDeed.REPORT, By.COORDINATOR, None),
        ("decided", LedgerDeed.REPORT, By.FEEDBACK, LedgerState.TOLD),
        ("reported_back", LedgerDeed.TAKE_BACK, By.ADDRESSEE, None),
        ("reported_back", LedgerDeed.FINISH, By.ADDRESSEE, LedgerState.DONE),
        ("done", LedgerDeed.MERGE, By.COORDINATOR, None),
        ("in_consideration", LedgerDeed.REWORD, By.COORDINATOR, LedgerState.CONSIDERED),
        ("received", LedgerDeed.REWORD, By.ADDRESSEE, None),
        ("decided", LedgerDeed.REWORD, By.COORDINATOR, None),
    ],
)
def test_each_state_allows_its_own_deeds(
    state: str, deed: LedgerDeed, by: By, then: LedgerState | None
) -> None:
    assert next_state(state, deed, by=by) == then


def test_a_no_is_never_carried_out() -> None:
    assert [
        may_be_done(one, finished=False) for one in ("adopted", "partly", "not_adopted")
    ] == [
        True,
        True,
        False,
    ]
    assert not may_be_done("adopted", finished=True)


def test_that_it_is_done_is_news_once_and_taking_it_back_is_none() -> None:
    told, done = NOON + timedelta(days=2), NOON + timedelta(days=9)
    assert unheard_since(None, None, None) is None
    assert unheard_since(NOON, None, None) == NOON
    assert unheard_since(NOON, None, told) is None
    assert unheard_since(NOON, done, told) == done
    assert unheard_since(NOON, done, done) is None


def test_the_last_day_still_counts() -> None:
    assert not is_late("received", DAY, today=DAY)
    assert is_late("in_consideration", DAY, today=DAY + timedelta(days=1))
    assert not is_late("decided", DAY, today=DAY + timedelta(days=99))


def test_a_reminder_comes_a_week_before_on_the_day_and_weekly_after() -> None:
    asked = DAY - timedelta(days=30)
    sent = [asked]
    for number in range(60):
        today = asked + timedelta(days=number)
        if reminds(DAY, sent, today=today):
            sent.append(today)
    assert [(day - DAY).days for day in sent[1:]] == [-7, 0, 7, 14, 21, 28]


def test_who_was_never_asked_is_not_reminded() -> None:
    assert not reminds(DAY, [], today=DAY + timedelta(days=90))


def test_the_day_of_an_answer_is_what_the_round_promised_or_the_term() -> None:
    day = date(2026, 12, 10)
    assert due_on(day, promised=None, days=42, today=day) == DAY
    assert due_on(day, promised=date(2027, 1, 14), days=42, today=day) == date(2027, 1, 14)
    late = date(2027, 3, 1)
    assert due_on(day, promised=None, days=42, today=late) == late + timedelta(days=42)


def said(row: int, days: int | None, *parents: int, replaced: bool = False) -> Said:
    decided = None if days is None else NOON + timedelta(days=days)
    return Said(row, NOON, decided, parents, replaced)


def test_the_number_counts_what_people_said_and_not_rows() -> None:
    """Two merged into one and answered are two answers; the median is over all of them."""
    rows = [said(1, None, replaced=True), said(2, None, replaced=True), said(3, 10, 1, 2)]
    assert answered([*rows, said(4, 20), said(5, None)]) == Answered(4, 3, 10)


def test_what_was_split_is_answered_with_its_last_part() -> None:
    rows = [said(1, None, replaced=True), said(2, 5, 1), said(3, None, 1)]
    assert answered(rows) == Answered(1, 0, None)
    assert answered([*rows[:2], said(3, 9, 1)]) == Answered(1, 1, 9)


def test_what_was_split_and_then_taken_back_is_not_counted() -> None:
    assert answered([said(1, None, replaced=True), said(2, 4)]) == Answered(1, 1, 4)
    left = [said(1, None, replaced=True), said(2, 4, 1)]  # of the other part nobody hears
    assert answered(left) == Answered(1, 1, 4)


def test_nothing_said_has_no_number_of_days() -> None:
    assert answered([]) == Answered(0, 0, None)
