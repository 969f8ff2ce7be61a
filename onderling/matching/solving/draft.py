"""A first seating before anything is wired, for who stops at once: valid, far from the best.

Everybody in turn of what they would like most takes it when there is room (the immediate
acceptance of Abdulkadiroğlu and Sönmez, School choice, American Economic Review 93, 2003).
It leaves aside what needs more than a look: sessions with a mix stay shut, people who stay
together or apart wait. The flow that comes next knows all of it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from onderling.matching.network.seats import Choices
from onderling.matching.problem import Pair, Problem, Session, exclude
from onderling.matching.rules import Seating, violations

UNLIMITED = 2**62


def draft(seats: Choices) -> frozenset[Pair] | None:
    """Seats that keep to every rule; None when a locked seat asks for more."""
    problem = seats.problem
    taken = _Taken(problem)
    asked = list(_asked(seats))
    taken.fill(asked)
    taken.shut({s for s, size in taken.thin() if 2 * size < problem.sessions[s].minimum})
    taken.fill(asked)
    taken.shut({session for session, _ in taken.thin()})
    found = taken.seats()
    if problem.locked and violations(Seating(problem, found)):
        return None
    return found


def _asked(seats: Choices) -> Iterator[tuple[int, int]]:
    """The places of person and session of each seat that a look can judge, dearest first."""
    problem = seats.problem
    plain = np.array([_is_plain(session) for session in problem.sessions], dtype=bool)
    alone = np.array([p.id not in problem.partners for p in problem.people], dtype=bool)
    simple = np.flatnonzero(plain[seats.session] & alone[seats.person])
    order = simple[np.lexsort((seats.person[simple], -seats.worth[simple]))]
    return zip(seats.person[order].tolist(), seats.session[order].tolist(), strict=True)


def _is_plain(session: Session) -> bool:
    """Say whether only the numbers of people count."""
    return not (
        session.at_least
        or session.at_most
        or session.at_least_share
        or session.needs
        or session.at_most_per_organisation is not None
    )


class _Taken:
    """Who has what so far, in places of people and sessions; locks never go."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        people = {person.id: place for place, person in enumerate(problem.people)}
        sessions = {session.id: place for place, session in enumerate(problem.sessions)}
        self.held: list[list[int]] = [[] for _ in problem.people]
        self.size = [0] * len(sessions)
        self.room = [UNLIMITED if s.maximum is None else s.maximum for s in problem.sessions]
        for lock in problem.locked:
            person, session = people[lock.person], sessions[lock.session]
            self.held[person].append(session)
            if lock.counts:
                self.size[session] += problem.people[person].size
                self.room[session] -= problem.people[person].size
        self.locks = [len(held) for held in self.held]

    def fill(self, asked: Sequence[tuple[int, int]]) -> None:
        """Everybody a first seat where there is room, then all they may have."""
        people, size, room = self.problem.people, self.size, self.room
        for first in (True, False):
            for person, session in asked:
                held = self.held[person]
                if (
                    room[session] > 0
                    and not (first and held)
                    and session not in held
                    and people[person].size <= room[session]
                    and len(held) < people[person].most
                    and not self._clash(session, held)
                ):
                    held.append(session)
                    size[session] += people[person].size
                    room[session] -= people[person].size

    def _clash(self, session: int, held: Sequence[int]) -> bool:
        rows = self.problem.sessions
        return any(exclude(rows[session], rows[other]) for other in held)

    def thin(self) -> Iterator[tuple[int, int]]:
        """The sessions with people but fewer than they need, and how many they have."""
        rows, standing = self.problem.sessions, self.problem.must_open
        for session, size in enumerate(self.size):
            if 0 < size < rows[session].minimum and rows[session].id not in standing:
                yield session, size

    def shut(self, sessions: set[int]) -> None:
        """Send away who is there, and let nobody in."""
        for session in sessions:
            self.size[session] = self.room[session] = 0
        for held, locks in zip(self.held, self.locks, strict=True):
            if not sessions.isdisjoint(held):
                held[locks:] = [session for session in held[locks:] if session not in sessions]

    def seats(self) -> frozenset[Pair]:
        """All of it as (person, session)."""
        rows = self.problem.sessions
        return frozenset(
            (person.id, rows[session].id)
            for person, held in zip(self.problem.people, self.held, strict=True)
            for session in held
        )
