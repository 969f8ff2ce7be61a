"""When what is allowed, deadlines in local time, offsets from the date (S4-11, X-57, X-59)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onderling.rounds import rules
from onderling.rounds.rules import Deed, State

AMSTERDAM = "Europe/Amsterdam"
days = some.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))
zones = some.sampled_from([AMSTERDAM, "Europe/Brussels", "America/Curacao", "UTC"])


@pytest.mark.parametrize(
    ("last_day", "closes"),
    [
        (date(2026, 9, 23), datetime(2026, 9, 23, 22, 0, tzinfo=UTC)),
        (date(2026, 11, 19), datetime(2026, 11, 19, 23, 0, tzinfo=UTC)),
        # The last Sunday of March has 23 hours, that of October 25.
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, 0, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, 0, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, 0, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_the_midnight_after_the_last_day_in_local_time(
    last_day: date, closes: datetime
) -> None:
    assert rules.end_of(last_day, AMSTERDAM) == closes


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)],
)
def test_a_day_lasts_as_long_as_the_clock_says(day: date, hours: int) -> None:
    length = rules.end_of(day, AMSTERDAM) - rules.start_of(day, AMSTERDAM)
    assert length == timedelta(hours=hours)


@given(days, zones)
def test_a_deadline_reads_back_as_the_day_that_was_typed(day: date, zone: str) -> None:
    assert rules.last_day_of(rules.end_of(day, zone), zone) == day
    assert rules.first_day_of(rules.start_of(day, zone), zone) == day


@given(days, some.integers(-400, 400), zones)
def test_a_moved_midnight_is_a_midnight(day: date, number: int, zone: str) -> None:
    moved = rules.moved(rules.start_of(day, zone), number, zone)
    assert moved == rules.start_of(day + timedelta(days=number), zone)


def test_a_lesson_at_ten_stays_at_ten_when_summer_begins_in_between() -> None:
    ten = datetime(2026, 3, 26, 9, 0, tzinfo=UTC)  # 10.00 in winter
    assert rules.moved(ten, 7, AMSTERDAM) == datetime(2026, 4, 2, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("offset", "on"),
    [
        ("T", date(2026, 12, 10)),
        ("T-1 dag", date(2026, 12, 9)),
        ("T-14 weken", date(2026, 9, 3)),
        ("T - 1 week", date(2026, 12, 3)),
        ("T+3 dagen", date(2026, 12, 13)),
        ("T+6 weken", date(2027, 1, 21)),
        ("T+52 weken", date(2027, 12, 9)),
        ("T+1 maand", date(2027, 1, 10)),
        ("T-10 maanden", date(2026, 2, 10)),
        ("T+13 maanden", date(2028, 1, 10)),
    ],
)
def test_an_offset_counts_from_the_date(offset: str, on: date) -> None:
    assert rules.on_day(offset, date(2026, 12, 10)) == on


def test_a_month_before_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert rules.on_day("T-1 maand", date(2026, 3, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("offset", ["", "drie weken ervoor", "T-weken", "T-3", "T 3 weken"])
def test_what_is_no_offset_is_refused(offset: str) -> None:
    with pytest.raises(ValueError, match=offset or "^$"):
        rules.on_day(offset, date(2026, 12, 10))


@pytest.mark.parametrize("state", State)
def test_wishes_are_taken_only_while_a_round_is_open(state: State) -> None:
    assert rules.allows(state, Deed.WISH) is (state == State.OPEN)


def test_demand_never_shows_before_the_allocation_is_published() -> None:
    shown = [state for state in State if rules.shows_demand(state)]
    assert shown == [State.CONFIRMED, State.RUNNING, State.WRAPPING_UP, State.CLOSED]


def test_a_coordinator_neither_publishes_nor_takes_back_by_changing_the_state() -> None:
    assert rules.BY_HAND[State.MATCHING] == [State.OPEN, State.CANCELLED]
    assert rules.BY_HAND[State.CONFIRMED] == [State.RUNNING, State.CANCELLED]


@pytest.mark.parametrize("state", State)
def test_every_step_by_hand_is_a_step_that_exists(state: State) -> None:
    assert all(rules.may_become(state, other) for other in rules.BY_HAND[state])
