"""Could one small change make it better? An optimum leaves no such change."""

from collections.abc import Iterator

from onderling.matching.problem import Pair, Person, Session
from onderling.matching.result import Result
from onderling.matching.rules import (
    Claim,
    Lottery,
    Seating,
    broken_by,
    claim,
    effect,
    in_the_way,
    may_sit,
    reachable,
)


def better_moves(seating: Seating, into: frozenset[str] | None = None) -> Iterator[str]:
    """One person in one more or one other session: never a gain, if the result is optimal.

    `into`: only these sessions are tried; None: all.
    """
    problem = seating.problem
    for person in problem.people:
        held = seating.sessions_of(person.id)
        loose = [s for s in held if s not in problem.locks_of.get(person.id, ())]
        for session in reachable(problem, person):
            if into is not None and session.id not in into:
                continue
            if session.id in held or not _fits(seating, person, session):
                continue
            add = {(person.id, session.id)}
            for given_up in (None, *loose):
                remove = set() if given_up is None else {(person.id, given_up)}
                gain = effect(seating, add=add, remove=remove)
                if gain > 0 and not broken_by(seating, add=add, remove=remove):
                    yield (
                        f"Niet optimaal: “{person.id}” in “{session.id}” zou {gain} punten"
                        " opleveren zonder een regel te schenden."
                    )


def _fits(seating: Seating, person: Person, session: Session) -> bool:
    """A quick look, for most sessions somebody misses are full."""
    room = session.maximum
    if room is not None and seating.size_in(session.id) + person.size > room:
        return False
    return may_sit(seating.problem, person, session)


def unfair_lots(result: Result, seating: Seating) -> Iterator[str]:
    """Two people with an equal claim who could change places: the higher lots must sit."""
    problem, luck = seating.problem, _Luck(seating, Lottery(result.seed, result.lot_bits))
    equals = _equal_claims(seating)
    for reason in result.reasons:
        if reason.because not in ("full", "lottery") or reason.session is None:
            continue
        row, session = problem.person[reason.person], problem.session[reason.session]
        key = (session.id, claim(problem, row, session), row.size)
        blocking = in_the_way(seating, row.id, session.id) if key in equals else []
        for other in equals.get(key, ()):
            if any(luck.claim(other, s) is None for s in blocking):
                continue  # nearly always: then the other could not take over
            add = {(row.id, session.id), *((other, s) for s in blocking)}
            remove = {(other, session.id), *((row.id, s) for s in blocking)}
            if (
                not add & seating.seats
                and luck.of(add) > luck.of(remove)
                and effect(seating, add=add, remove=remove) == 0
                and not broken_by(seating, add=add, remove=remove)
            ):
                yield (
                    f"De loting klopt niet: “{row.id}” hoort volgens het lot in"
                    f" “{session.id}” en “{other}” niet."
                )


def _equal_claims(seating: Seating) -> dict[tuple[str, Claim | None, int], list[str]]:
    """Who sits in each session, by claim and size."""
    problem = seating.problem
    found: dict[tuple[str, Claim | None, int], list[str]] = {}
    for person, session in sorted(seating.seats - problem.giving):
        row = problem.person[person]
        key = (session, claim(problem, row, problem.session[session]), row.size)
        found.setdefault(key, []).append(person)
    return found


class _Luck:
    """What decides between equal outcomes: former seats first, then lottery numbers."""

    def __init__(self, seating: Seating, lottery: Lottery) -> None:
        self.problem = seating.problem
        self._lottery = lottery
        self._weights: dict[Pair, int] = {}
        self._claims: dict[Pair, Claim | None] = {}

    def of(self, seats: set[Pair]) -> tuple[int, int]:
        """The former seats among these, and what their lots weigh together."""
        return len(seats & self.problem.had), sum(map(self._weight, seats))

    def claim(self, person: str, session: str) -> Claim | None:
        """Each claim worked out once: the same people are compared with many."""
        seat = person, session
        if seat not in self._claims:
            row, there = self.problem.person[person], self.problem.session[session]
            self._claims[seat] = claim(self.problem, row, there)
        return self._claims[seat]

    def _weight(self, seat: Pair) -> int:
        if seat not in self._weights:
            self._weights[seat] = self._lottery.weight(self._lottery.number(*seat))
        return self._weights[seat]
