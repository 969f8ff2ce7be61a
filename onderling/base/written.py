"""Dates, times, numbers and names as the language of this moment writes them."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from onderling.base.dutch import DUTCH
from onderling.base.english import ENGLISH
from onderling.base.language import language_now
from onderling.base.manner import Manner

P = ParamSpec("P")


def manner_now() -> Manner:
    return ENGLISH if language_now() == "en" else DUTCH


def _now(how: Callable[Concatenate[Manner, P], str]) -> Callable[P, str]:
    def write(*args: P.args, **kwargs: P.kwargs) -> str:
        return how(manner_now(), *args, **kwargs)

    return write


day_and_month = _now(Manner.day_and_month)
short_day = _now(Manner.short_day)
long_date = _now(Manner.long_date)
weekday = _now(Manner.weekday)
full_date = _now(Manner.full_date)
clock = _now(Manner.clock)
period = _now(Manner.period)
days = _now(Manner.days)
dates = _now(Manner.dates)
moment = _now(Manner.moment)
near_day = _now(Manner.near_day)
near_moment = _now(Manner.near_moment)
deadline = _now(Manner.deadline)
percent = _now(Manner.percent)
number_word = _now(Manner.number_word)
ordinal = _now(Manner.ordinal)
plural = _now(Manner.plural)
in_words = _now(Manner.in_words)
name_list = _now(Manner.name_list)


def capital(text: str) -> str:
    return manner_now().capital(text)
