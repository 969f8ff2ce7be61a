"""Why did I get this? One reason for every wish that was missed, with its numbers.

The reasons are those of section 3 of the documentation: cancelled, overlap, full, lottery; and
where none of them says it, the rule that holds (`cannot`) or the size of the group (`too_big`).
What a place would have cost others comes from the prices: by duality, whoever takes a place at
price N takes at least N points from the rest (Shapley and Shubik, The assignment game I: the
core, International Journal of Game Theory 1, 1971).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from onderling.matching.explaining.gain import change_besides, gain, on_their_own
from onderling.matching.explaining.rivals import Rivals
from onderling.matching.problem import Person, Problem, Session, exclude
from onderling.matching.proving.charges import Charges, charges
from onderling.matching.result import Because, Numbers, Price, Reason, price_of
from onderling.matching.rules import (
    Lottery,
    Missed,
    Seating,
    Wish,
    barred,
    broken_by,
    claim,
    effect,
    missed,
    wanted,
    wishes,
)
from onderling.matching.rules.seating import Possible

Wishes = Mapping[str, list[Wish]]  # per person


def everybodys_wishes(problem: Problem) -> Wishes:
    """What everybody wished, and what each of it is worth."""
    return {person.id: wishes(problem, person) for person in problem.people}


class Explainer:
    """Reasons for one seating. Everything counted once, then asked per person.

    `lottery`: None when no lots decided between equal claims. `prices`: those that prove the
    seating best among all with these sessions open, or none. `wishes`: of everybody.
    """

    def __init__(
        self,
        seating: Seating,
        lottery: Lottery | None,
        prices: Iterable[Price],
        wishes: Wishes,
    ) -> None:
        self.seating = seating
        self.problem: Problem = seating.problem
        self.lottery = lottery
        self.prices = tuple(prices)
        self.price = price_of(self.prices)
        self.wishes = wishes
        self._heads: dict[tuple[str, int], int] = {}

    @cached_property
    def wanted(self) -> Counter[str]:
        """Per cancelled session the size of all who wished it."""
        gone = {s.id for s in self.problem.sessions if not self.seating.is_open(s.id)}
        return wanted(self.problem, gone)

    @cached_property
    def rivals(self) -> Rivals | None:
        """Who sits where with an equal claim, when lots decided between those."""
        return Rivals(self.seating, self.lottery, self.wishes) if self.lottery else None

    @cached_property
    def wished(self) -> dict[str, Counter[int]]:
        """Per session and rank, the total size of those who wish it at that rank."""
        found: dict[str, Counter[int]] = defaultdict(Counter)
        for person in self.problem.people:
            for wish in self.wishes[person.id]:
                found[wish.session][wish.rank] += person.size
        return found

    def _as_high(self, session: str, rank: int) -> int:
        """The total size of those who wish it at this rank or higher."""
        key = (session, rank)
        if key not in self._heads:
            ranks = self.wished[session]
            self._heads[key] = sum(size for r, size in ranks.items() if r <= rank)
        return self._heads[key]

    @cached_property
    def charges(self) -> Charges:
        """What the prices ask for every seat that somebody has or wished."""
        gone = frozenset(s.id for s in self.problem.sessions if not self.seating.is_open(s.id))
        near = {
            person: sorted(
                {*(wish.session for wish in found), *self.seating.sessions_of(person)}
                - {*self.problem.locks_of.get(person, ())}
            )
            for person, found in self.wishes.items()
        }
        return charges(Possible(self.problem, near), self.prices, gone)

    def reasons(self) -> Iterator[Reason]:
        """All reasons, by person and then by rank."""
        for person in self.problem.people:
            found = [
                self.reason(person, miss)
                for miss in missed(self.seating, person, self.wishes[person.id])
            ]
            yield from found or self._too_big_for_all(person)

    def reason(self, person: Person, miss: Missed) -> Reason:
        """The first of these that is true, from what nobody can change to chance."""
        session = self.problem.session[miss.wish.session]
        return self._closed(person, miss.wish, session) or self._taken(person, miss, session)

    def _closed(self, person: Person, wish: Wish, session: Session) -> Reason | None:
        """Reasons that lie with the person or the session, whoever else there is."""
        rule = barred(self.problem, person, session)
        if rule or wish.claim is None:
            rule = rule or "unlisted"
            return _because(person, wish, "cannot", {"rule": rule})
        if session.maximum is not None and person.size > session.maximum:
            numbers: Numbers = {"size": person.size, "maximum": session.maximum}
            return _because(person, wish, "too_big", numbers)
        if not self.seating.is_open(session.id):
            return _because(person, wish, "cancelled", self._cancelled(session))
        return None

    def _taken(self, person: Person, miss: Missed, session: Session) -> Reason:
        """Reasons that lie in the other seats: the person's own, or those of others."""
        wish = miss.wish
        if miss.locked and not any(
            exclude(self.problem.session[other], session) for other in miss.blocking
        ):
            return _because(person, wish, "cannot", {"rule": "most"})
        if miss.blocking and (miss.locked or miss.kept >= wish.worth):
            return _because(person, wish, "overlap", {"with": miss.blocking})
        if (
            session.maximum is not None
            and self.seating.size_in(session.id) + person.size > session.maximum
        ):
            return self._full_or_lottery(person, miss, session)
        return _because(person, wish, "cannot", self._standing_rule(person, miss))

    def _cancelled(self, session: Session) -> Numbers:
        return {"wanted": self.wanted[session.id], "minimum": session.minimum}

    def _full_or_lottery(self, person: Person, miss: Missed, session: Session) -> Reason:
        wish, ranks = miss.wish, self.wished[session.id]
        numbers: Numbers = {
            "places": session.maximum or 0,
            "taken": self.seating.size_in(session.id),
            "first_wishes": ranks[1],
            "as_high": self._as_high(session.id, wish.rank),
            "rank": wish.rank,
            "worth": wish.worth,
        }
        if rule := self._kept_out(person, miss):
            numbers["rule"] = rule
        if self.rivals and (lots := self.rivals.lost_lottery(person, miss)):
            yours, theirs = lots
            return _because(
                person, wish, "lottery", {**numbers, "yours": yours, "theirs": theirs}
            )
        return _because(person, wish, "full", numbers | self._trade(person, miss))

    def _kept_out(self, person: Person, miss: Missed) -> str | None:
        """For who has no seat at all: the rule that keeps an equal claim from counting.

        Somebody with the same claim sits there whose place would be worth more to this
        person; a best outcome leaves it so only because a rule forbids the exchange.
        """
        session = miss.wish.session
        if self.seating.sessions_of(person.id):
            return None
        problem = self.problem
        own = miss.wish.claim
        for other in self.seating.people_in(session):
            row = problem.person[other]
            if row.size != person.size or claim(problem, row, problem.session[session]) != own:
                continue
            more = gain(self.seating, person, miss) - miss.wish.worth
            more += change_besides(self.seating, row, [], [session])
            if more <= 0 and on_their_own(problem, person.id, other):
                continue  # nearly always: then the exchange brings nothing
            add, remove = {(person.id, session)}, {(other, session)}
            if effect(self.seating, add=add, remove=remove) > 0:
                broken = broken_by(self.seating, add=add, remove=remove)
                return broken[0].rule if broken else None
        return None

    def _trade(self, person: Person, miss: Missed) -> Numbers:
        """What this place would have brought the person, and taken from others at least.

        The prices of the seats given up in exchange go back to the others.
        """
        if not self.prices:
            return {}
        asked = self.charges.seat
        cost = asked[person.id, miss.wish.session]
        cost -= sum(asked[person.id, other] for other in miss.blocking)
        known = {"cost": cost, "gain": gain(self.seating, person, miss)}
        if (price := self.price.get(miss.wish.session)) is not None:
            known["price"] = price
        return dict(known)

    def _standing_rule(self, person: Person, miss: Missed) -> Numbers:
        """There is room, yet something holds: name the rule, or what it would cost others."""
        add = {(person.id, miss.wish.session)}
        remove = {(person.id, s) for s in miss.blocking}
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
