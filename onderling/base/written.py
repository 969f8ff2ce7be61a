"""Dates, times, numbers and names as the language of this moment writes them."""

from collections.abc import Callable
from typing import ParamSpec

from onderling.base import dutch, english
from onderling.base.language import language_now

P = ParamSpec("P")


def _by_language(in_dutch: Callable[P, str], in_english: Callable[P, str]) -> Callable[P, str]:
    def write(*args: P.args, **kwargs: P.kwargs) -> str:
        way = in_english if language_now() == "en" else in_dutch
        return way(*args, **kwargs)

    return write


day_and_month = _by_language(dutch.day_and_month, english.day_and_month)
short_day = _by_language(dutch.short_day, english.short_day)
long_date = _by_language(dutch.long_date, english.long_date)
weekday = _by_language(dutch.weekday, english.weekday)
full_date = _by_language(dutch.full_date, english.full_date)
clock = _by_language(dutch.clock, english.clock)
period = _by_language(dutch.period, english.period)
days = _by_language(dutch.days, english.days)
moment = _by_language(dutch.moment, english.moment)
near_day = _by_language(dutch.near_day, english.near_day)
near_moment = _by_language(dutch.near_moment, english.near_moment)
deadline = _by_language(dutch.deadline, english.deadline)
percent = _by_language(dutch.percent, english.percent)
number_word = _by_language(dutch.number_word, english.number_word)
ordinal = _by_language(dutch.ordinal, english.ordinal)
plural = dutch.plural  # a number and a word: the same in every language we have
in_words = _by_language(dutch.in_words, english.in_words)
capital = _by_language(dutch.capital, english.capital)
name_list = _by_language(dutch.name_list, english.name_list)
