"""From what stands in a file to a value of ours. Each parser raises Wrong, or gives the value.

Parsing and checking are one deed here, so that a row that was read is a row that is right.
`Seen` holds the names met before in this file: each is looked at once and kept once, however
often two million wishes mention it.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any, TypeVar

from onderling.matching.problem import Pair, Ranked
from onderling.matching.reading.faults import Wrong, shown

T = TypeVar("T")
Seen = dict[str, str]
Parse = Callable[[Any, Seen], Any]

LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LARGEST = 10**9
BY_RANK = itemgetter(1, 0)  # a wish is (id, rank)


def text(value: Any, seen: Seen) -> str:
    """Any text that can be written down again."""
    if not isinstance(value, str):
        raise Wrong(f"moet tekst zijn, geen {shown(value)}")
    if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Wrong("heeft een half teken (een los surrogaat), dat niet te bewaren is")
    return value


def name(value: Any, seen: Seen) -> str:
    """A text that is not empty."""
    if isinstance(value, str) and (known := seen.get(value)):
        return known
    if text(value, seen).strip() != value or not value:
        raise Wrong("mag niet leeg zijn of spaties eromheen hebben")
    return seen.setdefault(value, value)


def yes_or_no(value: Any, seen: Seen) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Wrong(f"moet true of false zijn, geen {shown(value)}")
    return value


def whole(least: int = 0, *, largest: int = LARGEST) -> Callable[[Any, Seen], int]:
    """A whole number from `least` to `largest`."""

    def parse(value: Any, seen: Seen) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(f"moet een heel getal zijn, geen {shown(value)}")
        if value > largest:
            raise Wrong(f"is te groot: {shown(value)}")
        if value < least:
            raise Wrong(f"moet ten minste {least} zijn, niet {value}")
        return value

    return parse


def share(value: Any, seen: Seen) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise Wrong(f"moet een getal van 0 tot 1 zijn, geen {shown(value)}")
    if not 0 <= value <= 1:
        raise Wrong(f"moet tussen 0 en 1 liggen, niet {shown(value)}")
    return float(value)


def one_of(*choices: str) -> Callable[[Any, Seen], str]:
    """One of a few words."""

    def parse(value: Any, seen: Seen) -> str:
        if isinstance(value, str) and value in choices:
            return value
        known = " of ".join(f"“{choice}”" for choice in choices)
        raise Wrong(f"moet {known} zijn, niet {shown(value)}")

    return parse


def exactly_one(value: Any, seen: Seen) -> int:
    """The version we know."""
    if value != 1 or isinstance(value, bool):
        raise Wrong(f"moet 1 zijn, niet {shown(value)}")
    return 1


def list_of(parse: Parse, *, filled: bool = False) -> Callable[[Any, Seen], tuple[Any, ...]]:
    """A list of values that each pass `parse`, in the order of the file."""

    def parse_list(value: Any, seen: Seen) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Wrong(f"moet een lijst zijn, geen {shown(value)}")
        if filled and not value:
            raise Wrong("mag niet leeg zijn")
        found = []
        for number, item in enumerate(value):
            try:
                found.append(parse(item, seen))
            except Wrong as wrong:
                raise Wrong(f"[{number}] {wrong}") from None
        return tuple(found)

    return parse_list


def set_of(parse: Parse) -> Callable[[Any, Seen], tuple[str, ...]]:
    """A list in which nothing stands twice, and whose order means nothing: it is sorted."""
    parse_list = list_of(parse)

    def parse_set(value: Any, seen: Seen) -> tuple[str, ...]:
        return tuple(sorted(_each_once(parse_list(value, seen))))

    return parse_set


def in_order(value: Any, seen: Seen) -> tuple[str, ...]:
    """Names in which nothing stands twice, the dearest first."""
    found = list_of(name)(value, seen)
    _each_once(found)
    return found


def _each_once(values: Sequence[str]) -> Sequence[str]:
    if len(set(values)) < len(values):
        double = next(value for number, value in enumerate(values) if value in values[:number])
        raise Wrong(f"noemt “{double}” twee keer")
    return values


def ranked(value: Any, seen: Seen) -> Ranked:
    """A list of [id, rank], the same id only once; the dearest first, equals by id."""
    found = _quickly_ranked(value, seen) or _ranked(value, seen)
    if len(dict(found)) < len(found):
        _each_once([known for known, _ in found])
    found.sort(key=BY_RANK)
    return tuple(found)


def _quickly_ranked(value: Any, seen: Seen) -> list[tuple[str, int]] | None:
    """The list when all names in it were met before; None when it needs a closer look."""
    try:
        found = [(seen[known], rank) for known, rank in value]
        ranks = [rank for _, rank in found]
        fine = {type(rank) for rank in ranks} == {int} and min(ranks) >= 1
    except (KeyError, TypeError, ValueError):
        return None
    return found if fine and max(ranks) <= LARGEST and isinstance(value, list) else None


def _ranked(value: Any, seen: Seen) -> list[tuple[str, int]]:
    if not isinstance(value, list):
        raise Wrong(f"moet een lijst zijn, geen {shown(value)}")
    found = []
    for number, item in enumerate(value):
        if not isinstance(item, list) or len(item) != 2:
            raise Wrong(f"[{number}] moet [id, rang] zijn, geen {shown(item)}")
        try:
            known = name(item[0], seen)
        except Wrong as wrong:
            raise Wrong(f"[{number}] {wrong}") from None
        try:
            rank = whole(1)(item[1], seen)
        except Wrong as wrong:
            raise Wrong(f"[{number}]: de rang {wrong}") from None
        found.append((known, rank))
    return found


def per_group(parse: Parse) -> Callable[[Any, Seen], Mapping[str, Any]]:
    """An object: group -> value."""

    def parse_groups(value: Any, seen: Seen) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise Wrong(f"moet per groep een getal hebben, geen {shown(value)}")
        found = {}
        for group, item in value.items():
            try:
                found[name(group, seen)] = parse(item, seen)
            except Wrong as wrong:
                raise Wrong(f"“{group}” {wrong}") from None
        return found

    return parse_groups


def local_time(value: Any, seen: Seen) -> datetime:
    """Local time without offset, to the minute or second."""
    if isinstance(value, str) and LOCAL_TIME.fullmatch(value):
        return _on_the_calendar(datetime.fromisoformat, value)
    if isinstance(value, str) and LOCAL_TIME.match(value):
        raise Wrong(f"moet lokale tijd zonder tijdzone zijn, niet {shown(value)}")
    raise Wrong(f"moet als 2026-11-10T10:00 geschreven zijn, niet {shown(value)}")


def day(value: Any, seen: Seen) -> str:
    """A date as 2026-11-10; it stays text, because it is only ever compared."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise Wrong(f"moet als 2026-11-10 geschreven zijn, niet {shown(value)}")
    _on_the_calendar(date.fromisoformat, value)
    return seen.setdefault(value, value)


def _on_the_calendar(parse: Callable[[str], T], value: str) -> T:
    try:
        return parse(value)
    except ValueError:
        raise Wrong(f"{shown(value)} bestaat niet op de kalender of klok") from None


def pair(value: Any, seen: Seen) -> Pair:
    """Two different ids, in order of id."""
    if not isinstance(value, list) or len(value) != 2:
        raise Wrong(f"moet een lijst van twee personen zijn, geen {shown(value)}")
    try:
        one, other = sorted(name(item, seen) for item in value)
    except Wrong as wrong:
        raise Wrong(f"een naam {wrong}") from None
    if one == other:
        raise Wrong("noemt twee keer dezelfde persoon")
    return one, other
