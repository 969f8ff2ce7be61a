"""The same timetable as schedule.xml, for the apps that read that."""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

# What no xml file may hold, however it is written.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OF_EVENT = (
    "room",
    "title",
    "subtitle",
    "type",
    "date",
    "start",
    "duration",
    "abstract",
    "slug",
    "track",
    "language",
    "description",
    "url",
)


def xml_of(told: dict[str, Any]) -> bytes:
    """Return schedule.xml of what `schedule_of` told."""
    schedule = told["schedule"]
    conference = schedule["conference"]
    root = Element("schedule")
    SubElement(root, "generator", name=told["generator"]["name"])
    _add(root, "version", schedule["version"])
    head = SubElement(root, "conference")
    for name in ("title", "acronym", "start", "end"):
        _add(head, name, conference[name])
    _add(head, "days", str(conference["daysCount"]))
    _add(head, "timeslot_duration", conference["timeslot_duration"])
    _add(head, "base_url", schedule["base_url"])
    _add(head, "url", conference["url"])
    _add(head, "time_zone_name", conference["time_zone_name"])
    guids = {room["name"]: room["guid"] for room in conference["rooms"]}
    for day in conference["days"]:
        _day(root, day, guids)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _day(root: Element, day: dict[str, Any], guids: dict[str, str]) -> None:
    page = SubElement(
        root,
        "day",
        index=str(day["index"]),
        date=day["date"],
        start=day["day_start"],
        end=day["day_end"],
    )
    for name, events in day["rooms"].items():
        room = SubElement(page, "room", name=_said(name), guid=guids[name])
        for event in events:
            _event(room, event)


def _event(room: Element, told: dict[str, Any]) -> None:
    event = SubElement(room, "event", id=str(told["id"]), guid=told["guid"])
    for name in OF_EVENT:
        if told[name] is not None or name == "track":
            _add(event, name, told[name] or "")
    persons = SubElement(event, "persons")
    for person in told["persons"]:
        _add(persons, "person", person["name"])
    SubElement(event, "links")


def _add(inside: Element, name: str, text: str) -> None:
    SubElement(inside, name).text = _said(text)


def _said(text: str) -> str:
    return UNSPEAKABLE.sub("", text)
