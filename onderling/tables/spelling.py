"""Which of the known names does somebody mean who typed it a little differently?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from .fold import letters, words

CUT_OFF = 8  # signs that must be left of a name before we dare to complete it
CLOSE = 0.88  # of the signs alike
CLEARLY = 0.04  # closer than the second best

How = Literal["same", "other_spelling", "cut_off", "typo"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """The known name that was meant, and how the typed one differs from it."""

    choice: str
    how: How


def nearest(text: str, choices: Sequence[str]) -> Spelling | None:
    """Return the one choice that `text` must mean; None when none or more than one fits.

    A wrong guess puts somebody in the wrong room, so in doubt there is no answer.
    """
    return _nearest(text, tuple(choices))


@lru_cache(maxsize=16_384)  # in a list of wishes the same few titles come back all the time
def _nearest(text: str, choices: tuple[str, ...]) -> Spelling | None:
    if text in choices:
        return Spelling(text, "same")
    typed = letters(text)
    if not typed:
        return None
    alike = _by_letters(choices).get(typed, ())
    if alike:
        return Spelling(alike[0], "other_spelling") if len(alike) == 1 else None
    if len(typed) >= CUT_OFF:
        longer = [
            choice
            for folded, same in _by_letters(choices).items()
            if folded.startswith(typed)
            for choice in same
        ]
        if longer:
            return Spelling(longer[0], "cut_off") if len(longer) == 1 else None
    return _closest(words(text), choices)


@lru_cache(maxsize=8)
def _by_letters(choices: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for choice in dict.fromkeys(choices):
        found[letters(choice)] = (*found.get(letters(choice), ()), choice)
    return found


@lru_cache(maxsize=8)
def _in_words(choices: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((choice, words(choice)) for choice in dict.fromkeys(choices))


def _closest(typed: str, choices: tuple[str, ...]) -> Spelling | None:
    matcher = SequenceMatcher(b=typed, autojunk=False)
    best = second = 0.0
    nearest_choice = ""
    for choice, folded in _in_words(choices):
        # "Workshop 1" is no slip of the pen for "Workshop 2".
        if _numbers(folded) != _numbers(typed):
            continue
        matcher.set_seq1(folded)
        if matcher.real_quick_ratio() < CLOSE - CLEARLY:
            continue
        if matcher.quick_ratio() < CLOSE - CLEARLY:
            continue
        ratio = matcher.ratio()
        if ratio > best:
            best, second, nearest_choice = ratio, best, choice
        else:
            second = max(second, ratio)
    if best >= CLOSE and best - second >= CLEARLY:
        return Spelling(nearest_choice, "typo")
    return None


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
