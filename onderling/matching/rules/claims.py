"""What a seat is worth to somebody, and who may sit where: one list wins per session."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from onderling.matching.problem import Interval, Person, Problem, Session, exclude


class Claim(NamedTuple):
    """Why somebody may sit in a session: the list that won, the rank in it, the points.

    `worth` is for the whole row: points times size.
    """

    kind: str
    rank: int | None
    worth: int


def claim(problem: Problem, person: Person, session: Session) -> Claim | None:
    """The worth of this seat, or None when no list of the person allows it.

    cannot > wishes > rather_not > wish_organisations > wish_fields > also_good > anywhere.
    """
    found = _listed(problem, person, session)
    if found is None:
        return None
    kind, rank, points = found
    return Claim(kind, rank, _whole_row(problem, person, session, points))


def _whole_row(problem: Problem, person: Person, session: Session, points: int) -> int:
    """The points for the whole row; less where they have been before."""
    if session.organisation and session.organisation in person.visited:
        points = max(min(points, 1), points - problem.objective.visited)
    return points * person.size


def _listed(  # noqa: PLR0911 - one line per list of the contract
    problem: Problem, person: Person, session: Session
) -> tuple[str, int | None, int] | None:
    points = problem.objective
    if person.cannot and session.id in person.closed:
        return None
    if (rank := person.wish_rank.get(session.id)) is not None:
        return "wish", rank, _at(points.points, rank)
    if person.rather_not and session.id in person.unwelcome:
        return "rather_not", None, points.rather_not
    if person.wish_organisations:
        rank = person.organisation_rank.get(session.organisation or "")
        if rank is not None:
            return "organisation", rank, _at(points.points, rank)
    if session.field and points.fields and session.field in person.wish_fields:
        rank = person.wish_fields.index(session.field) + 1
        return "field", rank, _at(points.fields, rank)
    if person.also_good and session.id in person.welcome:
        return "also_good", None, points.also_good
    if person.anywhere:
        return "anywhere", None, points.anywhere
    return None


def _at(points: Sequence[int], rank: int) -> int:
    return points[min(rank, len(points)) - 1]


def forbidden(problem: Problem, person: Person, session: Session) -> str | None:
    """Name the rule that keeps this person out of this session; locks beat all of them."""
    if rule := barred(problem, person, session):
        return rule
    return "unlisted" if claim(problem, person, session) is None else None


def barred(problem: Problem, person: Person, session: Session) -> str | None:
    """Name the rule that keeps this person out whatever they wished."""
    if person.cannot and session.id in person.closed:
        return "cannot"
    if person.dates and session.day not in person.dates:
        return "dates"
    if (
        problem.rules.other_organisation
        and session.organisation is not None
        and session.organisation == person.organisation
    ):
        return "organisation"
    return None


def seat_worth(problem: Problem, person: str, session: str) -> int:
    """The points of one seat; a locked seat that no list allows is worth nothing."""
    found = claim(problem, problem.person[person], problem.session[session])
    return found.worth if found else 0


def first_worth(problem: Problem, person: Person) -> int:
    """What having at least one seat is worth, times size: below zero with `next_wish`.

    With `next_wish` somebody without a seat is as well off as with the wish after the last
    one they filled in, so a short list earns no protection.
    """
    points = problem.objective
    if points.without == "guarantee":
        return points.first_seat * person.size
    if person.anywhere or person.id in problem.locks_of:
        return 0
    ranks = {rank for _, rank in (*person.wishes, *person.wish_organisations)}
    filled = len(ranks) + len(person.also_good)
    if filled < len(points.points):
        return -points.points[filled] * person.size
    return -((9 * points.points[-1] + 5) // 10) * person.size  # rounded half up


def reachable(problem: Problem, person: Person) -> Iterator[Session]:
    """The sessions this person may sit in by their own lists; locks left aside."""
    return (s for s in _listing(problem, person) if forbidden(problem, person, s) is None)


def _listing(problem: Problem, person: Person) -> Sequence[Session]:
    """Every session that some list of this person names."""
    if person.anywhere:
        return problem.sessions
    ids = {session for session, _ in person.wishes}
    ids.update(person.rather_not, person.also_good)
    for organisation, _ in person.wish_organisations:
        ids.update(problem.at_organisation.get(organisation, ()))
    for field in person.wish_fields:
        ids.update(problem.in_field.get(field, ()))
    return [problem.session[session] for session in sorted(ids)]


def may_sit(problem: Problem, person: Person, session: Session) -> bool:
    """Say whether this seat is possible at all: allowed, small enough, not behind a lock."""
    if (person.id, session.id) in problem.held:
        return True
    locks = problem.locks_of.get(person.id, ())
    return (
        session.id not in locks
        and forbidden(problem, person, session) is None
        and (session.maximum is None or person.size <= session.maximum)
        and len(locks) < person.most
        and not any(exclude(problem.session[lock], session) for lock in locks)
    )


def options(problem: Problem, person: Person) -> list[tuple[str, int]]:
    """The seats this person may choose from and what each is worth; locked seats left out."""
    locks = problem.locks_of.get(person.id, ())
    if len(locks) >= person.most:
        return []
    if _only_wishes(problem, person):
        return _wished(problem, person)
    found = []
    for session in _listing(problem, person):
        if session.maximum is not None and person.size > session.maximum:
            continue
        if barred(problem, person, session):
            continue
        if locks and (
            session.id in locks or any(exclude(problem.session[k], session) for k in locks)
        ):
            continue
        had = _listed(problem, person, session)
        if had is not None:
            found.append((session.id, _whole_row(problem, person, session, had[2])))
    return sorted(found)


def _only_wishes(problem: Problem, person: Person) -> bool:
    """Say whether no other list, lock or rule has a say: so it is with most people."""
    return not (
        person.anywhere
        or person.cannot
        or person.rather_not
        or person.also_good
        or person.wish_organisations
        or person.wish_fields
        or person.visited
        or person.dates
        or problem.rules.other_organisation
        or person.id in problem.locks_of
    )


def _wished(problem: Problem, person: Person) -> list[tuple[str, int]]:
    """The same as `options` for them, ten times as fast."""
    points, size, found = problem.objective.points, person.size, []
    for wish, rank in person.wishes:
        session = problem.session[wish]
        if session.maximum is None or size <= session.maximum:
            found.append((session.id, _at(points, rank) * size))
    return sorted(found)


def slots_to_fill(problem: Problem, person: Person) -> list[Interval]:
    """The distinct intervals in which this person could sit somewhere (with `fill_slots`)."""
    if not (problem.rules.fill_slots and person.anywhere):
        return []
    known = _SLOTS.setdefault(problem, {})
    if person.id not in known:
        known[person.id] = sorted(
            {s.interval for s in reachable(problem, person) if s.interval}
        )
    return known[person.id]


# Asked thousands of times while reasons are sought, and always the same for one problem.
_SLOTS: WeakKeyDictionary[Problem, dict[str, list[Interval]]] = WeakKeyDictionary()


def free_in(problem: Problem, sessions: Sequence[str], interval: Interval) -> bool:
    """Say whether somebody with these seats has nothing to do in this interval."""
    return problem.times[interval].isdisjoint(sessions)


def most_seats(problem: Problem, person: Person) -> int:
    """How many seats this person may have; locks may go above `most`."""
    return max(person.most, len(problem.locks_of.get(person.id, ())))
