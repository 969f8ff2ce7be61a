"""A festival as the peers see it, and what a coordinator does with what they hand back."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.seeded import seeded

Seats = set[tuple[str, str]]  # (person, session)


@dataclass(frozen=True)
class Day:
    """Rooms, minimums, the round each session is in; per person the wishes, best first."""

    room: dict[str, int]
    minimum: dict[str, int]
    round: dict[str, str]
    wishes: dict[str, list[str]]
    most: dict[str, int]
    points: list[int]
    first_seat: int

    @property
    def lottery(self) -> list[str]:
        """Everybody, in an order drawn once."""
        people = list(self.wishes)
        seeded(1).shuffle(people)
        return people

    def worth(self, rank: int) -> int:
        """Points of a wish; the last ones count for every later wish."""
        return self.points[min(rank, len(self.points)) - 1]

    def ranked(self) -> Iterator[tuple[str, str, int]]:
        """Every wish: person, session, points."""
        for person, wishes in self.wishes.items():
            for rank, session in enumerate(wishes, 1):
                yield person, session, self.worth(rank)


def read(path: Path, points: list[int], first_seat: int) -> Day:
    """Read a problem of `workshops`: these have nothing but what a Day holds."""
    raw = json.loads(path.read_text())
    sessions, people = raw["sessions"], raw["people"]
    return Day(
        {row["id"]: row["maximum"] for row in sessions},
        {row["id"]: row["minimum"] for row in sessions},
        {row["id"]: row["start"] for row in sessions},
        {row["id"]: [session for session, _ in row["wishes"]] for row in people},
        {row["id"]: row["most"] for row in people},
        points,
        first_seat,
    )


class Plan:
    """Seats given so far, and whether one more fits."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.seats: Seats = set()
        self.taken: Counter[str] = Counter()
        self.busy: dict[str, list[str]] = {person: [] for person in day.wishes}

    def fits(self, person: str, session: str) -> bool:
        """Room left, free at that time, and not yet as many as this person wants."""
        busy, when = self.busy[person], self.day.round
        return (
            self.taken[session] < self.day.room[session]
            and len(busy) < self.day.most[person]
            and all(when[other] != when[session] for other in busy)
        )

    def give(self, person: str, session: str) -> None:
        """One seat more."""
        self.seats.add((person, session))
        self.taken[session] += 1
        self.busy[person].append(session)

    def best_that_fits(self, person: str, closed: Iterable[str] = ()) -> str | None:
        """The highest wish that can still be given."""
        wishes = (session for session in self.day.wishes[person] if session not in closed)
        return next((session for session in wishes if self.fits(person, session)), None)


def cancelled_by_hand(day: Day, seats: Seats) -> Seats:
    """Cancel what stays under its minimum; its people choose again from what is free.

    What breaks another rule, or was not wished, is taken out first: not every peer knows all.
    """
    tried = Plan(day)
    for person, session, _ in day.ranked():
        if (person, session) in seats and tried.fits(person, session):
            tried.give(person, session)
    closed = {session for session, least in day.minimum.items() if tried.taken[session] < least}
    plan = Plan(day)
    for person, session in tried.seats:
        if session not in closed:
            plan.give(person, session)
    for person in day.lottery:
        while len(plan.busy[person]) < len(tried.busy[person]):
            again = plan.best_that_fits(person, closed)
            if again is None:
                break
            plan.give(person, again)
    return plan.seats
