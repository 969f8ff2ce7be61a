"""What each value must look like. Every check says what is wrong, or nothing."""

import math
import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from onderling.matching.reading.faults import Check, Row, shown

LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?")


def text(value: Any) -> str | None:
    """Any text."""
    return None if isinstance(value, str) else f"moet tekst zijn, geen {shown(value)}"


def name(value: Any) -> str | None:
    """A text that is not empty."""
    if wrong := text(value):
        return wrong
    return (
        None
        if value.strip() == value != ""
        else "mag niet leeg zijn of spaties eromheen hebben"
    )


def yes_or_no(value: Any) -> str | None:
    """true or false."""
    return None if isinstance(value, bool) else f"moet true of false zijn, geen {shown(value)}"


def whole(least: int = 0) -> Check:
    """A whole number, not below `least`."""

    def check(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return f"moet een heel getal zijn, geen {shown(value)}"
        if value > 10**9:
            return f"is te groot: {value}"
        return None if value >= least else f"moet ten minste {least} zijn, niet {value}"

    return check


def share(value: Any) -> str | None:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return f"moet een getal van 0 tot 1 zijn, geen {shown(value)}"
    return None if 0 <= value <= 1 else f"moet tussen 0 en 1 liggen, niet {value}"


def one_of(*choices: str) -> Check:
    """One of a few words."""

    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in choices:
            return None
        return f"moet {' of '.join(f'“{c}”' for c in choices)} zijn, niet {shown(value)}"

    return check


def exactly_one(value: Any) -> str | None:
    """The version we know."""
    right = value == 1 and not isinstance(value, bool)
    return None if right else f"moet 1 zijn, niet {shown(value)}"


def list_of(check: Check, *, unique: bool = False, filled: bool = False) -> Check:
    """A list of values that each pass `check`."""

    def check_list(value: Any) -> str | None:
        if not isinstance(value, list):
            return f"moet een lijst zijn, geen {shown(value)}"
        if filled and not value:
            return "mag niet leeg zijn"
        for number, item in enumerate(value):
            if wrong := check(item):
                return f"[{number}] {wrong}"
        return _doubled(value) if unique else None

    return check_list


def _doubled(values: Collection[str]) -> str | None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return f"noemt “{value}” twee keer"
        seen.add(value)
    return None


def ranked(value: Any) -> str | None:
    """A list of [id, rank]; the same id only once."""
    if not isinstance(value, list):
        return f"moet een lijst zijn, geen {shown(value)}"
    for number, item in enumerate(value):
        if not isinstance(item, list) or len(item) != 2:
            return f"[{number}] moet [id, rang] zijn, geen {shown(item)}"
        if wrong := name(item[0]):
            return f"[{number}] {wrong}"
        if wrong := whole(1)(item[1]):
            return f"[{number}]: de rang {wrong}"
    return _doubled([item[0] for item in value])


def per_group(check: Check) -> Check:
    """An object: group -> value."""

    def check_groups(value: Any) -> str | None:
        if not isinstance(value, dict):
            return f"moet een object per groep zijn, geen {shown(value)}"
        return next(
            (f"“{group}” {wrong}" for group, item in value.items() if (wrong := check(item))),
            None,
        )

    return check_groups


def local_time(value: Any) -> str | None:
    """Local time without offset, to the minute or second."""
    if isinstance(value, str) and LOCAL_TIME.fullmatch(value):
        return _parsed(datetime.fromisoformat, value)
    if isinstance(value, str) and LOCAL_TIME.match(value):
        return f"moet lokale tijd zonder tijdzone zijn, niet {shown(value)}"
    return f"moet als 2026-11-10T10:00 geschreven zijn, niet {shown(value)}"


def day(value: Any) -> str | None:
    """A date as 2026-11-10."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _parsed(date.fromisoformat, value)
    return f"moet als 2026-11-10 geschreven zijn, niet {shown(value)}"


def _parsed(parse: Callable[[str], object], value: str) -> str | None:
    try:
        parse(value)
    except ValueError:
        return f"{shown(value)} bestaat niet op de kalender of klok"
    return None


ids = list_of(name, unique=True)
count = whole(0)

OBJECTIVE = Row(
    {
        "points": list_of(count, filled=True),
        "fields": list_of(count),
        "also_good": count,
        "anywhere": count,
        "rather_not": count,
        "visited": count,
        "first_seat": count,
        "without": one_of("guarantee", "next_wish"),
        "order": one_of("joint", "rounds"),
        "soft_together": count,
        "stay": count,
        "balance": count,
        "balance_slack": count,
    }
)
RULES = Row({"other_organisation": yes_or_no, "fill_slots": yes_or_no})
SESSION = Row(
    {
        "id": name,
        "start": local_time,
        "end": local_time,
        "minimum": count,
        "maximum": count,
        "activity": name,
        "organisation": name,
        "field": name,
        "at_least": per_group(count),
        "at_most": per_group(count),
        "at_least_share": per_group(share),
        "at_most_per_organisation": count,
        "needs": ids,
    },
    required=["id"],
)
PERSON = Row(
    {
        "id": name,
        "size": whole(1),
        "group": name,
        "organisation": name,
        "most": count,
        "wishes": ranked,
        "also_good": ids,
        "rather_not": ids,
        "cannot": ids,
        "anywhere": yes_or_no,
        "has": ids,
        "visited": ids,
        "wish_organisations": ranked,
        "wish_fields": ids,
        "dates": list_of(day, unique=True),
    },
    required=["id"],
)
LOCK = Row({"person": name, "session": name, "counts": yes_or_no}, ["person", "session"])
FORMER = Row({"person": name, "session": name}, ["person", "session"])


def pair(value: Any) -> str | None:
    """Two different ids."""
    if not isinstance(value, list) or len(value) != 2:
        return f"moet een lijst van twee personen zijn, geen {shown(value)}"
    if wrong := name(value[0]) or name(value[1]):
        return f"een naam {wrong}"
    return "noemt twee keer dezelfde persoon" if value[0] == value[1] else None
