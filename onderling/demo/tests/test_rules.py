"""Which Thursday the example falls on, so that its phases fit what there is to see."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onderling.demo.rules import (
    DAYS_AHEAD,
    PARTS,
    Stage,
    easter,
    festival_start,
    is_holiday,
    made_up_number,
    study_day,
)

pytestmark = pytest.mark.sqlite_only
DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))


@given(today=DAYS, stage=st.sampled_from(list(Stage)))
@example(today=date(2030, 11, 24), stage=Stage.OFFERS)
def test_the_study_day_is_a_thursday_unless_nobody_works_then(
    today: date, stage: Stage
) -> None:
    day = study_day(today, stage)
    earliest = today + timedelta(days=DAYS_AHEAD[stage])
    thursday = earliest + timedelta(days=(3 - earliest.weekday()) % 7)
    assert day.weekday() < 5
    assert not is_holiday(day)
    assert day == thursday or is_holiday(thursday)


def test_easter_and_what_hangs_on_it() -> None:
    sundays = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16)}
    sundays |= {2029: (4, 1), 2030: (4, 21), 2038: (4, 25), 2049: (4, 18), 2076: (4, 19)}
    assert {year: (easter(year).month, easter(year).day) for year in sundays} == sundays
    assert [is_holiday(date(2026, 5, day)) for day in (13, 14, 24, 25, 26)] == [
        *(False, True, True, True, False)
    ]


def test_a_festival_keeps_away_from_the_holidays_of_december() -> None:
    assert festival_start(date(2026, 11, 2), Stage.OFFERS) == date(2026, 12, 7)


@given(today=DAYS, stage=st.sampled_from([Stage.OFFERS, Stage.WISHES]))
def test_wishes_are_open_today_while_people_choose(today: date, stage: Stage) -> None:
    day = study_day(today, stage)
    assert day - timedelta(weeks=5) < today <= day - timedelta(days=22)


@given(today=DAYS, stage=st.sampled_from([Stage.MATCHED, Stage.PUBLISHED]))
def test_wishes_are_closed_today_once_places_are_given(today: date, stage: Stage) -> None:
    day = study_day(today, stage)
    assert day - timedelta(weeks=3) < today <= day - timedelta(weeks=2)


def test_the_same_day_gives_the_same_study_day() -> None:
    assert study_day(date(2026, 11, 2), Stage.WISHES) == date(2026, 12, 3)


def test_a_later_stage_has_passed_the_earlier_ones() -> None:
    assert [stage for stage in Stage if Stage.MATCHED.reaches(stage)] == [
        Stage.OFFERS,
        Stage.WISHES,
        Stage.MATCHED,
    ]


@pytest.mark.parametrize(("rank", "number"), [(1, "088 000 00 01"), (33, "088 000 00 33")])
def test_made_up_numbers_ring_nowhere(rank: int, number: str) -> None:
    assert made_up_number(rank) == number


def test_every_part_is_somebody_else() -> None:
    assert len({part.person for part in PARTS}) == len(PARTS)
    assert len({part.key for part in PARTS}) == len(PARTS)
