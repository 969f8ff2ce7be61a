"""Which wishes a person missed: those they would rather have than what stands in the way."""

from collections import Counter
from typing import NamedTuple

from onderling.matching.problem import Person, Problem
from onderling.matching.rules.claims import claim, forbidden, most_seats, seat_worth
from onderling.matching.rules.seating import View


class Wish(NamedTuple):
    """A session somebody asked for, by its own rank or that of its organisation."""

    session: str
    rank: int
    worth: int


def wishes(problem: Problem, person: Person) -> list[Wish]:
    """All wishes of a person, dearest first; also those a rule later forbids."""
    found = []
    for session, rank in person.wishes:
        had = claim(problem, person, problem.session[session])
        found.append(Wish(session, rank, had.worth if had else 0))
    for organisation, rank in person.wish_organisations:
        for session in problem.at_organisation.get(organisation, ()):
            had = claim(problem, person, problem.session[session])
            if had and had.kind == "organisation" and organisation != person.organisation:
                found.append(Wish(session, rank, had.worth))
    return sorted(found, key=lambda wish: (wish.rank, wish.session))


def wanted(problem: Problem) -> Counter[str]:
    """Per session the total size of all who have it among their wishes and may come."""
    sizes: Counter[str] = Counter()
    for person in problem.people:
        for session, _ in person.wishes:
            if forbidden(problem, person, problem.session[session]) is None:
                sizes[session] += person.size
    return sizes


def in_the_way(view: View, person: str, session: str) -> list[str]:
    """The person's own seats that would have to go for this session.

    Those at the same time or of the same activity; when there are none and the person has
    all the seats they may have: the one worth least that is not locked.
    """
    problem = view.problem
    held = view.sessions_of(person)
    rivals = [other for other in held if other in problem.rivals[session]]
    if rivals or len(held) < most_seats(problem, problem.person[person]):
        return rivals
    loose = [s for s in held if s not in problem.locks_of.get(person, ())]
    if not loose:
        return list(held)
    return [min(loose, key=lambda other: (seat_worth(problem, person, other), other))]


def is_locked_out(problem: Problem, person: str, blocking: list[str]) -> bool:
    """Say whether one of the seats in the way is locked."""
    return any(session in problem.locks_of.get(person, ()) for session in blocking)


def missed(view: View, person: Person) -> list[Wish]:
    """The wishes not met while something worth less to this person took their place."""
    problem = view.problem
    held = set(view.sessions_of(person.id))
    found = []
    for wish in wishes(problem, person):
        if wish.session in held:
            continue
        blocking = in_the_way(view, person.id, wish.session)
        worths = [
            0 if (person.id, s) in problem.giving else seat_worth(problem, person.id, s)
            for s in blocking
        ]
        worth = wish.worth or _asked(problem, person, wish)
        if not blocking or worth > min(worths):
            found.append(wish)
    return found


def _asked(problem: Problem, person: Person, wish: Wish) -> int:
    # A wish that is also in `cannot` has no worth of its own, yet was asked for.
    points = problem.objective.points
    return points[min(wish.rank, len(points)) - 1] * person.size
