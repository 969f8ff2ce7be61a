"""What is to be decided: sessions, people, locks and what counts as good, as names."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

Pair = tuple[str, str]
Ranked = tuple[tuple[str, int], ...]
Interval = tuple[datetime, datetime]

LOT_BITS = 40  # of a lottery number


@dataclass(frozen=True)
class Objective:
    """What a seat is worth. Whole points, so that every total is exact."""

    points: tuple[int, ...] = (100, 90, 81, 73, 66, 59, 53, 48)
    fields: tuple[int, ...] = (45, 40)
    also_good: int = 45
    anywhere: int = 10
    rather_not: int = 1
    visited: int = 30
    first_seat: int = 1000
    without: Literal["guarantee", "next_wish"] = "guarantee"
    order: Literal["joint", "rounds"] = "joint"
    soft_together: int = 20
    stay: int = 0
    balance: int = 0
    balance_slack: int = 1


@dataclass(frozen=True)
class Rules:
    """Rules that hold for everybody."""

    other_organisation: bool = False
    fill_slots: bool = False


@dataclass(frozen=True)
class Session:
    """One meeting in time with room for a number of people."""

    id: str
    start: datetime | None = None
    end: datetime | None = None
    minimum: int = 0
    maximum: int | None = None
    activity: str | None = None
    organisation: str | None = None
    field: str | None = None
    at_least: Mapping[str, int] = dataclasses.field(default_factory=dict)
    at_most: Mapping[str, int] = dataclasses.field(default_factory=dict)
    at_least_share: Mapping[str, float] = dataclasses.field(default_factory=dict)
    at_most_per_organisation: int | None = None
    needs: tuple[str, ...] = ()

    @cached_property
    def interval(self) -> Interval | None:
        """When it takes place, half-open; None overlaps nothing."""
        return (self.start, self.end) if self.start and self.end else None

    @cached_property
    def day(self) -> str | None:
        """The date on which it starts, as it stands in `dates`; None without a start."""
        return self.start.date().isoformat() if self.start else None

    @cached_property
    def fewest(self) -> int:
        """How many seats must be taken before this session can be open at all."""
        return max(self.minimum, sum(self.at_least.values()), 1 if self.needs else 0)


@dataclass(frozen=True)
class Person:
    """One row of the sign-up list: somebody, or a group of `size` that comes whole."""

    id: str
    size: int = 1
    group: str | None = None
    organisation: str | None = None
    most: int = 1
    wishes: Ranked = ()
    also_good: tuple[str, ...] = ()
    rather_not: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    anywhere: bool = False
    has: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()
    wish_organisations: Ranked = ()
    wish_fields: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    arrived: int | None = None  # the order of sign-up, only for `first_come`

    @cached_property
    def wish_rank(self) -> Mapping[str, int]:
        """The rank of each session wished for."""
        return dict(self.wishes)

    @cached_property
    def organisation_rank(self) -> Mapping[str, int]:
        """The rank of each organisation wished for."""
        return dict(self.wish_organisations)

    @cached_property
    def closed(self) -> frozenset[str]:
        """Sessions this person cannot come to."""
        return frozenset(self.cannot)

    @cached_property
    def unwelcome(self) -> frozenset[str]:
        """Sessions this person would rather not go to."""
        return frozenset(self.rather_not)

    @cached_property
    def welcome(self) -> frozenset[str]:
        """Sessions that are also good."""
        return frozenset(self.also_good)


@dataclass(frozen=True)
class Lock:
    """A seat that stands. `counts=False`: the giver, present but nobody's guest."""

    person: str
    session: str
    counts: bool = True


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything that decides the outcome. Compared by identity; `canonical` compares text."""

    name: str = ""
    objective: Objective = Objective()
    rules: Rules = Rules()
    sessions: tuple[Session, ...] = ()
    people: tuple[Person, ...] = ()
    locked: tuple[Lock, ...] = ()
    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    soft_together: tuple[Pair, ...] = ()
    former: tuple[Pair, ...] = ()  # (person, session)
    seed: str = ""

    @cached_property
    def session(self) -> Mapping[str, Session]:
        """Sessions by id."""
        return {session.id: session for session in self.sessions}

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def in_ones(self) -> bool:
        """Every row is one person, so that heads are sizes."""
        return all(person.size == 1 for person in self.people)

    @cached_property
    def locks_of(self) -> Mapping[str, tuple[str, ...]]:
        """The sessions each person is locked in, giving or not."""
        return _grouped((lock.person, lock.session) for lock in self.locked)

    @cached_property
    def giving(self) -> frozenset[Pair]:
        """(person, session) of locks that do not count: givers in their own session."""
        return frozenset((k.person, k.session) for k in self.locked if not k.counts)

    @cached_property
    def held(self) -> frozenset[Pair]:
        """(person, session) of locks that count; these sessions must be open."""
        return frozenset((k.person, k.session) for k in self.locked if k.counts)

    @cached_property
    def must_open(self) -> frozenset[str]:
        """Sessions in which somebody is locked as a participant."""
        return frozenset(session for _, session in self.held)

    @cached_property
    def had(self) -> frozenset[Pair]:
        """(person, session) of the previous outcome, givers left out."""
        return frozenset(self.former) - self.giving

    @cached_property
    def at_organisation(self) -> Mapping[str, tuple[str, ...]]:
        """Session ids per organisation."""
        return _grouped((s.organisation, s.id) for s in self.sessions if s.organisation)

    @cached_property
    def in_field(self) -> Mapping[str, tuple[str, ...]]:
        """Session ids per field."""
        return _grouped((s.field, s.id) for s in self.sessions if s.field)

    @cached_property
    def partners(self) -> Mapping[str, tuple[tuple[str, Pair], ...]]:
        """Per person the pairs they are part of: (together | apart | soft_together, pair)."""
        found: dict[str, list[tuple[str, Pair]]] = {}
        for kind, pairs in (
            ("together", self.together),
            ("apart", self.apart),
            ("soft_together", self.soft_together),
        ):
            for pair in pairs:
                for person in pair:
                    found.setdefault(person, []).append((kind, pair))
        return {person: tuple(rows) for person, rows in found.items()}

    @cached_property
    def moments(self) -> Mapping[str, tuple[int, int]]:
        """Per session with a time its start and end, as places among all starts and ends.

        They compare as the times themselves do, and faster.
        """
        timed = [(s.id, s.interval) for s in self.sessions if s.interval]
        known = sorted({moment for _, interval in timed for moment in interval})
        place = {moment: number for number, moment in enumerate(known)}
        return {session: (place[start], place[end]) for session, (start, end) in timed}

    @cached_property
    def times(self) -> Mapping[Interval, frozenset[str]]:
        """Per distinct interval of the programme, the sessions that overlap it."""
        held: dict[Interval, list[str]] = {}
        for session in self.sessions:
            if interval := session.interval:
                held.setdefault(interval, []).append(session.id)
        return {
            interval: frozenset(
                s for other, ids in held.items() if overlap(interval, other) for s in ids
            )
            for interval in sorted(held)
        }


def overlap(one: Interval, other: Interval) -> bool:
    """Say whether two half-open intervals share a moment."""
    return one[0] < other[1] and other[0] < one[1]


def exclude(one: Session, other: Session) -> bool:
    """Say whether nobody can have both: the same time or the same activity."""
    if one.activity and one.activity == other.activity:
        return True
    return bool(one.interval and other.interval and overlap(one.interval, other.interval))


def _grouped(rows: Iterator[Pair]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
