"""A photo may be shown when nobody is recognisable, or everybody said yes (X-35, X-86)."""

from datetime import UTC, datetime, timedelta

import pytest

from onderling.outcomes.rules.photos import (
    Answer,
    Standing,
    names_in,
    reminds_of_photo,
    standing,
    standing_answer,
)

YES, NO, NONE = Answer.YES, Answer.NO, Answer.NONE
DAY = datetime(2026, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answers", "nobody", "told", "off", "stands"),
    [
        ([], True, True, False, "shown"),
        ([], False, True, False, "untold"),  # that nobody is recognisable must be chosen
        ([], True, False, False, "untold"),
        ([YES, YES], False, True, False, "shown"),
        ([YES, YES], False, True, True, "off"),
        ([YES, NONE], False, True, False, "waiting"),
        ([YES, NONE, NO], False, True, False, "refused"),
        ([NO], True, False, True, "refused"),
    ],
)
def test_a_photo_is_shown_with_everybodys_yes_only(
    answers: list[Answer], nobody: bool, told: bool, off: bool, stands: str
) -> None:
    assert standing(answers, nobody=nobody, told=told, off=off) == Standing(stands)
    gone = standing(answers, nobody=nobody, told=told, off=off, gone=True)
    assert gone == Standing.GONE


def test_a_no_to_all_photos_counts_from_then_on() -> None:
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    assert standing_answer("", None, against=DAY) == NO
    assert standing_answer("yes", before, against=DAY) == NO
    assert standing_answer("yes", after, against=DAY) == YES
    assert standing_answer("", None, against=None) == NONE


def test_who_does_not_answer_hears_of_it_once_more() -> None:
    week = timedelta(days=7)
    assert reminds_of_photo(DAY, None, now=DAY + week)
    assert not reminds_of_photo(DAY, None, now=DAY + week - timedelta(seconds=1))
    assert not reminds_of_photo(DAY, DAY + week, now=DAY + 3 * week)
    assert not reminds_of_photo(None, None, now=DAY)


def test_names_are_typed_one_a_line_or_with_commas() -> None:
    assert names_in(" Bo  Bakker, Ria;\nbo bakker\n\nJan ") == ["Bo Bakker", "Ria", "Jan"]
