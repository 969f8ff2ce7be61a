"""Which wishes a person missed: those they would rather have than what stands in the way."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from onderling.matching.problem import Person, Problem, exclude
from onderling.matching.rules.claims import Claim, claim, forbidden, most_seats, seat_worth
from onderling.matching.rules.seating import View


class Wish(NamedTuple):
    """A session somebody asked for, by its own rank or that of its organisation.

    `claim`: what a seat there is worth, by whichever list; None when the person cannot come.
    """

    session: str
    rank: int
    claim: Claim | None

    @property
    def worth(self) -> int:
        """The points of a seat there; 0 without a claim."""
        return self.claim.worth if self.claim else 0


def wishes(problem: Problem, person: Person) -> list[Wish]:
    """All wishes of a person, dearest first; also those a rule later forbids."""
    found = []
    for session, rank in person.wishes:
        found.append(Wish(session, rank, claim(problem, person, problem.session[session])))
    for organisation, rank in person.wish_organisations:
        for session in problem.at_organisation.get(organisation, ()):
            had = claim(problem, person, problem.session[session])
            if had and had.kind == "organisation" and organisation != person.organisation:
                found.append(Wish(session, rank, had))
    return sorted(found, key=lambda wish: (wish.rank, wish.session))


def wanted(problem: Problem, chosen: Collection[str] | None = None) -> Counter[str]:
    """Per session the total size of all who have it among their wishes and may come.

    `chosen`: only of these sessions.
    """
    sizes: Counter[str] = Counter()
    for person in problem.people:
        for session, _ in person.wishes:
            if (chosen is None or session in chosen) and not forbidden(
                problem, person, problem.session[session]
            ):
                sizes[session] += person.size
    return sizes


def in_the_way(view: View, person: str, session: str) -> list[str]:
    """The person's own seats that would have to go for this session.

    Those at the same time or of the same activity; when there are none and the person has
    all the seats they may have: the one worth least that is not locked.
    """
    problem = view.problem
    held = view.sessions_of(person)
    row = problem.session[session]
    rivals = [other for other in held if exclude(problem.session[other], row)]
    if rivals or len(held) < most_seats(problem, problem.person[person]):
        return rivals
    loose = [s for s in held if s not in problem.locks_of.get(person, ())]
    if not loose:
        return list(held)
    if len(loose) == 1:
        return loose
    return [min(loose, key=lambda other: (seat_worth(problem, person, other), other))]


class Missed(NamedTuple):
    """A wish not met, and the person's own seats that stand in its way.

    `kept`: what those are worth together; `locked`: one of them cannot go.
    """

    wish: Wish
    blocking: list[str]
    kept: int
    locked: bool


def missed(view: View, person: Person, asked: Sequence[Wish] | None = None) -> list[Missed]:
    """The wishes not met while something worth less to this person took their place.

    `asked`: the wishes of the person, for who knows them already.
    """
    problem = view.problem
    asked = wishes(problem, person) if asked is None else asked
    worth_of = {wish.session: wish.worth for wish in asked}
    held = {}
    for session in view.sessions_of(person.id):
        given = (person.id, session) in problem.giving
        known = worth_of.get(session) or seat_worth(problem, person.id, session)
        held[session] = 0 if given else known
    locks = problem.locks_of.get(person.id, ())
    full = bool(held) and len(held) >= most_seats(problem, person)
    least = min(held.values(), default=0)
    found = []
    for wish in asked:
        if wish.session in held:
            continue
        worth = wish.worth or _asked(problem, person, wish)
        if full and worth <= least:
            continue  # something of at least this worth is always in the way
        blocking = in_the_way(view, person.id, wish.session) if held else []
        if not blocking or worth > min(held[s] for s in blocking):
            kept = sum(held[s] for s in blocking)
            found.append(Missed(wish, blocking, kept, any(s in locks for s in blocking)))
    return found


def _asked(problem: Problem, person: Person, wish: Wish) -> int:
    # A wish that is also in `cannot` has no worth of its own, yet was asked for.
    points = problem.objective.points
    return points[min(wish.rank, len(points)) - 1] * person.size
