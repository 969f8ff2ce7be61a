"""The programme as one screen: what fits, laid out per day or per part of the day."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from onderling.base.language import language_now
from onderling.formats.workshops.queries.demand import Places, free_of, places_in, places_of
from onderling.formats.workshops.queries.kept import Versions, keep, kept, versions_of
from onderling.formats.workshops.queries.reading import Read, read_programme
from onderling.formats.workshops.rules.browsing import (
    Entry,
    Filters,
    Found,
    Screen,
    browse,
    days_of,
    screen_of,
)
from onderling.offers.models import Slot
from onderling.rounds.models import Round
from onderling.rounds.rules import is_public, shows_demand

FRESH = 5  # seconds; a number of places is never older, also when two deeds cross


@dataclass(frozen=True)
class Part:
    """A day or a part of the day with its workshops; plenary parts and breaks have none."""

    slot: Slot | None
    day: date | None
    entries: list[Entry]

    @property
    def key(self) -> str:
        """What tells it apart on the page."""
        if self.slot:
            return str(self.slot.pk)
        return self.day.isoformat() if self.day else "los"


@dataclass(frozen=True)
class Browsed:
    """One screen of a programme, and all that fits in order."""

    read: Read
    found: Found
    screen: Screen
    parts: list[Part]
    several_days: bool

    @property
    def all(self) -> int:
        return len(self.read.entries)

    @property
    def shown(self) -> int:
        return len(self.found.entries)


@dataclass(frozen=True)
class Edition:
    """A round, and how far it was when this request came in."""

    round: Round
    at: Versions


def edition_of(slug: str, person: Any) -> Edition | None:
    """Find a round by its address, for who may see it.

    A public round is kept: then asking how far it is, is the only query.
    """
    number = kept(("number", slug), None)
    if number:
        at = versions_of(number)
        if known := kept(("round", slug), at.offers):
            return Edition(known, at)
    visible = Round.objects.visible_to(person).select_related("programme__organisation")
    found = visible.filter(slug=slug).first()
    if found is None:
        return None
    at = versions_of(found.pk)
    if is_public(found.state):
        keep(("number", slug), None, lambda: found.pk)
        keep(("round", slug), at.offers, lambda: found)
    return Edition(found, at)


def kept_programme(of: Edition) -> Read:
    """Read the programme, or take it as it was when nothing changed."""
    key = ("read", of.round.pk, language_now())  # names stand in it as “Ali en Bo”
    return keep(key, of.at.offers, lambda: read_programme(of.round))


def kept_places(of: Edition) -> dict[int, Places]:
    """Count the places, or take them as they were. Empty while they are not to be shown."""
    if not shows_demand(of.round.state):
        return {}
    key = ("places", of.round.pk)
    return keep(key, of.at, lambda: places_of(of.round), seconds=FRESH)


def places_here(of: Edition, offer: int) -> dict[int, Places]:
    """The places of one workshop. In a rush those of all change before they are counted."""
    if not shows_demand(of.round.state):
        return {}
    of_all: dict[int, Places] | None = kept(("places", of.round.pk), of.at)
    return places_in(of.round, offer) if of_all is None else of_all


def look_at(
    of: Edition,
    wanted: Filters,
    *,
    since: date | None = None,
    whole: bool = False,
    saved: Collection[int] = (),
) -> Browsed:
    """Browse the programme: what fits, and the days of it that come on one screen."""
    read = kept_programme(of)
    free = free_of(kept_places(of)) if wanted.free else ()
    found = browse(read.entries, wanted, free=free, kept=saved)
    several = len(days_of(read.entries)) > 1
    screen = screen_of(found.entries, since, whole=whole or not several)
    parts = (
        _per_day(of.round, read, screen, wanted) if several else _per_slot(read, found, wanted)
    )
    return Browsed(read, found, screen, parts, several)


def _per_slot(read: Read, found: Found, wanted: Filters) -> list[Part]:
    """Put every workshop under its part of the day. A search leaves empty parts out."""
    by_slot: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in found.entries:
        by_slot[entry.slot].append(entry)
    parts = [
        Part(slot, None, by_slot[slot.pk])
        for slot in read.slots
        if by_slot[slot.pk] or not wanted
    ]
    return [*parts, Part(None, None, by_slot[None])] if by_slot[None] else parts


def _per_day(round: Round, read: Read, screen: Screen, wanted: Filters) -> list[Part]:
    """Put every workshop under its day; what is for everybody stands above the day's list."""
    zone = ZoneInfo(round.zone)
    by_day: dict[date | None, list[Entry]] = defaultdict(list)
    for entry in screen.entries:
        by_day[entry.day].append(entry)
    plenary: dict[date, list[Slot]] = defaultdict(list)
    for slot in read.slots:
        if slot.kind == Slot.Kind.PLENARY and not wanted:
            plenary[_local(slot.starts, zone)].append(slot)
    parts = []
    for day in sorted(day for day in by_day if day):
        parts += [Part(slot, None, []) for slot in plenary[day]]
        parts.append(Part(None, day, by_day[day]))
    return [*parts, Part(None, None, by_day[None])] if by_day[None] else parts


def _local(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
