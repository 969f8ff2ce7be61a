"""Reading the programme of another program, schedule.json or schedule.xml, as a sheet.

One event is one row. What we have no word for is named in the last columns, so that nothing is
left out in silence.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from .schedule_xml import tree_of
from .sheet import Row, Sentence, Sheet, Unreadable, check_size

OURS = "Onderling"
HEADER = (
    "soort onderdeel",
    "titel",
    "begint",
    "eindigt",
    "zaal",
    "plekken in de zaal",
    "thema",
    "werkvorm",
    "taal",
    "gevers",
    "na afloop",
    "omschrijving",
    "niet overgenomen",
    "niet overgenomen van het geheel",
)
NO_SCHEDULE = Sentence(
    "In dit bestand staat geen programma. Wij zoeken ‘schedule’ met dagen en zalen."
)
BROKEN_JSON = Sentence("Dit JSON-bestand is beschadigd of niet af. Maak het opnieuw.")
# What a programme of ours says about a workshop, and what only tells one event from another.
KNOWN = frozenset(
    {
        *("guid", "id", "slug", "url", "date", "start", "end", "duration", "room", "title"),
        *("subtitle", "track", "type", "language", "abstract", "description", "persons"),
    }
)
OF_A_PERSON = frozenset({"id", "guid", "code", "name", "public_name"})
OF_THE_WHOLE = frozenset(
    {
        *("acronym", "title", "start", "end", "daysCount", "days", "timeslot_duration"),
        *("time_zone_name", "url", "base_url", "tracks", "rooms"),
    }
)
OF_A_ROOM = frozenset({"name", "guid", "capacity", "slug"})
OBJECT = re.compile(rb"\{\s*(?:[\"}]|\Z)")
DURATION = re.compile(r"(?:(\d+):)?(\d+):(\d{2})")
PAUSES = frozenset({"break", "lunch", "pause", "pauze"})


def is_schedule(content: bytes) -> bool:
    """Say whether this file is meant as one: JSON, or XML about a schedule."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return bool(OBJECT.match(start)) or (start.startswith(b"<") and b"<schedule" in start)


def read_schedule(content: bytes, *, name: str) -> Sheet:
    """Return one row for each event, in the order of the file."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        told = tree_of(content)
    else:
        told = _json(content)
    schedule = told.get("schedule")
    conference = _mapping(_mapping(schedule).get("conference"))
    if not isinstance(conference.get("days"), list):
        raise Unreadable(NO_SCHEDULE)
    generator = _mapping(told.get("generator") or _mapping(schedule).get("generator"))
    ours = generator.get("name") == OURS
    holds = {
        _text(room.get("name")): _text(room.get("capacity"))
        for room in _mappings(conference.get("rooms"))
    }
    whole = _unknown_of(told, _mapping(schedule), conference)
    rows: list[Row] = []
    for event in _events(conference["days"]):
        number = len(rows) + 2
        cells = _cells(event, holds, ours=ours)
        rows.append(Row(number, (*cells, "" if rows else "\n".join(whole))))
        check_size(rows=len(rows), width=len(HEADER))
    if not rows:
        raise Unreadable(NO_SCHEDULE)
    return Sheet(name=name, header=HEADER, rows=tuple(rows))


def _json(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:  # also what is no UTF-8
        raise Unreadable(BROKEN_JSON) from fault
    if not isinstance(told, dict):
        raise Unreadable(NO_SCHEDULE)
    return told


def _events(days: Iterable[Any]) -> Iterable[Mapping[str, Any]]:
    for day in _mappings(days):
        for room, events in _mapping(day.get("rooms")).items():
            for event in _mappings(events):
                yield {"room": room, **event}


def _cells(event: Mapping[str, Any], holds: Mapping[str, str], *, ours: bool) -> Sequence[str]:
    sort, form = _text(event.get("type")), ""
    subtitle, abstract = _text(event.get("subtitle")), _text(event.get("abstract"))
    about = _text(event.get("description"))
    if ours:
        form, subtitle = subtitle, ""
    else:
        # In our words an abstract is no result, and their kinds are ways of working.
        about, abstract = "\n\n".join(filter(None, (subtitle, abstract, about))), ""
        if sort.casefold() in PAUSES:
            sort = "other"
        else:
            form, sort = ("" if sort.casefold() == "workshop" else sort), "workshop"
    room = _text(event.get("room"))
    return (
        sort,
        _text(event.get("title")),
        _text(event.get("date")),
        _end(event),
        room,
        holds.get(room, ""),
        _text(event.get("track")),
        form,
        _text(event.get("language")),
        "\n".join(_names(event.get("persons"))),
        abstract,
        about,
        "\n".join(_unknown(event)),
    )


def _end(event: Mapping[str, Any]) -> str:
    """The end as it stands there, else the beginning and its duration."""
    if end := _text(event.get("end")):
        return end
    found = DURATION.fullmatch(_text(event.get("duration")))
    try:
        begins = datetime.fromisoformat(_text(event.get("date")))
        if found is None:
            return ""
        first, second, third = found.groups()
        # “1:30:00” has seconds in XML; a day or more stands as hours.
        hours, minutes = (first, second) if first is not None else (second, third)
        return (begins + timedelta(hours=int(hours), minutes=int(minutes))).isoformat()
    except (ValueError, OverflowError):
        return ""


def _names(persons: Any) -> list[str]:
    said = (_text(one.get("name") or one.get("public_name")) for one in _mappings(persons))
    return list(dict.fromkeys(filter(None, (" ".join(name.split()) for name in said))))


def _unknown(event: Mapping[str, Any]) -> list[str]:
    """Name what an event tells that we keep nowhere."""
    found = [key for key, value in event.items() if key not in KNOWN and _says(value)]
    of_people = {
        f"persons.{key}"
        for person in _mappings(event.get("persons"))
        for key, value in person.items()
        if key not in OF_A_PERSON and _says(value)
    }
    return [*found, *sorted(of_people)]


def _unknown_of(
    told: Mapping[str, Any], schedule: Mapping[str, Any], conference: Mapping[str, Any]
) -> list[str]:
    """Name what the file tells about the whole that we keep nowhere."""
    outside = {"$schema", "schedule", "generator"}
    inside = {"version", "base_url", "conference", "generator", "url"}
    return [
        *(key for key, value in told.items() if key not in outside and _says(value)),
        *(key for key, value in schedule.items() if key not in inside and _says(value)),
        *(k for k, value in conference.items() if k not in OF_THE_WHOLE and _says(value)),
        *_inside(conference, "rooms", OF_A_ROOM),
        *_inside(conference, "tracks", frozenset({"name", "slug"})),
    ]


def _inside(conference: Mapping[str, Any], name: str, known: frozenset[str]) -> list[str]:
    found = {
        f"{name}.{key}"
        for one in _mappings(conference.get(name))
        for key, value in one.items()
        if key not in known and _says(value)
    }
    return sorted(found)


def _says(value: Any) -> bool:
    """Say whether there is anything in it: “no” and “nothing” are what we do anyway."""
    return bool(value) or (value == 0 and value is not False)


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
