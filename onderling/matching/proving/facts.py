"""What a result says, counted once, to check its reasons by."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from onderling.matching.problem import Person, Problem
from onderling.matching.proving.certificate import Ground
from onderling.matching.proving.charges import charges
from onderling.matching.result import Result, price_of
from onderling.matching.rules import Lottery, Seating, forbidden, wishes


class Facts:
    """What a result says, counted once for all its reasons."""

    def __init__(self, problem: Problem, result: Result) -> None:
        self.problem = problem
        self.result = result
        self.seating = Seating(problem, result.places)
        self.lottery = Lottery(result.seed, result.lot_bits)
        self.price = price_of(result.prices)
        self._lots: dict[str, dict[int, Person]] = {}

    @cached_property
    def ground(self) -> Ground:
        """What the bounds of the problem stand on."""
        return Ground(self.problem)

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
        return charges(self.ground.view, self.result.prices, frozenset(shut)).seat

    @cached_property
    def taken(self) -> dict[str, int]:
        """Per session how many places are taken."""
        return {name: sum(row.size for row in rows) for name, rows in self.inside.items()}

    @cached_property
    def wanted(self) -> Counter[str]:
        """Per session how many people wished it themselves and may come."""
        found: Counter[str] = Counter()
        for person in self.problem.people:
            for session in person.wish_rank:
                if not forbidden(self.problem, person, self.problem.session[session]):
                    found[session] += person.size
        return found

    @cached_property
    def at_rank(self) -> dict[str, Counter[int]]:
        """Per session how many people wished it at each rank."""
        found: dict[str, Counter[int]] = {s.id: Counter() for s in self.problem.sessions}
        for session, ranks in self.ranks.items():
            for person, rank in ranks.items():
                found[session][rank] += self.problem.person[person].size
        return found

    def as_high(self, session: str, rank: int) -> int:
        """How many people wished a session at this rank or higher."""
        return sum(size for other, size in self.at_rank[session].items() if other <= rank)

    def lots(self, session: str) -> dict[int, Person]:
        """Who takes part in a session, by lottery number."""
        if session not in self._lots:
            inside = self.inside[session]
            self._lots[session] = {self.lottery.number(p.id, session): p for p in inside}
        return self._lots[session]

    def held(self, person: Person) -> set[str]:
        """Every session this person is in, also as a giver."""
        return set(self.seating.sessions_of(person.id))

    def locks(self, person: Person) -> set[str]:
        """The sessions this person is locked in."""
        return set(self.problem.locks_of.get(person.id, ()))
