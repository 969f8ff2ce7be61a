"""Who sits where, seen from people and from sessions; and the same after a few changes."""

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from onderling.matching.problem import Pair, Problem
from onderling.matching.rules.traffic import traffic


class View(Protocol):
    """Seats as the rules look at them: real ones, or all that are possible."""

    @property
    def problem(self) -> Problem: ...

    def sessions_of(self, person: str) -> Sequence[str]:
        """Where this person is, also as a giver."""
        ...

    def people_in(self, session: str) -> Sequence[str]:
        """The participants of a session; a giver in the own session is none."""
        ...


class Seating:
    """A fixed set of (person, session)."""

    def __init__(self, problem: Problem, seats: Iterable[Pair]) -> None:
        self.problem = problem
        self.seats = frozenset(seats)

    @cached_property
    def _of(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for person, session in sorted(self.seats):
            found.setdefault(person, []).append(session)
        return found

    @cached_property
    def _in(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for person, session in sorted(self.seats - self.problem.giving):
            found.setdefault(session, []).append(person)
        return found

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        person = self.problem.person
        return {s: sum(person[p].size for p in people) for s, people in self._in.items()}

    def sessions_of(self, person: str) -> Sequence[str]:
        return self._of.get(person, [])

    def people_in(self, session: str) -> Sequence[str]:
        return self._in.get(session, [])

    def size_in(self, session: str) -> int:
        """How many seats are taken in a session."""
        return self._sizes.get(session, 0)

    @cached_property
    def traffic(self) -> Mapping[str, int]:
        """Per organisation: people sent minus people received; 0 for who does neither."""
        return traffic(self.problem, self.seats)

    def is_open(self, session: str) -> bool:
        """A session is open when somebody sits in it, or when it asks for nobody."""
        return bool(self.people_in(session)) or self.problem.session[session].fewest == 0


class Possible:
    """Every seat that could be taken, locks included, without a set of pairs: it may be large.

    `free`: per person the sessions they may choose from, in order.
    """

    def __init__(self, problem: Problem, free: Mapping[str, Sequence[str]]) -> None:
        self.problem = problem
        self._free = free
        self._in: dict[str, list[str]] = {session.id: [] for session in problem.sessions}
        for person in sorted(free):
            for session in free[person]:
                self._in[session].append(person)
        for person, session in sorted(problem.held):
            insort(self._in[session], person)

    def sessions_of(self, person: str) -> Sequence[str]:
        free = self._free.get(person, ())
        locks = self.problem.locks_of.get(person, ())
        return sorted({*free, *locks}) if locks else free

    def people_in(self, session: str) -> Sequence[str]:
        return self._in[session]


class Changed:
    """A seating with a few seats added and taken away, without copying the rest."""

    def __init__(
        self, base: View, *, add: Iterable[Pair] = (), remove: Iterable[Pair] = ()
    ) -> None:
        self.problem = base.problem
        self.add = frozenset(add)
        self.remove = frozenset(remove)
        self.touched = self.add ^ self.remove
        self._base = base

    def sessions_of(self, person: str) -> Sequence[str]:
        kept = [s for s in self._base.sessions_of(person) if (person, s) not in self.remove]
        return kept + sorted(s for p, s in self.add if p == person and s not in kept)

    def people_in(self, session: str) -> Sequence[str]:
        kept = [p for p in self._base.people_in(session) if (p, session) not in self.remove]
        new = (p for p, s in self.add - self.problem.giving if s == session and p not in kept)
        return kept + sorted(new)
