"""Browsing three hundred workshops: filters, their counts, days per screen (S3a-4)."""

from datetime import date, timedelta

import pytest

from onderling.formats.workshops.rules.browsing import (
    FIRST_SCREEN,
    Entry,
    Filters,
    browse,
    neighbours,
    screen_of,
)
from onderling.tables.fold import words

MONDAY = date(2026, 11, 9)


def entry(offer: int, title: str = "Soep", **more: object) -> Entry:
    return Entry(offer, title, meeting=offer, text=words(title), **more)  # type: ignore[arg-type]  # sides by name


SOUP = entry(1, "Soep als gespreksleider", theme="Eten", form="koken", place="Havermonde")
SONG = entry(2, "Zingen zonder noten", theme="Muziek", form="koor", place="Havermonde")
QUIZ = entry(3, "Eén quiz over soep", theme="Eten", form="quiz", place="Oosterwaal")
ALL = [SOUP, SONG, QUIZ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filters(), ALL),
        (Filters(word="SOEP"), [SOUP, QUIZ]),
        (Filters(word="soep een"), [QUIZ]),
        (Filters(word="gesprek"), [SOUP]),
        (Filters(theme="Eten", place="Havermonde"), [SOUP]),
        (Filters(theme="Eten", form="koor"), []),
        (Filters(free=True), [SONG]),
        (Filters(kept=True), [QUIZ]),
    ],
)
def test_a_filter_keeps_what_fits(wanted: Filters, found: list[Entry]) -> None:
    assert browse(ALL, wanted, free={2}, kept={3}).entries == found


def test_each_choice_says_how_many_it_would_give() -> None:
    counts = browse(ALL, Filters(theme="Eten")).counts
    assert counts["place"] == {"Havermonde": 1, "Oosterwaal": 1}
    assert counts["theme"] == {"Eten": 2, "Muziek": 1}, "as if no theme was chosen yet"
    assert browse(ALL, Filters(theme="Eten", form="koor")).counts["theme"] == {"Muziek": 1}


def days(numbers: list[int]) -> list[Entry]:
    """So many workshops on each day, from Monday on."""
    return [
        entry(1000 * at + n, day=MONDAY + timedelta(days=at))
        for at, number in enumerate(numbers)
        for n in range(number)
    ]


def test_a_screen_shows_whole_days_until_it_is_full() -> None:
    entries = [*days([FIRST_SCREEN - 10, 25, 30]), entry(9)]
    first = screen_of(entries, None)
    assert (len(first.entries), first.later) == (FIRST_SCREEN + 15, MONDAY + timedelta(days=2))
    last = screen_of(entries, first.later)
    assert (len(last.entries), last.later, last.first) == (31, None, False)
    assert last.entries[-1].day is None, "what has no time yet stands at the end"
    assert screen_of(entries, None, whole=True).entries == entries


def test_a_day_after_the_last_shows_what_there_is() -> None:
    entries = days([2, 3])
    assert screen_of(entries, MONDAY + timedelta(days=40)).entries == entries
    assert screen_of([], None).entries == []


def test_the_next_workshop_is_the_next_of_what_somebody_looks_at() -> None:
    twice = [SOUP, SONG, entry(1), QUIZ]
    assert neighbours(twice, 2) == (SOUP, QUIZ)
    assert neighbours(twice, 1) == (None, SONG)
    assert neighbours(twice, 99) == (None, None)
