"""One after the other, each the best of what is left: serial dictatorship.

Whoever is earlier never suffers from who is later, so nobody gains by hiding what they want
(Svensson, Strategy-proof allocation of indivisible goods, Social Choice and Welfare 16, 1999).
That holds as long as no minimum binds: a session that stays too small is cancelled and
everything is done again, and then somebody's list may matter to what is cancelled. For people
who stay together the earliest of them chooses.
"""

from collections.abc import Iterator, Sequence

from onderling.matching.problem import Pair, Person, Problem, exclude
from onderling.matching.proving.bundle import best_choice
from onderling.matching.rules import (
    RULES,
    Seating,
    broken_by,
    may_sit,
    reachable,
    seat_worth,
    session_number,
    too_small,
)

LOWER = frozenset(rule.name for rule in RULES if rule.lower)


class Filling:
    """Seats taken so far, seen from people and from sessions (a `View` that grows)."""

    def __init__(self, problem: Problem, seats: Sequence[Pair]) -> None:
        self.problem = problem
        self._of: dict[str, list[str]] = {}
        self._in: dict[str, list[str]] = {}
        self._size: dict[str, int] = {}
        for seat in seats:
            self.add(*seat)

    def add(self, person: str, session: str) -> None:
        """Seat somebody. A giver takes no place."""
        self._of.setdefault(person, []).append(session)
        if (person, session) not in self.problem.giving:
            self._in.setdefault(session, []).append(person)
            size = self.problem.person[person].size
            self._size[session] = self._size.get(session, 0) + size

    def sessions_of(self, person: str) -> Sequence[str]:
        return self._of.get(person, ())

    def people_in(self, session: str) -> Sequence[str]:
        return self._in.get(session, ())

    def has_room(self, person: Person, session: str) -> bool:
        """A quick look at the maximum alone."""
        places = self.problem.session[session].maximum
        return places is None or self._size.get(session, 0) + person.size <= places

    def seats(self) -> Iterator[Pair]:
        """Every seat taken."""
        for person, sessions in self._of.items():
            yield from ((person, session) for session in sessions)


def in_turn(problem: Problem, order: Sequence[Person], seed: str) -> frozenset[Pair]:
    """Let everybody choose in this order; cancel what stays too small, and begin again.

    Sessions with a locked participant cannot be cancelled and may be left too small.
    """
    cancelled: frozenset[str] = frozenset()
    while True:
        filling = _one_pass(problem, order, cancelled)
        seating = Seating(problem, filling.seats())
        small = [
            session.id
            for session in problem.sessions
            if session.id not in problem.must_open and too_small(seating, session.id)
        ]
        if not small:
            return seating.seats
        cancelled |= _emptiest(seating, small, seed)


def _emptiest(seating: Seating, small: Sequence[str], seed: str) -> frozenset[str]:
    """What is cancelled first: all that are not half full enough, at least the worst one.

    The others may still fill up with the people who now have to choose again.
    """
    session = seating.problem.session

    def share(one: str) -> float:
        return seating.size_in(one) / max(session[one].fewest, 1)

    worst = min(small, key=lambda one: (share(one), session_number(seed, one)))
    return frozenset((worst, *(one for one in small if share(one) < 0.5)))


def _one_pass(problem: Problem, order: Sequence[Person], shut: frozenset[str]) -> Filling:
    filling = Filling(problem, sorted(problem.held | problem.giving))
    for person in order:
        _choose(filling, person, shut)
    return filling


def _choose(filling: Filling, person: Person, shut: frozenset[str]) -> None:
    """Take the best bundle; what friends who must come along cannot join is left out."""
    problem = filling.problem
    left_out = set(shut)
    while True:
        held = filling.sessions_of(person.id)
        net = {
            session: seat_worth(problem, person.id, session)
            for session in _open_to(filling, person, held)
            if session not in left_out
        }
        missed = False
        for session in best_choice(problem, person, net, held):
            together = _company(problem, person, session)
            if len(together) > 1 and not _all_fit(filling, together, session):
                left_out.add(session)
                missed = True
                continue
            for one in together:
                filling.add(one, session)
        if not missed:
            return


def _open_to(filling: Filling, person: Person, held: Sequence[str]) -> Iterator[str]:
    problem = filling.problem
    for session in reachable(problem, person):
        if (
            filling.has_room(person, session.id)
            and session.id not in held
            and may_sit(problem, person, session)
            and not any(exclude(problem.session[other], session) for other in held)
            and _all_fit(filling, [person.id], session.id)
        ):
            yield session.id


def _all_fit(filling: Filling, people: Sequence[str], session: str) -> bool:
    """Say whether these people may sit there too, minimums left aside."""
    problem = filling.problem
    row = problem.session[session]
    plain = not row.at_most and row.at_most_per_organisation is None
    if plain and len(people) == 1 and people[0] not in problem.partners:
        return True  # only the maximum counts, and that was looked at
    new = [(person, session) for person in people]
    ignored = LOWER | {"together"} if len(people) == 1 else LOWER
    return all(broken.rule in ignored for broken in broken_by(filling, add=new))


def _company(problem: Problem, person: Person, session: str) -> list[str]:
    """Everybody who must come along to this session, the person first."""
    row, found = problem.session[session], [person.id]
    for one in found:  # grows while it is read
        for kind, pair in problem.partners.get(one, ()):
            other = pair[0] if pair[1] == one else pair[1]
            if (
                kind == "together"
                and other not in found
                and may_sit(problem, problem.person[other], row)
            ):
                found.append(other)
    return found
