"""What a missed wish would have brought the person who missed it."""

from collections.abc import Collection

from onderling.matching.problem import Person, Problem
from onderling.matching.rules import Missed, Seating, besides, slots_to_fill


def gain(seating: Seating, person: Person, miss: Missed) -> int:
    """What the wish in exchange for what stood in its way is worth to this person."""
    extra = change_besides(seating, person, [miss.wish.session], miss.blocking)
    return miss.wish.worth - miss.kept + extra


def change_besides(
    seating: Seating, person: Person, add: Collection[str], remove: Collection[str]
) -> int:
    """The change in what a person's seats bring together: a first one, slots, stay."""
    problem = seating.problem
    before = seating.sessions_of(person.id)
    after = [session for session in before if session not in remove]
    after += add
    if before and after and _only_seats_count(problem, person):
        return 0
    return besides(problem, person, after) - besides(problem, person, before)


def _only_seats_count(problem: Problem, person: Person) -> bool:
    """Say whether one seat more or less changes nothing but its own worth."""
    return not (
        problem.objective.stay
        or person.id in problem.locks_of
        or slots_to_fill(problem, person)
    )


def on_their_own(problem: Problem, *people: str) -> bool:
    """Say whether the points of nobody else depend on where these people sit."""
    return not problem.objective.balance and problem.partners.keys().isdisjoint(people)
