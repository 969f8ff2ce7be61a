"""schedule.xml as the same plain values that schedule.json holds."""

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from .sheet import Sentence, Unreadable

BROKEN = Sentence("Dit XML-bestand is beschadigd of niet af. Maak het opnieuw.")
NO_ENTITIES = Sentence(
    "Dit XML-bestand heeft een DOCTYPE. Haal die regel weg en kies het bestand opnieuw."
)
LISTS = {"links": "link", "attachments": "attachment", "persons": "person"}


def tree_of(content: bytes) -> dict[str, Any]:
    """Read the file. Nothing in it can name another file or unfold itself."""
    root = _parsed(content)
    if root.tag != "schedule":
        return {}
    conference: dict[str, Any] = {}
    schedule: dict[str, Any] = {"conference": conference}
    for part in root:
        if part.tag == "conference":
            conference |= _conference(part)
        elif part.tag == "generator":
            schedule["generator"] = dict(part.attrib)
        elif part.tag != "day":
            schedule[part.tag] = _said(part)
    conference["days"] = [
        {"rooms": _rooms(day), "date": day.get("date")} for day in root if day.tag == "day"
    ]
    return {"schedule": schedule}


def _parsed(content: bytes) -> Element:
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse  # without it there are no entities of one’s own
    try:
        parser.Parse(content, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as fault:
        raise Unreadable(BROKEN) from fault


def _refuse(*_declared: Any) -> None:
    raise Unreadable(NO_ENTITIES)


def _conference(part: Element) -> dict[str, Any]:
    told: dict[str, Any] = {one.tag: _said(one) for one in part if one.tag != "track"}
    tracks = [{"name": _said(one), **one.attrib} for one in part if one.tag == "track"]
    return {**told, "tracks": tracks, "daysCount": told.pop("days", "")}


def _rooms(day: Element) -> dict[str, list[dict[str, Any]]]:
    rooms: dict[str, list[dict[str, Any]]] = {}
    for room in day.iter("room"):
        if room.get("name") is None:
            continue  # the name of a room inside an event
        events = [_event(event) for event in room if event.tag == "event"]
        rooms.setdefault(room.get("name", ""), []).extend(events)
    return rooms


def _event(event: Element) -> dict[str, Any]:
    told: dict[str, Any] = dict(event.attrib)
    for part in event:
        if part.tag in LISTS:
            told[part.tag] = [_one(part.tag, one) for one in part if one.tag == LISTS[part.tag]]
        elif part.tag == "recording":
            told |= {f"recording_{one.tag}": _recording(one) for one in part}
        else:
            told[part.tag] = _said(part)
    return told


def _one(kind: str, part: Element) -> dict[str, str]:
    word = "name" if kind == "persons" else "title"
    return {**part.attrib, word: _said(part)}


def _recording(part: Element) -> str:
    said = _said(part)
    return "" if part.tag == "optout" and said in {"false", "0"} else said


def _said(part: Element) -> str:
    return "".join(part.itertext()).strip()
