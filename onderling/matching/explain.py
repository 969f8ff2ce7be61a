"""Why did I get this? One reason for every wish that was missed, with its numbers."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from onderling.matching.problem import Person, Problem, Session
from onderling.matching.result import Because, Numbers, Reason
from onderling.matching.rules import (
    Seating,
    Wish,
    broken_by,
    claim,
    effect,
    forbidden,
    in_the_way,
    is_locked_out,
    missed,
    seat_number,
    seat_worth,
    wanted,
    wishes,
)


class Explainer:
    """Reasons for one seating. Everything counted once, then asked per person."""

    def __init__(self, seating: Seating, seed: str, prices: dict[str, int]) -> None:
        self.seating = seating
        self.problem: Problem = seating.problem
        self.seed = seed
        self.prices = prices

    @cached_property
    def wanted(self) -> Counter[str]:
        """Per session the size of all who wished it."""
        return wanted(self.problem)

    @cached_property
    def wished(self) -> dict[str, Counter[int]]:
        """Per session and rank, the total size of those who wish it at that rank."""
        found: dict[str, Counter[int]] = {s.id: Counter() for s in self.problem.sessions}
        for person in self.problem.people:
            for wish in wishes(self.problem, person):
                found[wish.session][wish.rank] += person.size
        return found

    def reasons(self) -> Iterator[Reason]:
        """All reasons, by person and then by rank."""
        for person in self.problem.people:
            found = [self.reason(person, wish) for wish in missed(self.seating, person)]
            yield from found or self._too_big_for_all(person)

    def reason(self, person: Person, wish: Wish) -> Reason:
        """The first of these that is true, from what nobody can change to chance."""
        session = self.problem.session[wish.session]
        return self._closed(person, wish, session) or self._taken(person, wish, session)

    def _closed(self, person: Person, wish: Wish, session: Session) -> Reason | None:
        """Reasons that lie with the person or the session, whoever else there is."""
        if rule := forbidden(self.problem, person, session):
            return _because(person, wish, "cannot", {"rule": rule})
        if session.maximum is not None and person.size > session.maximum:
            numbers: Numbers = {"size": person.size, "maximum": session.maximum}
            return _because(person, wish, "too_big", numbers)
        if not self.seating.is_open(session.id):
            return _because(person, wish, "cancelled", self._cancelled(session))
        return None

    def _taken(self, person: Person, wish: Wish, session: Session) -> Reason:
        """Reasons that lie in the other seats: the person's own, or those of others."""
        blocking = in_the_way(self.seating, person.id, wish.session)
        locked_out = is_locked_out(self.problem, person.id, blocking)
        if locked_out and not self.problem.rivals[session.id].intersection(blocking):
            return _because(person, wish, "cannot", {"rule": "most"})
        kept = sum(seat_worth(self.problem, person.id, s) for s in blocking)
        if blocking and (locked_out or kept >= wish.worth):
            return _because(person, wish, "overlap", {"with": blocking})
        if (
            session.maximum is not None
            and self.seating.size_in(session.id) + person.size > session.maximum
        ):
            return self._full_or_lottery(person, wish, session, blocking)
        return _because(person, wish, "cannot", self._standing_rule(person, wish, blocking))

    def _cancelled(self, session: Session) -> Numbers:
        return {"wanted": self.wanted[session.id], "minimum": session.minimum}

    def _full_or_lottery(
        self, person: Person, wish: Wish, session: Session, blocking: list[str]
    ) -> Reason:
        ranks = self.wished[session.id]
        numbers: Numbers = {
            "places": session.maximum or 0,
            "taken": self.seating.size_in(session.id),
            "first_wishes": ranks[1],
            "as_high": sum(size for rank, size in ranks.items() if rank <= wish.rank),
            "rank": wish.rank,
            "worth": wish.worth,
        }
        if lots := self._lost_lottery(person, session, blocking):
            yours, theirs = lots
            return _because(
                person, wish, "lottery", {**numbers, "yours": yours, "theirs": theirs}
            )
        if session.id in self.prices:
            numbers["price"] = self.prices[session.id]
        return _because(person, wish, "full", numbers)

    def _lost_lottery(
        self, person: Person, session: Session, blocking: list[str]
    ) -> tuple[int, int] | None:
        """Both numbers, when somebody with an equal claim sits there by a higher one.

        Equal: the two could change places (the other taking over what stood in the way)
        and the total would be the same.
        """
        own = claim(self.problem, person, session)
        yours = seat_number(self.seed, person.id, session.id)
        for other in self.seating.people_in(session.id):
            row = self.problem.person[other]
            theirs = seat_number(self.seed, other, session.id)
            if (
                theirs > yours
                and row.size == person.size
                and (other, session.id) not in self.problem.held
                and claim(self.problem, row, session) == own
                and self._could_swap(person, other, session.id, blocking)
            ):
                return yours, theirs
        return None

    def _could_swap(
        self, person: Person, other: str, session: str, blocking: list[str]
    ) -> bool:
        add = {(person.id, session)} | {(other, s) for s in blocking}
        remove = {(other, session)} | {(person.id, s) for s in blocking}
        if add & self.seating.seats:
            return False
        return effect(self.seating, add=add, remove=remove) == 0 and not broken_by(
            self.seating, add=add, remove=remove
        )

    def _standing_rule(self, person: Person, wish: Wish, blocking: list[str]) -> Numbers:
        """There is room, yet something holds: name the rule, or what it would cost others."""
        add, remove = {(person.id, wish.session)}, {(person.id, s) for s in blocking}
        broken = broken_by(self.seating, add=add, remove=remove)
        if broken:
            first = broken[0]
            return {"rule": first.rule, "about": list(first.about), "text": first.text}
        change = effect(self.seating, add=add, remove=remove)
        if change > 0:  # only with `rounds`, or when the time was up
            return {"rule": "order", "points": change}
        return {"rule": "total", "points": change}

    def _too_big_for_all(self, person: Person) -> list[Reason]:
        if self.seating.sessions_of(person.id) or not self.problem.sessions:
            return []
        rooms = [session.maximum for session in self.problem.sessions]
        largest = max((room for room in rooms if room is not None), default=0)
        if None in rooms or person.size <= largest:
            return []
        return [Reason(person.id, None, "too_big", {"size": person.size, "maximum": largest})]


def _because(person: Person, wish: Wish, because: Because, numbers: Numbers) -> Reason:
    return Reason(person.id, wish.session, because, numbers)
