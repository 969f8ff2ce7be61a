"""Rules about one person and about two people: time, how many, locks, together, apart."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onderling.matching.problem import Problem
from onderling.matching.rules.claims import forbidden, may_sit, most_seats
from onderling.matching.rules.constraint import Constraint, Rule, Terms
from onderling.matching.rules.seating import View


def _once(person: str, sessions: Sequence[str]) -> Terms:
    return tuple((1, (person, session)) for session in sessions)


def _named(sessions: Sequence[str]) -> str:
    return ", ".join(f"“{session}”" for session in sessions)


def most(view: View, person: str) -> Iterator[Constraint]:
    """In at most `most` sessions; locks may go above it, without further seats."""
    problem = view.problem
    number = most_seats(problem, problem.person[person])
    sessions = view.sessions_of(person)
    if len(sessions) > number:
        yield Constraint(
            "most",
            (person,),
            _once(person, sessions),
            f"“{person}”: in ten hoogste {number} sessies.",
            high=number,
        )


def overlap(view: View, person: str) -> Iterator[Constraint]:
    """Never in two places at once: one sum per moment at which a session starts."""
    for sessions in _moments(view.problem, view.sessions_of(person)):
        yield Constraint(
            "overlap",
            (person, *sessions),
            _once(person, sessions),
            f"“{person}”: niet tegelijk in {_named(sessions)}.",
            high=1,
        )


def _moments(problem: Problem, sessions: Sequence[str]) -> list[tuple[str, ...]]:
    """The largest groups of sessions that all share a moment, two or more each."""
    times = problem.moments
    known = sorted((times[s], s) for s in sessions if s in times)
    if all(one[0][1] <= other[0][0] for one, other in pairwise(known)):
        return []  # one after the other: the common case, found quickly
    groups: list[tuple[str, ...]] = []
    for moment in sorted({start for (start, _), _ in known}):
        group = tuple(s for (start, end), s in known if start <= moment < end)
        if len(group) < 2:
            continue
        if groups and set(groups[-1]) <= set(group):
            groups[-1] = group
        elif not (groups and set(group) <= set(groups[-1])):
            groups.append(group)
    return groups


def activity(view: View, person: str) -> Iterator[Constraint]:
    """Never the same activity twice; locks may."""
    acts: dict[str, list[str]] = {}
    for session in view.sessions_of(person):
        if act := view.problem.session[session].activity:
            acts.setdefault(act, []).append(session)
    locks = view.problem.locks_of.get(person, ())
    for act, sessions in sorted(acts.items()):
        number = max(1, sum(session in locks for session in sessions))
        if len(sessions) > number:
            yield Constraint(
                "activity",
                (person, act),
                _once(person, sessions),
                f"“{person}”: activiteit “{act}” niet twee keer ({_named(sessions)}).",
                high=number,
            )


def lock(view: View, person: str) -> Iterator[Constraint]:
    """A locked seat stands."""
    for session in view.problem.locks_of.get(person, ()):
        yield Constraint(
            "lock",
            (person, session),
            _once(person, [session]),
            f"“{person}” staat vast in sessie “{session}”.",
            low=1,
        )


def allowed(view: View, person: str) -> Iterator[Constraint]:
    """Nobody sits where a list, a date or their own organisation forbids it; locks may."""
    problem = view.problem
    for session in view.sessions_of(person):
        if session in problem.locks_of.get(person, ()):
            continue
        reason = forbidden(problem, problem.person[person], problem.session[session])
        if reason:
            yield Constraint(
                reason,
                (person, session),
                _once(person, [session]),
                f"“{person}” mag niet in sessie “{session}”: {WHY_NOT[reason]}.",
                high=0,
            )


WHY_NOT = {
    "cannot": "die staat bij ‘kan niet’",
    "dates": "die dag kan deze persoon niet",
    "organisation": "dat is de eigen organisatie",
    "unlisted": "die staat op geen enkele lijst van deze persoon",
}


def together(view: View, one: str, other: str) -> Iterator[Constraint]:
    """Of each session both may sit in: both or neither. A giver does not take part."""
    problem = view.problem
    for session in sorted({*view.sessions_of(one), *view.sessions_of(other)}):
        if all(
            may_sit(problem, problem.person[person], problem.session[session])
            for person in (one, other)
        ):
            yield Constraint(
                "together",
                (one, other, session),
                ((1, (one, session)), (-1, (other, session))),
                f"“{one}” en “{other}” blijven samen: in “{session}” beiden of geen.",
                low=0,
                high=0,
            )


def apart(view: View, one: str, other: str) -> Iterator[Constraint]:
    """Never in one session, also not when one of them gives it."""
    for session in view.sessions_of(one):
        if session in view.sessions_of(other):
            yield Constraint(
                "apart",
                (one, other, session),
                ((1, (one, session)), (1, (other, session))),
                f"“{one}” en “{other}” niet samen in “{session}”.",
                high=1,
            )


PERSON_RULES = (
    Rule("most", "person", most),
    Rule("overlap", "person", overlap),
    Rule("activity", "person", activity),
    Rule("lock", "person", lock),
    Rule("allowed", "person", allowed),
)
PAIR_RULES = (Rule("together", "pair", together), Rule("apart", "pair", apart))
