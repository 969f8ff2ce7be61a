"""Calendar files: appointments that Outlook, a phone and every other calendar understand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

MADE_BY = "-//Onderling//NL"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Appointment:
    """Something at a time and a place.

    `name` and `number` are its own for ever: a calendar knows by them that it is the same one.
    `sequence` goes up with every change of time, place or going on. A break is not `busy`.
    """

    name: str
    number: int
    title: str
    starts: datetime
    ends: datetime
    where: str = ""
    about: str = ""
    address: str = ""
    sequence: int = 0
    called_off: bool = False
    busy: bool = True

    @property
    def uid(self) -> str:
        return f"{self.name}-{self.number}@{urlsplit(settings.BASE_ADDRESS).hostname}"


def calendar_file(title: str, appointments: Iterable[Appointment], *, now: datetime) -> bytes:
    """Write one file. Times are in UTC: every calendar shows those right, in summer as well.

    When all of it was called off, the file says so to the calendar that opens it.
    """
    rows = list(appointments)
    off = bool(rows) and all(row.called_off for row in rows)
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    calendar.add("x-wr-calname", _line(title))
    for row in rows:
        calendar.add_component(_event(row, now=now))
    return bytes(calendar.to_ical())


def version_of(title: str, appointments: Iterable[Appointment]) -> str:
    """Name what a file says, without the moment at which it was asked for."""
    return sha256(repr((title, list(appointments))).encode()).hexdigest()[:32]


def _event(row: Appointment, *, now: datetime) -> Event:
    event = Event()
    event.add("uid", row.uid)
    event.add("sequence", row.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", row.starts.astimezone(UTC))
    event.add("dtend", row.ends.astimezone(UTC))
    event.add("summary", _line(row.title))
    event.add("status", "CANCELLED" if row.called_off else "CONFIRMED")
    event.add("transp", "OPAQUE" if row.busy and not row.called_off else "TRANSPARENT")
    if row.where:
        event.add("location", _line(row.where))
    if row.about:
        event.add("description", _text(row.about))
    if row.address:
        event.add("url", row.address)
    return event


def _line(text: str) -> str:
    """One line: what somebody typed may not begin a new property."""
    return " ".join(CONTROL.sub(" ", text).split())


def _text(text: str) -> str:
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
