"""What a solver hands back before anything is explained."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from onderling.matching.problem import LOT_BITS, Pair, Problem
from onderling.matching.result import Price
from onderling.matching.rules import first_worth, most_seats, options, seat_worth

PROOF_FLOW = "De prijzen van de plekken bewijzen dat geen verdeling meer punten heeft."
PROOF_OPEN = (
    "De prijzen bewijzen het voor deze keuze van sessies die doorgaan; dat geen andere keuze"
    " beter is, heeft HiGHS uitgesloten (branch and bound)."
)
BY_PRICES = frozenset({PROOF_FLOW, PROOF_OPEN})  # where prices say something


@dataclass(frozen=True)
class Solved:
    """Seats, the bound, and how far that bound is proved."""

    seats: frozenset[Pair]
    bound: int
    proved: bool
    proof: str
    prices: tuple[Price, ...] = ()
    notes: tuple[str, ...] = ()
    solvers: tuple[tuple[str, str], ...] = ()  # (what it did, name and version)
    lot_bits: int = LOT_BITS  # of each lottery number, so many decided

    def packed(self, problem: Problem) -> "Packed":
        """The same with seats as pairs of numbers, to cross from one process to another."""
        people = {person.id: place for place, person in enumerate(problem.people)}
        sessions = {session.id: place for place, session in enumerate(problem.sessions)}
        seats = array("l")
        for person, session in self.seats:
            seats.append(people[person])
            seats.append(sessions[session])
        return seats.tobytes(), replace(self, seats=frozenset())

    @staticmethod
    def unpacked(problem: Problem, packed: "Packed") -> "Solved":
        """Read what `packed` wrote; the names are those of the problem itself."""
        numbers, rest = array("l"), packed[1]
        numbers.frombytes(packed[0])
        people = (problem.people[place].id for place in numbers[::2])
        sessions = (problem.sessions[place].id for place in numbers[1::2])
        return replace(rest, seats=frozenset(zip(people, sessions, strict=True)))


Packed = tuple[bytes, Solved]


@dataclass(frozen=True)
class Reporter:
    """Where a solver tells how far it is (0..100 and a sentence) and what it has so far."""

    progress: Callable[[int, str], None] = lambda percent, text: None
    found: Callable[[Solved], None] = lambda solved: None


def ceiling(problem: Problem, worths: Iterable[Sequence[int]] | None = None) -> int:
    """A bound anybody can check by hand: everybody gets their own best, whatever the rest.

    `worths`: per person what each seat they may choose is worth, for who knows that already.
    """
    if worths is None:
        worths = ([worth for _, worth in options(problem, row)] for row in problem.people)
    total = problem.objective.stay * len(problem.had)
    for person, chosen in zip(problem.people, worths, strict=True):
        locks = problem.locks_of.get(person.id, ())
        held = [
            seat_worth(problem, person.id, s) for s in locks if (person.id, s) in problem.held
        ]
        best = sorted([*chosen, *held], reverse=True)
        total += sum(best[: most_seats(problem, person)])
        total += max(0, first_worth(problem, person)) if best else 0
    seats = max((most_seats(problem, person) for person in problem.people), default=0)
    return total + problem.objective.soft_together * len(problem.soft_together) * seats
