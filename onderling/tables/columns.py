"""Recognising the columns of a list by what stands above them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .fold import letters, words

ORDER = {
    word: number
    for number, alike in enumerate(
        (
            "eerste een 1e 1ste",
            "tweede twee 2e 2de",
            "derde drie 3e 3de",
            "vierde vier 4e 4de",
            "vijfde vijf 5e 5de",
            "zesde zes 6e 6de",
            "zevende zeven 7e 7de",
            "achtste acht 8e 8ste",
            "negende negen 9e 9de",
            "tiende tien 10e 10de",
        ),
        start=1,
    )
    for word in alike.split()
}
# For the patterns of a Column: a number, also in Dutch words.
NUMBER = r"(?:\d{1,3}(?:e|ste|de)?|" + "|".join(word for word in ORDER if word.isalpha()) + ")"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a list may have.

    `names` are headers as people write them, the best one first. `patterns` are regular
    expressions over the whole header in bare words ("welke workshop kiest u in ronde 1
    eerste keuze"); their named groups are numbers, such as slot and rank.
    """

    key: str
    names: tuple[str, ...] = ()
    required: bool = False
    repeated: bool = False
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Column number `index` of the list is `key`, with the numbers its header mentions."""

    index: int
    key: str
    numbers: Mapping[str, int] = field(default_factory=dict, hash=False)


def recognise(header: Sequence[str], columns: Iterable[Column]) -> dict[int, str]:
    """Return which columns of the list are known: index -> key."""
    return {found.index: found.key for found in find_columns(header, columns)}


def find_columns(header: Sequence[str], columns: Iterable[Column]) -> tuple[Found, ...]:
    """Return the known columns from left to right, with the numbers in their headers.

    A header goes to the column that names it best. Two headers for one thing: the better
    name wins, then the left one; the other is left unknown, for a person to decide.
    Columns that differ in their numbers, such as ronde 1 and ronde 2, are not one thing.
    """
    known = tuple(columns)
    claims = []
    for index, title in enumerate(header):
        offers = [
            (strength, place, Found(index, column.key, numbers), column.repeated)
            for place, column in enumerate(known)
            for strength, numbers in _claims(title, column)
        ]
        if offers:
            claims.append(min(offers, key=lambda offer: offer[:2]))
    taken = set()
    found = []
    for _, _, claim, repeated in sorted(claims, key=lambda offer: (offer[0], offer[2].index)):
        thing = (claim.key, tuple(sorted(claim.numbers.items())))
        if repeated or thing not in taken:
            taken.add(thing)
            found.append(claim)
    return tuple(sorted(found, key=lambda claim: claim.index))


def missing(found: Iterable[Found], columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return the columns that a list cannot do without and that were not found."""
    keys = {claim.key for claim in found}
    return tuple(column for column in columns if column.required and column.key not in keys)


def number_of(text: str) -> int | None:
    """Read 2, 2e, tweede or twee as 2; None when it is no number."""
    if text in ORDER:
        return ORDER[text]
    digits = re.fullmatch(r"(\d{1,3})(?:e|ste|de)?", text)
    return int(digits[1]) if digits else None


def _claims(title: str, column: Column) -> Iterable[tuple[int, dict[str, int]]]:
    """Yield how well the column fits the title (0 is best) and the numbers in it."""
    bare = letters(title)
    if not bare:
        return
    for strength, name in enumerate(column.names):
        if letters(name) == bare:
            yield strength, {}
    for strength, pattern in enumerate(column.patterns, start=len(column.names)):
        match = re.fullmatch(pattern, words(title))
        if match:
            texts = {name: text for name, text in match.groupdict().items() if text}
            numbers = {name: number_of(text) for name, text in texts.items()}
            yield strength, {name: n for name, n in numbers.items() if n is not None}
