"""What prices prove: a bound on every outcome, computed without any solver.

Take any prices. Who breaks a priced row pays, who leaves room in it is paid, so for outcomes
that keep to the rules the points can only go up. What is left is one choice per session (open
or not) and one per person (`best_bundle`). Their sum is a bound, whatever the prices are; when
it equals the points of an outcome, that outcome is an optimum (weak and strong duality:
Dantzig, Linear Programming and Extensions, 1963; with prices on the coupling rows only:
Geoffrion, Lagrangean relaxation for integer programming, 1974).

Nothing here comes from the solver: only the prices, the rules and the claims.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from onderling.matching.problem import Pair, Problem
from onderling.matching.proving.bundle import best_bundle
from onderling.matching.proving.charges import Charges, Unpriceable, charges
from onderling.matching.result import Price
from onderling.matching.rules import View, options, seat_worth
from onderling.matching.rules.seating import Possible


def bound_by_prices(
    problem: Problem, prices: Iterable[Price], *, cancelled: frozenset[str] | None = None
) -> int:
    """No outcome has more points than this, in whole points.

    `cancelled`: of outcomes that cancel exactly these sessions; None: of all outcomes.
    Raises Unpriceable when a price belongs to nothing.
    """
    return Ground(problem).bound(prices, cancelled)


class Ground:
    """What every bound of one problem stands on: the possible seats and their worth."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._charged: tuple[object, Charges] | None = None
        self._asked: Counter[Pair] | None = None
        self._shut: frozenset[str] = frozenset()
        self._best: dict[str, int] = {}  # per person, at the charges asked last
        self.worth = {row.id: dict(options(problem, row)) for row in problem.people}
        self.view = Possible(problem, {person: list(net) for person, net in self.worth.items()})
        for person, session in problem.held:
            self.worth[person][session] = seat_worth(problem, person, session)
        for person, session in problem.had if problem.objective.stay else ():
            if session in self.worth[person]:
                self.worth[person][session] += problem.objective.stay
        for person, session in _shared(self.view):
            self.worth[person][session] += problem.objective.soft_together

    def bound(self, prices: Iterable[Price], cancelled: frozenset[str] | None) -> int:
        """As `bound_by_prices`."""
        problem = self.problem
        shut = _never_open(self.view) if cancelled is None else cancelled
        charged = self._charges(tuple(prices), shut)
        if charged.unknown:
            rule, about = charged.unknown[0].rule, ", ".join(charged.unknown[0].about)
            raise Unpriceable(f"Prijs voor regel “{rule}” ({about}), die er niet is.")
        opened = sum(_opened(problem, charged, row.id, cancelled) for row in problem.sessions)
        return charged.always + opened + self._alone(charged.seat, shut)

    def _charges(self, prices: tuple[Price, ...], shut: frozenset[str]) -> Charges:
        """The same charges as the last time, when no price is about what was shut since."""
        known = prices, shut & {name for row in prices for name in row.about}
        if self._charged is None or self._charged[0] != known:
            self._charged = known, charges(self.view, prices, shut)
        return self._charged[1]

    def _alone(self, asked: Counter[Pair], shut: frozenset[str]) -> int:
        """What everybody would have who chose alone, after charges.

        Asked again with the same charges, only those choose anew who could come to a session
        that was shut and no longer is, or the other way round.
        """
        anew = shut ^ self._shut if asked is self._asked else None
        for person in self.problem.people:
            worth = self.worth[person.id]
            if anew is None or not anew.isdisjoint(worth):
                net = {
                    session: points - asked.get((person.id, session), 0)
                    for session, points in worth.items()
                    if session not in shut
                }
                self._best[person.id] = best_bundle(self.problem, person, net)
        self._asked, self._shut = asked, shut
        return sum(self._best.values())


def _never_open(view: View) -> frozenset[str]:
    """Sessions too small even with everybody who could come."""
    problem = view.problem
    return frozenset(
        session.id
        for session in problem.sessions
        if session.id not in problem.must_open
        and sum(problem.person[p].size for p in view.people_in(session.id)) < session.fewest
    )


def _opened(
    problem: Problem, charged: Charges, session: str, cancelled: frozenset[str] | None
) -> int:
    """The points of opening a session, where that is a choice the best of both."""
    points = charged.open[session]
    if session in problem.must_open or problem.session[session].fewest == 0:
        return points
    if cancelled is None:
        return max(0, points)
    return 0 if session in cancelled else points


def _shared(view: View) -> Iterator[Pair]:
    """Seats that may bring points for sitting with a friend: counted for the one alone.

    min(x, y) <= x, so leaving the friend out never makes the bound too low.
    """
    problem = view.problem
    for one, other in problem.soft_together:
        for session in view.sessions_of(one):
            if session in view.sessions_of(other) and not problem.giving & {
                (one, session),
                (other, session),
            }:
                yield one, session
