"""Which rows a list has when it goes out: those that came in, and what was added since."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from onderling.base.models import Import
from onderling.formats.workshops.rules.cells import rounds_in
from onderling.formats.workshops.rules.giving_back import PAIR_NAMES, Giver
from onderling.formats.workshops.rules.remarks import Status
from onderling.formats.workshops.rules.wishing import wishes_in
from onderling.formats.workshops.rules.world import KnownPerson


@dataclass(frozen=True)
class Record:
    """One row that goes out: what it is about, and its cells as they came in.

    `thing` is None for a row that could not come in: it goes out as it was.
    """

    thing: Any
    cells: tuple[str, ...] = ()
    slot: int = 0


@dataclass(frozen=True)
class Special:
    """Two people, or one person and a meeting, as a row of the list."""

    sort: str
    one: KnownPerson
    other: str
    because: str


@dataclass
class Records:
    """A list on its way out: `whole` with all there is of its kind, or with its own rows."""

    kind: str
    source: Import | None
    columns: dict[int, str]
    giver: Giver
    whole: bool = True

    def __post_init__(self) -> None:
        """Name workshops by number when the list does so."""
        if self.kind == "wishes":
            self.giver = replace(self.giver, coded=self._is_coded())

    @cached_property
    def rows(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """The rows that came in: what each is about, its status, its cells."""
        if self.source is None:
            return []
        return [
            (row.object_ref, row.before.get("status", ""), tuple(row.cells))
            for row in self.source.rows.all()
        ]

    @property
    def by_row(self) -> bool:
        """Say whether this list of wishes has a row per person and round."""
        return "slot" in self.columns.values()

    def value(self, record: Record, key: str, place: int) -> str:
        cell = record.cells[place] if place < len(record.cells) else ""
        if not key or record.thing is None:
            return cell
        match self.kind:
            case "people" | "wishes":
                # Who has no number goes by name in a list of wishes that knows only numbers.
                if key == "code" and self.kind == "wishes" and self._only_numbers:
                    key = "number_or_name"
                return self.giver.person(record.thing, key, cell, record.slot)
            case "sessions":
                return self.giver.meeting(record.thing, key, cell)
            case "workshops":
                return self.giver.offer(record.thing, key, cell)
            case "organisations":
                return self.giver.organisation(record.thing, key, cell)
        return self._special(record.thing, key, cell)

    @cached_property
    def _only_numbers(self) -> bool:
        return "name" not in self.columns.values()

    def added(self, record: Record, title: str) -> str:
        return "" if record.thing is None else self.giver.added(record.thing, title)

    def _special(self, thing: Special, key: str, cell: str) -> str:
        match key:
            case "sort":
                return thing.sort
            case "one":
                return self.giver.person_name(thing.one)
            case "other":
                return thing.other
            case "because":
                return thing.because
        return cell

    def _is_coded(self) -> bool:
        if self.source is None:
            return True
        places = [place for place, key in self.columns.items() if key.startswith("wish-")]
        codes = self.giver.world.meeting_by_code
        return any(
            cells[place].casefold() in codes
            for _ref, _status, cells in self.rows
            for place in places
            if place < len(cells) and cells[place]
        )


def records_of(records: Records) -> Iterator[Record]:
    """Go through the rows that came in and still are, then what is new since."""
    known = _things(records)
    covered = set()
    slot_place = next((p for p, key in records.columns.items() if key == "slot"), None)
    for ref, status, cells in records.rows:
        if status == Status.REFUSED:
            yield Record(None, cells)
        elif status != Status.SKIPPED and ref:
            slot = 0
            if records.kind == "wishes" and slot_place is not None:
                slot = (rounds_in(cells[slot_place]) or (0, 0))[0]
            if ref in known:
                covered.add((ref, slot))
                yield Record(known[ref], cells, slot)
    for ref, thing in known.items() if records.whole else ():
        for slot in _slots(records, thing):
            if (ref, slot) not in covered:
                yield Record(thing, (), slot)


def _slots(records: Records, thing: Any) -> list[int]:
    """List the rounds for which something has a row: only wishes have one per round."""
    if records.kind != "wishes":
        return [0]
    world = records.giver.world
    here = thing.here
    told = [
        number
        for number in sorted(world.slot_by_number)
        if number in here.absent or wishes_in(here, number, world)
    ]
    if records.by_row:
        return told
    return [0] if told else []


def _things(records: Records) -> dict[str, Any]:
    """Map everything this kind of list is about to the reference that its rows carry."""
    world = records.giver.world
    match records.kind:
        case "people" | "wishes":
            return {
                f"signups.participation:{person.here.id}": person
                for person in sorted(world.people, key=lambda p: p.here.id if p.here else 0)
                if person.here
            }
        case "sessions":
            return {f"offers.meeting:{known.id}": known for known in world.meetings}
        case "workshops":
            return {f"offers.offer:{known.id}": known for known in world.offers}
        case "organisations":
            return _organisations(records)
    return _specials(records)


def _organisations(records: Records) -> dict[str, Any]:
    """Only organisations of this round or of the list: others are nobody's business here."""
    world = records.giver.world
    listed = {ref for ref, _status, _cells in records.rows}
    here = {person.here.organisation for person in world.people if person.here}
    refs = {f"people.organisation:{known.id}": known for known in world.organisations}
    return {ref: known for ref, known in refs.items() if ref in listed or known.id in here}


def _specials(records: Records) -> dict[str, Any]:
    world = records.giver.world
    people = {person.here.id: person for person in world.people if person.here}
    found: dict[str, Any] = {}
    for pair in world.pair_rows:
        sort = PAIR_NAMES[pair.kind]
        other = records.giver.person_name(people[pair.other])
        found[f"signups.pair:{pair.id}"] = Special(sort, people[pair.one], other, pair.because)
    for lock in world.lock_rows:
        meeting = world.meeting_by_id.get(lock.other)
        if meeting is None:
            continue
        gives = people[lock.one].id in meeting.givers
        found[f"signups.lock:{lock.id}"] = Special(
            "vast: gever" if gives else "vast",
            people[lock.one],
            meeting.code or meeting.title,
            lock.because,
        )
    return found
