"""Dates, numbers and names are written as a Dutch reader writes them (X-7)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from onderling.base.dutch import DUTCH

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("closes", "said"),
    [
        (datetime(2026, 11, 19, 23, 0, tzinfo=UTC), "tot en met 19 november, 23:59"),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), "tot en met 1 juli, 23:59"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "tot en met 31 december, 23:59"),
        (datetime(2026, 11, 19, 16, 0, tzinfo=UTC), "tot en met 19 november, 16:59"),
        # The night the clock goes back: 0.00 UTC is 2.00, the minute before is 1:59.
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "tot en met 25 oktober, 02:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "tot en met 29 maart, 01:59"),
    ],
)
def test_a_deadline_names_the_last_minute_that_counts(closes: datetime, said: str) -> None:
    assert DUTCH.deadline(closes, AMSTERDAM) == said


def test_a_deadline_is_told_in_the_zone_of_the_round() -> None:
    closes = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    assert (
        DUTCH.deadline(closes, ZoneInfo("America/Curacao")) == "tot en met 19 november, 18:59"
    )


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (76, 214, "36 %"),
        (0, 214, "0 %"),
        (214, 214, "100 %"),
        (213, 214, "99 %"),
        (9_999, 10_000, "99 %"),
        (1, 10_000, "1 %"),
        (1, 8, "13 %"),
        (3, 8, "38 %"),
        (1, 2, "50 %"),
        (0, 0, ""),
    ],
)
def test_a_percentage_is_whole_and_never_claims_all_or_none(
    part: int, whole: int, said: str
) -> None:
    assert DUTCH.percent(part, whole) == said.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("moment", "said"),
    [(time(9, 30), "9.30"), (time(10, 0), "10.00"), (time(0, 5), "0.05")],
)
def test_a_clock_has_a_point_and_no_zero_in_front(moment: time, said: str) -> None:
    assert DUTCH.clock(moment) == said


def test_a_period_says_uur_once() -> None:
    assert DUTCH.period(time(10), time(11, 15)) == "10.00 tot 11.15 uur"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 10), date(2026, 12, 10), "10 december 2026"),
        (date(2026, 11, 9), date(2026, 11, 20), "9 tot en met 20 november 2026"),
        (date(2026, 10, 28), date(2026, 11, 3), "28 oktober tot en met 3 november 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 december 2026 tot en met 2 januari 2027"),
    ],
)
def test_a_stretch_of_days_repeats_nothing(first: date, last: date, said: str) -> None:
    assert DUTCH.days(first, last) == said


def test_a_day_has_five_lengths() -> None:
    day = date(2026, 12, 10)
    assert DUTCH.full_date(day) == "donderdag 10 december 2026"
    assert DUTCH.weekday(day) == "donderdag 10 december"
    assert DUTCH.long_date(day) == "10 december 2026"
    assert DUTCH.day_and_month(day) == "10 december"
    assert DUTCH.short_day(day) == "10 dec."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 19), "gisteren"),
        (date(2026, 11, 20), "vandaag"),
        (date(2026, 11, 21), "morgen"),
        (date(2026, 11, 22), "22 november"),
        (date(2027, 1, 1), "1 januari 2027"),
    ],
)
def test_a_near_day_gets_a_word(day: date, said: str) -> None:
    assert DUTCH.near_day(day, today=date(2026, 11, 20)) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 20, 13, 12, tzinfo=UTC), "vandaag om 14.12 uur"),
        (datetime(2026, 11, 19, 23, 30, tzinfo=UTC), "vandaag om 0.30 uur"),
        (datetime(2026, 11, 12, 8, 5, tzinfo=UTC), "op 12 november om 9.05 uur"),
    ],
)
def test_a_moment_is_told_by_the_clock_on_the_wall(at: datetime, said: str) -> None:
    now = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    assert DUTCH.near_moment(at, AMSTERDAM, now=now) == said


def test_a_moment_far_away_has_its_year() -> None:
    at = datetime(2026, 11, 19, 13, 12, tzinfo=UTC)
    assert DUTCH.moment(at, AMSTERDAM) == "19 november 2026 om 14.12 uur"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "Geen workshops"),
        (1, "Eén workshop"),
        (5, "Vijf workshops"),
        (12, "Twaalf workshops"),
        (13, "13 workshops"),
    ],
)
def test_a_heading_begins_with_a_number_in_words_up_to_twelve(number: int, said: str) -> None:
    assert DUTCH.in_words(number, "workshop", "workshops") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "eerste"), (8, "achtste"), (10, "tiende"), (11, "11e"), (21, "21e")],
)
def test_a_rank_is_a_word_up_to_ten(number: int, said: str) -> None:
    assert DUTCH.ordinal(number) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 mensen"), (1, "1 mens"), (3, "3 mensen")])
def test_one_person_is_een_mens(number: int, said: str) -> None:
    assert DUTCH.plural(number, "mens", "mensen") == said


@pytest.mark.parametrize(
    ("names", "most", "said"),
    [
        ([], 0, ""),
        (["Ali"], 0, "Ali"),
        (["Ali", "Bo"], 0, "Ali en Bo"),
        (["Ali", "Bo", "Cis"], 0, "Ali, Bo en Cis"),
        (["Ali", "Bo", "Cis", "Do"], 2, "Ali, Bo en nog 2 anderen"),
        # “en nog 1 anderen” is longer than the name itself.
        (["Ali", "Bo", "Cis"], 2, "Ali, Bo en Cis"),
    ],
)
def test_names_are_a_sentence(names: list[str], most: int, said: str) -> None:
    assert DUTCH.name_list(names, most=most) == said
