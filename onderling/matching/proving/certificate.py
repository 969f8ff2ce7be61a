"""What prices prove: a bound on every outcome, computed without any solver.

Take any prices. Who breaks a priced row pays, who leaves room in it is paid, so for outcomes
that keep to the rules the points can only go up. What is left is one choice per session (open
or not) and one per person (`best_bundle`). Their sum is a bound, whatever the prices are; when
it equals the points of an outcome, that outcome is an optimum (weak and strong duality:
Dantzig, Linear Programming and Extensions, 1963; with prices on the coupling rows only:
Geoffrion, Lagrangean relaxation for integer programming, 1974).

Nothing here comes from the solver: only the prices, the rules and the claims.
"""

from collections.abc import Iterable, Iterator

from onderling.matching.problem import Pair, Problem
from onderling.matching.proving.bundle import best_bundle, per_person
from onderling.matching.proving.charges import Charges, Unpriceable, charges
from onderling.matching.result import Price
from onderling.matching.rules import Seating, may_sit, reachable, seat_worth


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
        self.view = possible(problem)
        self.worth = {
            (person, session): _worth(problem, person, session)
            for person, session in self.view.seats - problem.giving
        }
        for seat in _shared(self.view):
            self.worth[seat] += problem.objective.soft_together

    def bound(self, prices: Iterable[Price], cancelled: frozenset[str] | None) -> int:
        """As `bound_by_prices`."""
        problem = self.problem
        shut = _never_open(self.view) if cancelled is None else cancelled
        charged = charges(self.view, prices, shut)
        if charged.unknown:
            rule, about = charged.unknown[0].rule, ", ".join(charged.unknown[0].about)
            raise Unpriceable(f"Prijs voor regel “{rule}” ({about}), die er niet is.")
        asked = charged.seat
        chosen = dict(
            per_person(
                {
                    seat: worth - asked.get(seat, 0)
                    for seat, worth in self.worth.items()
                    if seat[1] not in shut
                }
            )
        )
        return (
            charged.always
            + sum(_opened(problem, charged, row.id, cancelled) for row in problem.sessions)
            + sum(best_bundle(problem, row, chosen.get(row.id, {})) for row in problem.people)
        )


def possible(problem: Problem) -> Seating:
    """Every seat that the lists, dates and locks allow."""
    seats = (
        (person.id, session.id)
        for person in problem.people
        for session in reachable(problem, person)
        if may_sit(problem, person, session)
    )
    return Seating(problem, (*seats, *problem.held, *problem.giving))


def _never_open(view: Seating) -> frozenset[str]:
    """Sessions too small even with everybody who could come."""
    problem = view.problem
    return frozenset(
        session.id
        for session in problem.sessions
        if session.id not in problem.must_open and view.size_in(session.id) < session.fewest
    )


def _worth(problem: Problem, person: str, session: str) -> int:
    stays = problem.objective.stay if (person, session) in problem.had else 0
    return seat_worth(problem, person, session) + stays


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


def _shared(view: Seating) -> Iterator[Pair]:
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
