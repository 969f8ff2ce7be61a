"""Every seat that may be chosen, as arrays: two million of them fit beside the problem."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onderling.matching.problem import Pair, Problem
from onderling.matching.rules import options

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Choices(Mapping[Pair, int]):
    """What everybody may choose from: person after person, of each the sessions by id.

    A mapping from a pair (person, session) to the number of that seat. `free`: per person the
    ids of the sessions. Per seat: its place in `problem.people` and in `problem.sessions`,
    and its worth in points. `first`: per person the number of their first seat, and behind
    the last person how many seats there are.
    """

    problem: Problem
    free: Mapping[str, Sequence[str]]
    person: Numbers
    session: Numbers
    worth: Numbers
    first: Numbers

    def __getitem__(self, seat: Pair) -> int:
        person, session = seat
        free = self.free.get(person, ())
        place = bisect_left(free, session)
        if place == len(free) or free[place] != session:
            raise KeyError(seat)
        return int(self.first[self._place[person]]) + place

    def __len__(self) -> int:
        return len(self.person)

    def __iter__(self) -> Iterator[Pair]:
        return ((person, session) for person, free in self.free.items() for session in free)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {person.id: place for place, person in enumerate(self.problem.people)}

    def pair(self, seat: int) -> Pair:
        """The person and the session of a seat."""
        problem = self.problem
        return problem.people[self.person[seat]].id, problem.sessions[self.session[seat]].id

    def pairs(self, seats: Numbers) -> Iterator[Pair]:
        """The same of many seats."""
        people, sessions = self.problem.people, self.problem.sessions
        places = zip(self.person[seats].tolist(), self.session[seats].tolist(), strict=True)
        return ((people[person].id, sessions[session].id) for person, session in places)

    def worths(self) -> Iterator[list[int]]:
        """Per person what each of their seats is worth."""
        worth, edges = self.worth.tolist(), self.first.tolist()
        return (worth[begin:end] for begin, end in pairwise(edges))

    @cached_property
    def by_session(self) -> tuple[Numbers, Numbers]:
        """The seats session after session, of each the people by id; and where each begins."""
        ids = [person.id for person in self.problem.people]
        rank = np.empty(len(ids), dtype=np.int64)
        rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        order = np.lexsort((rank[self.person], self.session))
        edges = np.arange(len(self.problem.sessions) + 1)
        return order, np.searchsorted(self.session[order], edges)


def choices_of(problem: Problem) -> Choices:
    """Ask the rules once, for everybody, where they may sit and what it is worth."""
    number = {session.id: place for place, session in enumerate(problem.sessions)}
    free: dict[str, list[str]] = {}
    sessions, worths = array("q"), array("q")
    for person in problem.people:
        chosen = options(problem, person)
        free[person.id] = [session for session, _ in chosen]
        sessions.extend(number[session] for session, _ in chosen)
        worths.extend(worth for _, worth in chosen)
    counts = np.fromiter(map(len, free.values()), dtype=np.int64, count=len(free))
    return Choices(
        problem,
        free,
        person=np.repeat(np.arange(len(counts)), counts),
        session=np.frombuffer(sessions, dtype=np.int64),
        worth=np.frombuffer(worths, dtype=np.int64),
        first=np.concatenate([[0], np.cumsum(counts)]),
    )
