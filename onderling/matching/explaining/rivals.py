"""Who sits there with an equal claim, and by which lottery number."""

from collections import defaultdict
from collections.abc import Mapping

from onderling.matching.explaining.gain import change_besides, gain, on_their_own
from onderling.matching.problem import Person
from onderling.matching.rules import (
    Claim,
    Lottery,
    Missed,
    Seating,
    Wish,
    broken_by,
    claim,
    effect,
)

Rival = tuple[int, str]  # lottery number and person


class Rivals:
    """The people of every session by what they may claim there.

    `wishes`: of everybody, so that no claim is worked out twice.
    """

    def __init__(
        self, seating: Seating, lottery: Lottery, wishes: Mapping[str, list[Wish]]
    ) -> None:
        self.seating = seating
        self.problem = seating.problem
        self.lottery = lottery
        self.wishes = wishes
        self._equals: dict[str, dict[tuple[Claim | None, int], list[Rival]]] = {}

    def lost_lottery(self, person: Person, miss: Missed) -> tuple[int, int] | None:
        """Both numbers, when somebody with an equal claim sits there by a higher one.

        Equal: the two could change places (the other taking over what stood in the way)
        and the total would be the same.
        """
        session = miss.wish.session
        rivals = self._equal_claims(session).get((miss.wish.claim, person.size), [])
        if not rivals:
            return None
        yours = self.lottery.number(person.id, session)
        weight = self.lottery.weight
        for theirs, other in rivals:
            if weight(theirs) <= weight(yours):
                return None
            if self._could_swap(person, other, miss):
                return yours, theirs
        return None

    def _equal_claims(self, session: str) -> dict[tuple[Claim | None, int], list[Rival]]:
        """Who sits in a session without a lock, by claim and size; the highest lot first."""
        if session not in self._equals:
            found: dict[tuple[Claim | None, int], list[Rival]] = defaultdict(list)
            for other in self.seating.people_in(session):
                if (other, session) not in self.problem.held:
                    key = (self._claim(other, session), self.problem.person[other].size)
                    found[key].append((self.lottery.number(other, session), other))
            for rivals in found.values():
                rivals.sort(reverse=True)
            self._equals[session] = found
        return self._equals[session]

    def _claim(self, person: str, session: str) -> Claim | None:
        for wish in self.wishes[person]:
            if wish.session == session:
                return wish.claim
        return claim(self.problem, self.problem.person[person], self.problem.session[session])

    def _could_swap(self, person: Person, other: str, miss: Missed) -> bool:
        if not self._may_be_equal(person, other, miss):
            return False
        session, blocking = miss.wish.session, miss.blocking
        add = {(person.id, session)} | {(other, s) for s in blocking}
        if add & self.seating.seats:
            return False
        remove = {(other, session)} | {(person.id, s) for s in blocking}
        return effect(self.seating, add=add, remove=remove) == 0 and not broken_by(
            self.seating, add=add, remove=remove
        )

    def _may_be_equal(self, person: Person, other: str, miss: Missed) -> bool:
        """A quick look, for nearly all pairs differ: what they gain and lose must cancel out.

        Only where nobody else's points depend on it: no friends, no balance.
        """
        worth = 0
        for session in miss.blocking:
            found = self._claim(other, session)
            if found is None:
                return False
            worth += found.worth
        if not on_their_own(self.problem, person.id, other):
            return True
        row = self.problem.person[other]
        worth += change_besides(self.seating, row, miss.blocking, [miss.wish.session])
        return worth - miss.wish.worth + gain(self.seating, person, miss) == 0
