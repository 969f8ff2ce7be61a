"""What would change it: the fullest sessions once more, with a few seats more."""

import dataclasses
from collections import Counter
from dataclasses import dataclass

from onderling.matching.problem import Problem
from onderling.matching.result import Result
from onderling.matching.rules import Seating, claim, objective
from onderling.matching.run import NothingFound, solve


@dataclass(frozen=True)
class WhatIf:
    """The difference `more` seats in one session would make, found by solving again.

    first_wishes: people (by size) with one more first wish, over all sessions. seats: seats
    taken more. winners: people who then hold more wish points than now; losers: fewer.
    """

    session: str
    more: int
    points: int
    first_wishes: int
    seats: int
    winners: tuple[str, ...]
    losers: tuple[str, ...]


def bottlenecks(result: Result, number: int) -> list[str]:
    """The sessions most people missed because they were full, worst first."""
    missed = Counter(
        reason.session
        for reason in result.reasons
        if reason.because in ("full", "lottery") and reason.session
    )
    order = sorted(missed, key=lambda session: (-missed[session], session))
    return [session for session in order if session][:number]


def counterfactuals(
    problem: Problem,
    result: Result,
    more: int,
    *,
    number: int = 5,
    limit: float | None = None,
) -> list[WhatIf]:
    """Solve again with `more` seats in each bottleneck, one at a time. Slow on purpose.

    `limit`: seconds per session. The seed of the result decides the lots, as it did.
    """
    return [
        with_more(problem, result, session, more, limit=limit)
        for session in bottlenecks(result, number)
    ]


def with_more(
    problem: Problem, result: Result, session: str, more: int, *, limit: float | None = None
) -> WhatIf:
    """Solve again with `more` seats in one session.

    Among equal outcomes people stay where they are, so that who changes changes for a reason
    (where `stay` has points, those of `former` come first and stay what counts).
    Raises NothingFound when the time was up before an optimum was proved.
    """
    stays = problem.former if problem.objective.stay else tuple(sorted(result.places))
    wider = dataclasses.replace(
        problem,
        former=stays,
        sessions=tuple(
            dataclasses.replace(row, maximum=row.maximum + more)
            if row.id == session and row.maximum is not None
            else row
            for row in problem.sessions
        ),
    )
    now = Seating(problem, result.places)
    solved = solve(wider, seed=result.seed, limit=limit)
    if not solved.proved:
        raise NothingFound  # the best so far says nothing about what is possible
    then = Seating(problem, solved.seats)
    gains = {p.id: _wish_points(then, p.id) - _wish_points(now, p.id) for p in problem.people}
    return WhatIf(
        session=session,
        more=more,
        points=objective(then) - objective(now),
        first_wishes=_first_wishes(then) - _first_wishes(now),
        seats=_taken(then) - _taken(now),
        winners=tuple(person for person, gain in gains.items() if gain > 0),
        losers=tuple(person for person, gain in gains.items() if gain < 0),
    )


def _wish_points(seating: Seating, person: str) -> int:
    problem = seating.problem
    row = problem.person[person]
    claims = (
        claim(problem, row, problem.session[session])
        for session in seating.sessions_of(person)
        if (person, session) not in problem.giving
    )
    return sum(found.worth for found in claims if found)


def _first_wishes(seating: Seating) -> int:
    problem = seating.problem
    return sum(
        problem.person[person].size
        for person, session in seating.seats - problem.giving
        if problem.person[person].wish_rank.get(session) == 1
    )


def _taken(seating: Seating) -> int:
    return sum(seating.size_in(session.id) for session in seating.problem.sessions)
