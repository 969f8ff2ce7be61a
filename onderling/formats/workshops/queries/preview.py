"""What other programs show of a page: a chat its picture, a search engine its day and place."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from onderling.base.language import html_language
from onderling.base.written import capital
from onderling.formats.workshops.rules.browsing import Entry
from onderling.offers.models import Slot
from onderling.rounds.models import Round

# Signs that could end the element they stand in. Escaped, JSON says the same.
ENDING = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
PLACES = "https://schema.org/"
LONGEST = 200  # signs of a description that a chat or a search shows


@dataclass(frozen=True)
class Preview:
    """One page, told to programs. `data` is schema.org as JSON-LD."""

    title: str
    text: str
    address: str
    picture: str
    data: SafeString

    @property
    def locale(self) -> str:
        """The language as a preview names it: nl_NL, nl_BE, en_GB."""
        return {"nl-BE": "nl_BE", "en": "en_GB"}.get(html_language(), "nl_NL")


def preview_of_round(round: Round) -> Preview:
    text = round.theme or round.intro
    event = _event(round, round.name, text, reverse("home:round", args=[round.slug]))
    said = ". ".join(part for part in (capital(round.dates), round.venue, text) if part)
    return _preview(event, [event], said, reverse("workshops:kit", args=[round.slug]))


def preview_of_workshop(round: Round, entries: list[Entry], slots: Iterable[Slot]) -> Preview:
    """One workshop with every time it is given; without a time it is somewhere in the round."""
    first = entries[0]
    ends = {slot.pk: slot.ends for slot in slots}
    path = reverse("workshops:workshop", args=[round.slug, first.offer])
    event = _event(round, first.title, first.afterwards, path)
    times = [
        _time(round, entry, starts, ends, event)
        for entry in entries
        if (starts := entry.starts)
    ]
    said = ". ".join(filter(None, (capital(round.dates), first.organisation, first.afterwards)))
    kit = reverse("workshops:kit_workshop", args=[round.slug, first.offer])
    return _preview(event, times or [event], said, kit)


def _time(
    round: Round,
    entry: Entry,
    starts: datetime,
    ends: Mapping[int, datetime],
    whole: Mapping[str, Any],
) -> dict[str, Any]:
    zone = ZoneInfo(round.zone)
    until = (
        entry.until or ends.get(entry.slot or 0) or starts + timedelta(minutes=entry.minutes)
    )
    place = {
        "eventAttendanceMode": f"{PLACES}OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": whole["url"]},
    }
    if not entry.online:
        house = round.venue or entry.place or entry.organisation or round.name
        place = {"location": _place(", ".join(filter(None, (entry.room, house))))}
    return {
        **whole,
        **place,
        "startDate": starts.astimezone(zone).isoformat(),
        "endDate": until.astimezone(zone).isoformat(),
        "maximumAttendeeCapacity": entry.most,
        "superEvent": {
            "@type": "Event",
            "name": round.name,
            "url": settings.BASE_ADDRESS + reverse("home:round", args=[round.slug]),
            "startDate": round.starts_on.isoformat(),
            "location": _place(round.venue or str(round.programme.organisation)),
        },
    }


def _event(round: Round, name: str, text: str, path: str) -> dict[str, Any]:
    """What holds of every event of ours. Names of people stay on our own pages."""
    return {
        "@context": PLACES.rstrip("/"),
        "@type": "EducationEvent",
        "name": name,
        "description": text or name,
        "url": settings.BASE_ADDRESS + path,
        "startDate": round.starts_on.isoformat(),
        "endDate": round.ends_on.isoformat(),
        "location": _place(round.venue or str(round.programme.organisation)),
        "inLanguage": html_language(),
        "eventStatus": f"{PLACES}EventScheduled",
        "eventAttendanceMode": f"{PLACES}OfflineEventAttendanceMode",
        "organizer": {"@type": "Organization", "name": str(round.programme.organisation)},
    }


def _place(name: str) -> dict[str, str]:
    return {"@type": "Place", "name": name, "address": name}


def _preview(
    event: Mapping[str, Any], times: list[dict[str, Any]], said: str, kit: str
) -> Preview:
    picture = f"{settings.BASE_ADDRESS}{kit}plaatje.png"
    told = [{**one, "image": picture} for one in times]
    written = json.dumps(told if len(told) > 1 else told[0], ensure_ascii=False)
    return Preview(
        title=event["name"],
        text=said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…",
        address=event["url"],
        picture=picture,
        data=mark_safe(written.translate(ENDING)),  # noqa: S308 -- no sign in it ends the element
    )
