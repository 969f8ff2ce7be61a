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


HOST, PARTNER, GIVER, OTHER = 1, 2, 3, 4
PARTNERS = rules.Partners(HOST, frozenset({PARTNER}))


@pytest.mark.parametrize(
    ("audience", "reached"),
    [
        ("everyone", [None, HOST, PARTNER, GIVER, OTHER]),
        ("partners", [HOST, PARTNER, GIVER]),
        ("own", [GIVER]),
    ],
)
def test_an_audience_reaches_its_organisations_and_no_other(
    audience: str, reached: list[int | None]
) -> None:
    """S3a-3"""
    asked = [None, HOST, PARTNER, GIVER, OTHER]
    found = [o for o in asked if rules.reaches(audience, o, of=GIVER, partners=PARTNERS)]
    assert found == reached


def test_what_nobody_offers_is_of_the_organisation_of_the_round() -> None:
    assert rules.reaches("own", HOST, of=None, partners=PARTNERS)
    assert not rules.reaches("own", None, of=None, partners=PARTNERS)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2026, date(2026, 11, 9), date(2026, 11, 22)),  # 1 November is a Sunday
        (2027, date(2027, 11, 8), date(2027, 11, 21)),
        (2029, date(2029, 11, 5), date(2029, 11, 18)),  # 1 November is a Thursday
        (2030, date(2030, 11, 11), date(2030, 11, 24)),  # and here a Friday
    ],
)
def test_the_second_and_third_week_of_november(year: int, first: date, last: date) -> None:
    """S3a-2: a week is of the month that has its Thursday, as in ISO 8601."""
    assert rules.window_of(rules.window_in("week 2-3 van november"), year) == (first, last)


@given(some.integers(2000, 2100), some.integers(1, 12), some.integers(1, 5))
def test_every_window_is_whole_weeks_of_its_month(year: int, month: int, week: int) -> None:
    """S3a-2: over a hundred years, every month and every week."""
    first, last = rules.window_of(rules.Window(month, week, week), year)
    thursday = first + timedelta(days=3)
    assert (first.isoweekday(), (last - first).days) == (1, 6)
    assert (thursday.year, thursday.month) == (year, month)
    assert (thursday.day - 1) // 7 + 1 in {week, week - (week == 5)}
    assert first.isocalendar().week == last.isocalendar().week


@given(days)
def test_the_next_window_is_the_first_that_has_not_begun(day: date) -> None:
    window = rules.window_in("week 2-3 van november")
    first, _last = rules.next_window(window, day)
    assert first > day
    assert rules.window_of(window, first.year - 1)[0] <= day


@pytest.mark.parametrize(
    "text", ["", "november", "week 3-2 van mei", "week 6 van mei", "week 1 van vrijdag"]
)
def test_a_rule_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        rules.window_in(text)


def test_a_rule_is_written_as_it_was_read() -> None:
    for text in ("week 2-3 van november", "week 5 van mei"):
        assert rules.written_as(rules.window_in(text.upper())) == text
