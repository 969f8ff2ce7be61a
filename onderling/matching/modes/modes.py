"""Other ways to divide the same places, and what each costs against the default.

default     most wish points together (the rest of this package)
lottery     in order of lottery each takes the best of what is left (`turns`)
fewest_low  nobody without a seat, then as few low wishes as possible (`generous`)
first_come  as lottery, in order of sign-up: `arrived` of each person

Each keeps to all rules. Only the default maximises points, so the others have a price.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Literal, get_args

from onderling.matching.finish import beforehand, finish
from onderling.matching.modes.generous import generous
from onderling.matching.modes.turns import in_turn
from onderling.matching.problem import Pair, Person, Problem
from onderling.matching.result import Result
from onderling.matching.rules import Seating, objective, person_number, violations
from onderling.matching.run import NothingFound, allocate, solve
from onderling.matching.solved import Solved, ceiling

Mode = Literal["default", "lottery", "fewest_low", "first_come"]
MODES: tuple[Mode, ...] = get_args(Mode)
HOW = {
    "lottery": "Verdeeld op volgorde van loting; wie eerder kiest, heeft van latere geen last.",
    "fewest_low": "Verdeeld met zo min mogelijk lage wensen; meer punten kunnen bestaan.",
    "first_come": "Verdeeld op volgorde van aanmelding.",
}
NOT_ALL_STEPS = "Niet bij elke wens is bewezen dat het er niet minder kunnen zijn."


class NoOrder(Exception):
    """First come, but of these people (at most three are named) nobody knows when."""

    def __init__(self, people: Sequence[str]) -> None:
        named = ", ".join(f"“{person}”" for person in people[:3])
        super().__init__(
            f"Voor ‘wie het eerst komt’ moet bij iedereen `arrived` staan; het ontbreekt"
            f" bij {len(people)} mensen, onder wie {named}"
        )


def allocate_by(
    mode: Mode, problem: Problem, *, seed: str | None = None, limit: float | None = None
) -> Result:
    """Decide in another way than by the most points. A result like any other.

    Its status is `feasible`, its bound a simple one: everybody's very best. `limit`: seconds
    for each run of the engine that it takes. Raises NoOrder, NothingFound, and for first come
    with equal `arrived` the lottery decides.
    """
    began = monotonic()
    if mode == "default":
        return allocate(problem, seed=seed, limit=limit)
    try:
        return _another_way(mode, problem, problem.seed if seed is None else seed, limit, began)
    except NothingFound:
        usual = allocate(problem, seed=seed, limit=limit)
        if usual.status == "infeasible":
            return usual  # it names the rules that contradict each other
        raise


def _another_way(
    mode: Mode, problem: Problem, chosen: str, limit: float | None, began: float
) -> Result:
    ask = partial(solve, seed=chosen, limit=limit)
    if mode == "fewest_low":
        found, proved = generous(problem, ask)
        seats, notes = found.seats, () if proved else (NOT_ALL_STEPS,)
    else:
        order = _order(mode, problem, chosen)
        seats, notes = _repaired(problem, in_turn(problem, order, chosen), chosen, limit), ()
    solved = Solved(seats, ceiling(problem), False, HOW[mode], notes=(HOW[mode], *notes))
    result = finish(beforehand(problem), solved, seed=chosen, began=began, lots=False)
    return dataclasses.replace(result, engine=result.engine | {"mode": mode})


def _order(mode: Mode, problem: Problem, seed: str) -> list[Person]:
    def lot(person: Person) -> int:
        return -person_number(seed, person.id)

    if mode == "lottery":
        return sorted(problem.people, key=lot)
    if unknown := [person.id for person in problem.people if person.arrived is None]:
        raise NoOrder(unknown)
    return sorted(problem.people, key=lambda person: (person.arrived or 0, lot(person)))


def _repaired(
    problem: Problem, seats: frozenset[Pair], seed: str, limit: float | None
) -> frozenset[Pair]:
    """Where a lock keeps a session open that is too small, the fewest others move there."""
    if not violations(Seating(problem, seats)):
        return seats
    points = problem.objective
    most = max(*points.points, points.first_seat, points.also_good)
    nearest = dataclasses.replace(
        problem,
        former=tuple(sorted(seats)),
        objective=dataclasses.replace(points, stay=100 * most, order="joint"),
    )
    return solve(nearest, seed=seed, limit=limit).seats


@dataclass(frozen=True)
class Cost:
    """One way to divide in numbers. People and first wishes are counted by size.

    lost: points fewer than the default. without: people with no seat at all.
    """

    mode: Mode
    points: int
    lost: int
    without: int
    first_wishes: int
    seats: int
    cancelled: int


def compare(
    problem: Problem,
    modes: Sequence[Mode] = MODES,
    *,
    seed: str | None = None,
    limit: float | None = None,
    known: Mapping[Mode, Result] | None = None,
) -> list[Cost]:
    """The price of each way against the default, by dividing in all of them.

    `known`: results that are there already, by how they were divided.
    """
    results: dict[Mode, Result] = dict(known or {})
    for mode in dict.fromkeys(("default", *modes)):
        if mode not in results:
            results[mode] = allocate_by(mode, problem, seed=seed, limit=limit)
    best = results["default"].objective or 0
    return [cost(mode, problem, results[mode], best) for mode in modes]


def cost(mode: Mode, problem: Problem, result: Result, best: int) -> Cost:
    """The numbers of one result; `best`: the points of the default."""
    size = {person.id: person.size for person in problem.people}
    points = objective(Seating(problem, result.places))
    return Cost(
        mode=mode,
        points=points,
        lost=best - points,
        without=sum(size[person] for person in result.without),
        first_wishes=sum(
            size[seat.person]
            for seat in result.seats
            if seat.kind in ("wish", "organisation") and seat.rank == 1
        ),
        seats=sum(
            size[seat.person]
            for seat in result.seats
            if (seat.person, seat.session) not in problem.giving
        ),
        cancelled=len(result.cancelled),
    )
