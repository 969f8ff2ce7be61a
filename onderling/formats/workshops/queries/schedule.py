"""The timetable in the shape that conference apps and screens read: schedule.json."""

import re
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from onderling.formats.workshops.queries.timetable import Day, Line
from onderling.formats.workshops.rules.schedule import (
    EVERYBODY,
    LANGUAGES,
    NO_ROOM,
    PAUSE,
    PLENARY,
)
from onderling.offers.models import Slot
from onderling.rounds.models import Round

CODES = {name.casefold(): code for code, name in LANGUAGES.items()}
KINDS = {Slot.Kind.PLENARY: PLENARY, Slot.Kind.BREAK: PAUSE}


def acronym_of(round: Round) -> str:
    """A short name as the format wants it: small letters, figures and underscores, four or
    more."""
    short = re.sub(r"[^a-z0-9]+", "_", round.slug.casefold()).strip("_")
    return short if len(short) > 3 else f"{short}_dag"


def schedule_of(round: Round, days: list[Day]) -> dict[str, Any]:
    """Return the whole of schedule.json, as plain values."""
    return {
        "generator": {"name": "Onderling"},
        "schedule": {
            "version": f"{round.state}",
            "base_url": f"{settings.BASE_ADDRESS}/",
            "conference": {
                "acronym": acronym_of(round),
                "title": round.name,
                "start": round.starts_on.isoformat(),
                "end": round.ends_on.isoformat(),
                "daysCount": len(days),
                "timeslot_duration": "00:15",
                "time_zone_name": round.zone,
                "url": settings.BASE_ADDRESS + reverse("home:round", args=[round.slug]),
                "tracks": _tracks(days),
                "rooms": [
                    {"name": name, "guid": guid_of(round, "zaal", name), "capacity": holds}
                    for name, holds in _rooms(days).items()
                ],
                "days": [_day(round, number, day) for number, day in enumerate(days, 1)],
            },
        },
    }


def guid_of(round: Round, kind: str, name: object) -> str:
    """The same thing has the same name in every version of the file."""
    home = f"{settings.BASE_ADDRESS}/{round.pk}/{kind}/{name}"
    return str(uuid5(NAMESPACE_URL, home))


def _tracks(days: list[Day]) -> list[dict[str, str]]:
    names = {
        line.meeting.offer.theme.name
        for day in days
        for line in day.lines
        if line.meeting and line.meeting.offer.theme
    }
    return [{"name": name, "slug": _slug(name, "thema")} for name in sorted(names)]


def _room(line: Line) -> str:
    """A room always has a name here, in every language the same: it is read back by it."""
    return line.room or (NO_ROOM if line.meeting else EVERYBODY)


def _rooms(days: list[Day]) -> dict[str, int | None]:
    """The rooms in order, with how many they hold as far as we know."""
    found: dict[str, int | None] = {}
    for day in days:
        for line in day.lines:
            room = line.meeting.room if line.meeting else None
            found[_room(line)] = found.get(_room(line)) or (room.holds if room else None)
    return found


def _day(round: Round, number: int, day: Day) -> dict[str, Any]:
    rooms: dict[str, list[dict[str, Any]]] = {}
    for line in day.lines:
        rooms.setdefault(_room(line), []).append(_event(round, line))
    return {
        "index": number,
        "date": day.date.isoformat(),
        "day_start": min(line.starts for line in day.lines).isoformat(),
        "day_end": max(line.ends for line in day.lines).isoformat(),
        "rooms": rooms,
    }


def _event(round: Round, line: Line) -> dict[str, Any]:
    kind, thing = ("bijeenkomst", line.meeting) if line.meeting else ("deel", line.slot)
    number = thing.pk * 2 + (line.meeting is None)  # a part and a workshop never share one
    return {
        "guid": guid_of(round, kind, thing.pk),
        "id": number,
        "date": line.starts.isoformat(),
        "start": f"{line.starts:%H:%M}",
        "end": line.ends.isoformat(),
        "duration": _duration(line.starts, line.ends),
        "room": _room(line),
        "slug": f"{acronym_of(round)}-{kind}-{number}-{_slug(line.title, kind)}",
        "title": line.title,
        **_about(round, line),
        "links": [],
        "attachments": [],
    }


def _about(round: Round, line: Line) -> dict[str, Any]:
    if line.meeting is None:
        return {
            "subtitle": "",
            "track": None,
            "type": KINDS[Slot.Kind(line.slot.kind)],
            "language": "nl",
            "abstract": "",
            "description": "",
            "persons": [],
            "url": settings.BASE_ADDRESS + reverse("home:round", args=[round.slug]),
        }
    offer = line.meeting.offer
    return {
        "subtitle": str(offer.working_form or ""),
        "track": offer.theme.name if offer.theme else None,
        "type": "workshop",
        "language": CODES.get(offer.language.casefold(), offer.language),
        "abstract": offer.afterwards,
        "description": offer.about,
        # No number and no address of a person: only the name that the programme shows.
        "persons": [{"name": person.name} for person in line.meeting.givers.all()],
        "url": settings.BASE_ADDRESS + reverse("offers:offer", args=[offer.pk]),
    }


def _duration(starts: datetime, ends: datetime) -> str:
    minutes = round_minutes(starts, ends)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def round_minutes(starts: datetime, ends: datetime) -> int:
    """Whole minutes that really pass, also in the night in which the clock goes back."""
    return int((ends.timestamp() - starts.timestamp()) // 60)


def _slug(text: str, otherwise: str) -> str:
    return slugify(text)[:60].strip("-_") or otherwise
