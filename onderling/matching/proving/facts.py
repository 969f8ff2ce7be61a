"""What a result says, counted once, to check its reasons by."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from onderling.matching.problem import Person, Problem, Session
from onderling.matching.proving.certificate import possible
from onderling.matching.proving.charges import charges
from onderling.matching.result import Result
from onderling.matching.rules import Seating, wishes


class Facts:
    """What a result says, counted once for all its reasons."""

    def __init__(self, problem: Problem, result: Result) -> None:
        self.problem = problem
        self.result = result
        self.seating = Seating(problem, result.places)

    @cached_property
    def inside(self) -> dict[str, list[Person]]:
        """Per session who takes part; givers do not."""
        found: dict[str, list[Person]] = {s.id: [] for s in self.problem.sessions}
        for person, session in sorted(self.result.places - self.problem.giving):
            found[session].append(self.problem.person[person])
        return found

    @cached_property
    def ranks(self) -> dict[str, dict[str, int]]:
        """Per session the rank of everybody who wished it."""
        found: dict[str, dict[str, int]] = {s.id: {} for s in self.problem.sessions}
        for person in self.problem.people:
            for wish in wishes(self.problem, person):
                found[wish.session][person.id] = wish.rank
        return found

    @cached_property
    def charged(self) -> Mapping[tuple[str, str], int]:
        """What the prices of the result ask for every seat there could be."""
        shut = (s.id for s in self.problem.sessions if not self.seating.is_open(s.id))
        seats = possible(self.problem)
        return charges(seats, self.result.prices, frozenset(shut)).seat

    def taken(self, session: Session) -> int:
        """How many places are taken."""
        return sum(person.size for person in self.inside[session.id])

    def size(self, people: Iterator[str]) -> int:
        """How many people these rows are together."""
        return sum(self.problem.person[person].size for person in people)

    def held(self, person: Person) -> set[str]:
        """Every session this person is in, also as a giver."""
        return set(self.seating.sessions_of(person.id))

    def locks(self, person: Person) -> set[str]:
        """The sessions this person is locked in."""
        return set(self.problem.locks_of.get(person.id, ()))
