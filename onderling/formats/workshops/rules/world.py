"""What Onderling knows already when a list comes in. Plain values, found by name or number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from onderling.rounds.rules import Partners, reaches
from onderling.tables.fold import letters
from onderling.tables.spelling import nearest

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class KnownOrganisation:
    id: int
    name: str
    code: str
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class KnownParticipation:
    """Somebody in this round: under which number, for whom, with which wishes."""

    id: int
    code: str
    group: str
    state: str
    affiliation: int | None
    organisation: int | None
    function: str
    absent: frozenset[int]  # numbers of slots
    wishes: Mapping[int, tuple[str, int | None]] = field(hash=False)  # meeting: opinion, rank


@dataclass(frozen=True)
class KnownPerson:
    """Somebody we know. `here` is None when they are not in this round."""

    id: int
    first: str
    infix: str
    last: str
    email: str
    fields: Mapping[str, str] = field(hash=False)
    organisations: frozenset[int]
    here: KnownParticipation | None
    earlier: frozenset[str] = frozenset()  # addresses of records that went into this one

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first, self.infix, self.last) if part)

    @property
    def organisation(self) -> int | None:
        """For which organisation they are in this round, or would be: their only one."""
        if self.here:
            return self.here.organisation
        return next(iter(self.organisations)) if len(self.organisations) == 1 else None


@dataclass(frozen=True)
class KnownSlot:
    """A round of workshops: its number, its times on the wall."""

    id: int
    number: int
    label: str
    starts: str
    ends: str
    begins: datetime | None = None  # the same as a moment
    until: datetime | None = None


@dataclass(frozen=True)
class KnownOffer:
    id: int
    code: str
    title: str
    state: str
    fields: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class KnownMeeting:
    id: int
    code: str
    title: str
    offer: int
    first_slot: int  # a number; 0 when it has no place yet
    last_slot: int
    room: str
    givers: frozenset[int]  # people
    minimum: int
    seats: int
    goes_on: bool = True  # wishes for one that was called off stay what they were
    audience: str = ""  # "" is everyone
    host: int | None = None  # the organisation that offers it

    def takes(self, slot: int) -> bool:
        return self.first_slot <= slot <= self.last_slot


@dataclass(frozen=True)
class KnownBond:
    """Two participations that are a pair, or one that is fixed in a meeting (`other`)."""

    id: int
    kind: str
    one: int
    other: int
    because: str


@dataclass(frozen=True)
class World:
    """Everything that a list may be about."""

    people: tuple[KnownPerson, ...] = ()
    organisations: tuple[KnownOrganisation, ...] = ()
    slots: tuple[KnownSlot, ...] = ()
    rooms: Mapping[str, int] = field(default_factory=dict)
    offers: tuple[KnownOffer, ...] = ()
    meetings: tuple[KnownMeeting, ...] = ()
    themes: Mapping[str, int] = field(default_factory=dict)
    working_forms: Mapping[str, int] = field(default_factory=dict)
    pair_rows: tuple[KnownBond, ...] = ()
    lock_rows: tuple[KnownBond, ...] = ()
    parts: tuple[KnownSlot, ...] = ()  # of the day, with no workshops in them
    partners: Partners | None = None
    first_day: date | None = None
    last_day: date | None = None

    @cached_property
    def pairs(self) -> dict[frozenset[int], tuple[str, str]]:
        """The kind and the reason of each pair, in any order."""
        return {frozenset((p.one, p.other)): (p.kind, p.because) for p in self.pair_rows}

    @cached_property
    def locks(self) -> dict[tuple[int, int], str]:
        """Why a participation is fixed in a meeting."""
        return {(lock.one, lock.other): lock.because for lock in self.lock_rows}

    @cached_property
    def person_by_id(self) -> dict[int, KnownPerson]:
        return {person.id: person for person in self.people}

    @cached_property
    def by_email(self) -> dict[str, KnownPerson]:
        found = {old: person for person in self.people for old in person.earlier}
        return found | {person.email: person for person in self.people if person.email}

    @cached_property
    def by_code(self) -> dict[str, KnownPerson]:
        return {p.here.code.casefold(): p for p in self.people if p.here and p.here.code}

    @cached_property
    def by_name(self) -> dict[str, list[KnownPerson]]:
        return _grouped((letters(person.name), person) for person in self.people)

    @cached_property
    def by_short_name(self) -> dict[str, list[KnownPerson]]:
        """People by first and last name: who types it often leaves "van der" out."""
        return _grouped((letters(f"{p.first} {p.last}"), p) for p in self.people)

    @cached_property
    def _here(self) -> dict[str, KnownPerson]:
        return {person.name: person for person in self.people if person.here}

    def alike_here(self, name: str) -> KnownPerson | None:
        """Return the one person of this round whose name was meant by this spelling."""
        spelling = nearest(name, tuple(self._here))
        return self._here[spelling.choice] if spelling else None

    @cached_property
    def organisation_by_name(self) -> dict[str, KnownOrganisation]:
        return {letters(known.name): known for known in self.organisations}

    @cached_property
    def organisation_by_code(self) -> dict[str, KnownOrganisation]:
        return {known.code.casefold(): known for known in self.organisations if known.code}

    def organisation_called(self, text: str) -> KnownOrganisation | None:
        """Find who stands in a column of numbers: some have no number, and go by name."""
        if not text:
            return None
        coded = self.organisation_by_code.get(text.casefold())
        return coded or self.organisation_by_name.get(letters(text))

    @cached_property
    def organisation_by_id(self) -> dict[int, KnownOrganisation]:
        return {known.id: known for known in self.organisations}

    @cached_property
    def offer_by_id(self) -> dict[int, KnownOffer]:
        return {known.id: known for known in self.offers}

    @cached_property
    def slot_by_number(self) -> dict[int, KnownSlot]:
        return {slot.number: slot for slot in self.slots}

    @cached_property
    def meeting_by_code(self) -> dict[str, KnownMeeting]:
        return {known.code.casefold(): known for known in self.meetings if known.code}

    @cached_property
    def meeting_by_id(self) -> dict[int, KnownMeeting]:
        return {known.id: known for known in self.meetings}

    @cached_property
    def titles_in(self) -> dict[int, dict[str, KnownMeeting]]:
        """The titles that people can choose from, per slot; the first that goes on counts."""
        last_first = sorted(self.meetings, key=lambda known: (known.goes_on, -known.id))
        return {
            number: {known.title: known for known in last_first if known.takes(number)}
            for number in self.slot_by_number
        }

    def is_for(self, meeting: KnownMeeting, organisation: int | None) -> bool:
        """Say whether people of this organisation may sit there (None: of no organisation)."""
        if not meeting.audience or self.partners is None:
            return True
        return reaches(meeting.audience, organisation, of=meeting.host, partners=self.partners)

    @cached_property
    def offer_by_code(self) -> dict[str, KnownOffer]:
        return {known.code.casefold(): known for known in self.offers if known.code}

    @cached_property
    def offer_by_title(self) -> dict[str, KnownOffer]:
        return {letters(known.title): known for known in self.offers}

    @cached_property
    def given_by(self) -> dict[int, list[KnownMeeting]]:
        """The meetings that a person gives."""
        held = [known for known in self.meetings if known.goes_on]
        return _grouped((giver, known) for known in held for giver in known.givers)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    found: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
