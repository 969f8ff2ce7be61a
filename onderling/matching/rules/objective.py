"""What an outcome is worth in whole points, and what a few changes would do to it."""

from collections.abc import Iterable, Sequence

from onderling.matching.problem import Pair, Person, Problem
from onderling.matching.rules.claims import first_worth, free_in, seat_worth, slots_to_fill
from onderling.matching.rules.seating import Changed, Seating, View
from onderling.matching.rules.traffic import imbalance_cost, traffic


def objective(seating: Seating) -> int:
    """The sum that is maximised: seats, first seats, slots, togetherness, stay, balance."""
    problem = seating.problem
    return (
        sum(person_points(seating, person.id) for person in problem.people)
        + sum(shared_points(seating, pair) for pair in problem.soft_together)
        - imbalance_cost(problem, seating.traffic)
    )


def person_points(view: View, person: str) -> int:
    """The worth of one person's seats, of having one at all, of slots left empty."""
    return points_of(view.problem, view.problem.person[person], view.sessions_of(person))


def points_of(problem: Problem, person: Person, sessions: Sequence[str]) -> int:
    """The same, had this person exactly these sessions (given ones included)."""
    return besides(problem, person, sessions) + sum(
        seat_worth(problem, person.id, session)
        for session in sessions
        if (person.id, session) not in problem.giving
    )


def besides(problem: Problem, person: Person, sessions: Sequence[str]) -> int:
    """What these sessions bring together, on top of the worth of each seat alone."""
    seats = [s for s in sessions if (person.id, s) not in problem.giving]
    points = first_worth(problem, person) if seats else 0
    for interval in slots_to_fill(problem, person):
        if free_in(problem, sessions, interval):
            points -= problem.objective.first_seat * person.size
    if problem.objective.stay:
        stayed = sum((person.id, session) in problem.had for session in seats)
        points += problem.objective.stay * stayed
    return points


def shared_points(view: View, pair: Pair) -> int:
    """Points for each session two people who would like that share as participants."""
    one, other = pair
    shared = set(view.sessions_of(one)) & set(view.sessions_of(other))
    count = sum(not view.problem.giving & {(one, s), (other, s)} for s in shared)
    return view.problem.objective.soft_together * count


def effect(seating: Seating, *, add: Iterable[Pair] = (), remove: Iterable[Pair] = ()) -> int:
    """How many points a few changes would add to the objective (below zero: cost)."""
    after = Changed(seating, add=add, remove=remove)
    problem = seating.problem
    people = {person for person, _ in after.touched}
    pairs = {
        pair
        for person in people
        for kind, pair in problem.partners.get(person, ())
        if kind == "soft_together"
    }
    change = sum(person_points(after, p) - person_points(seating, p) for p in people)
    change += sum(shared_points(after, pair) - shared_points(seating, pair) for pair in pairs)
    return change - _dearer_balance(seating, after) if problem.objective.balance else change


def _dearer_balance(seating: Seating, after: Changed) -> int:
    """How much more imbalance costs after a few changes: only of those who send or receive."""
    problem = seating.problem
    moves = traffic(problem, after.add - seating.seats)
    moves.subtract(traffic(problem, (after.remove - after.add) & seating.seats))
    before = {organisation: seating.traffic[organisation] for organisation in moves}
    now = {organisation: before[organisation] + more for organisation, more in moves.items()}
    return imbalance_cost(problem, now) - imbalance_cost(problem, before)
