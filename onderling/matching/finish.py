"""From bare seats to a result that explains itself."""

import platform
from importlib import metadata
from time import monotonic
from typing import Literal

from onderling.matching.canonical import digest
from onderling.matching.certificate import bound_by_prices
from onderling.matching.explain import Explainer
from onderling.matching.problem import Problem
from onderling.matching.result import Cancelled, Certificate, Clash, Price, Result, Seat
from onderling.matching.rules import Seating, claim, objective, wanted
from onderling.matching.solved import Solved


def finish(problem: Problem, solved: Solved, *, seed: str, began: float) -> Result:
    """Name every seat, every cancelled session and every reason."""
    seating = Seating(problem, solved.seats)
    total = objective(seating)
    best = problem.objective.order == "rounds" or total == solved.bound
    status: Literal["optimal", "feasible"] = "optimal" if solved.proved and best else "feasible"
    shut = frozenset(s.id for s in problem.sessions if not seating.is_open(s.id))
    wishes = wanted(problem, shut)
    prices = _proving(seating, solved, shut, total)
    return Result(
        status=status,
        objective=total,
        bound=solved.bound,
        certificate=Certificate("milp", solved.bound, solved.proof),
        seed=seed,
        digest=digest(problem),
        engine=engine(),
        seats=tuple(seat(problem, *place) for place in sorted(seating.seats)),
        cancelled=tuple(
            Cancelled(session.id, wishes[session.id], session.minimum)
            for session in problem.sessions
            if session.id in shut
        ),
        without=tuple(p.id for p in problem.people if not seating.sessions_of(p.id)),
        reasons=tuple(Explainer(seating, seed, prices).reasons()),
        prices=prices,
        moved=len(problem.had - seating.seats),
        warnings=solved.notes,
        seconds=round(monotonic() - began, 3),
    )


def _proving(
    seating: Seating, solved: Solved, shut: frozenset[str], total: int
) -> tuple[Price, ...]:
    """The prices, if they prove the seats best with these sessions open; else none."""
    if not solved.prices:
        return ()
    bound = bound_by_prices(seating.problem, solved.prices, cancelled=shut)
    return solved.prices if bound == total else ()


def contradiction(problem: Problem, clashes: list[Clash], *, seed: str, began: float) -> Result:
    """The result when nothing is possible: no seats, and which rules clash."""
    return Result(
        status="infeasible",
        objective=None,
        bound=None,
        certificate=Certificate(
            "none", None, "Geen enkele verdeling houdt zich aan alle regels."
        ),
        seed=seed,
        digest=digest(problem),
        engine=engine(),
        seconds=round(monotonic() - began, 3),
        conflict=tuple(clashes),
    )


def seat(problem: Problem, person: str, session: str) -> Seat:
    """Name the list that gives a seat its worth; a giver's own session has none."""
    found = claim(problem, problem.person[person], problem.session[session])
    if found is None or (person, session) in problem.giving:
        return Seat(person, session, "locked", None)
    return Seat(person, session, found.kind, found.rank)


def engine() -> dict[str, str]:
    """The versions that took part."""
    try:
        ours = metadata.version("onderling")
    except metadata.PackageNotFoundError:
        ours = "uit de broncode"
    return {
        "onderling": ours,
        "python": platform.python_version(),
        "solver": f"HiGHS in scipy {metadata.version('scipy')}",
    }
