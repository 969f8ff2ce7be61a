"""What a solver hands back before anything is explained."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onderling.matching.problem import Pair, Problem
from onderling.matching.result import Price, price_from_json
from onderling.matching.rules import first_worth, most_seats, reachable, seat_worth


@dataclass(frozen=True)
class Solved:
    """Seats, the bound, and how far that bound is proved."""

    seats: frozenset[Pair]
    bound: int
    proved: bool
    proof: str
    prices: tuple[Price, ...] = ()
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The same as plain lists, to cross from one process to another."""
        return {
            "seats": sorted(self.seats),
            "bound": self.bound,
            "proved": self.proved,
            "proof": self.proof,
            "prices": [price.to_json() for price in self.prices],
            "notes": list(self.notes),
        }

    @staticmethod
    def from_json(row: dict[str, Any]) -> "Solved":
        """Read what `to_json` wrote."""
        return Solved(
            seats=frozenset((person, session) for person, session in row["seats"]),
            bound=row["bound"],
            proved=row["proved"],
            proof=row["proof"],
            prices=tuple(price_from_json(price) for price in row["prices"]),
            notes=tuple(row["notes"]),
        )


@dataclass(frozen=True)
class Reporter:
    """Where a solver tells how far it is (0..100 and a sentence) and what it has so far."""

    progress: Callable[[int, str], None] = lambda percent, text: None
    found: Callable[[Solved], None] = lambda solved: None


def ceiling(problem: Problem) -> int:
    """A bound anybody can check by hand: everybody gets their own best, whatever the rest."""
    total = 0
    for person in problem.people:
        locks = [
            s for s in problem.locks_of.get(person.id, ()) if (person.id, s) in problem.held
        ]
        own = {s.id for s in reachable(problem, person)} | set(locks)
        worths = sorted((seat_worth(problem, person.id, s) for s in own), reverse=True)
        best = sum(worths[: most_seats(problem, person)])
        total += best + (max(0, first_worth(problem, person)) if own else 0)
        total += problem.objective.stay * sum((person.id, s) in problem.had for s in own)
    seats = max((most_seats(problem, person) for person in problem.people), default=0)
    return total + problem.objective.soft_together * len(problem.soft_together) * seats
