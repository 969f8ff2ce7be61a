"""From bare seats to a result that explains itself."""

import platform
from dataclasses import dataclass
from importlib import metadata
from time import monotonic
from typing import Literal

from onderling.matching.canonical import digest
from onderling.matching.explaining.explain import Explainer, Wishes, everybodys_wishes
from onderling.matching.named import named_seat
from onderling.matching.problem import Problem
from onderling.matching.proving.certificate import Ground
from onderling.matching.proving.proof import Reach, reach
from onderling.matching.result import Cancelled, Certificate, Clash, Result
from onderling.matching.rules import Lottery, Seating, objective, wanted
from onderling.matching.solved import BY_PRICES, Solved

PRICES_PROVE = "De prijzen bewijzen het: geen verdeling heeft meer punten (primal = dual)."
MOST_ADDED_UP = 30_000  # people; above it adding up all prices takes longer than solving
NOT_ADDED_UP = (
    "Voor deze grootte zijn de prijzen hier niet nagerekend; ‘onderling verify’ doet dat wel."
)


@dataclass(frozen=True)
class Beforehand:
    """What of a result does not depend on who sits where, so that nobody need wait for it."""

    problem: Problem
    digest: str
    ground: Ground | None  # None: adding up all prices would take too long
    wishes: Wishes


def beforehand(problem: Problem) -> Beforehand:
    """Work that out; there is a core free for it while the solver is at work."""
    ground = Ground(problem) if len(problem.people) <= MOST_ADDED_UP else None
    return Beforehand(problem, digest(problem), ground, everybodys_wishes(problem))


def finish(
    known: Beforehand, solved: Solved, *, seed: str, began: float, lots: bool = True
) -> Result:
    """Name every seat, every cancelled session and every reason.

    `lots`: between equal claims the lottery numbers of the seats decided.
    """
    problem = known.problem
    seating = Seating(problem, solved.seats)
    total = objective(seating)
    added_up = known.ground is not None
    reached: Reach = "nothing"
    if solved.prices and known.ground is not None:
        reached = reach(known.ground, seating, solved.prices, total)
    bound = total if reached == "all" else solved.bound
    best = problem.objective.order == "rounds" or total == bound
    status: Literal["optimal", "feasible"] = "optimal" if solved.proved and best else "feasible"
    shown = reached != "nothing" if added_up else solved.proof in BY_PRICES
    prices = solved.prices if shown else ()
    lottery = Lottery(seed, solved.lot_bits) if lots else None
    shut = {session.id for session in problem.sessions if not seating.is_open(session.id)}
    wishes = wanted(problem, shut)
    return Result(
        status=status,
        objective=total,
        bound=bound,
        certificate=_certificate(reached, bound, solved.proof),
        seed=seed,
        digest=known.digest,
        engine=engine() | dict(solved.solvers),
        seats=tuple(named_seat(problem, *place) for place in sorted(seating.seats)),
        cancelled=tuple(
            Cancelled(session.id, wishes[session.id], session.minimum)
            for session in problem.sessions
            if session.id in shut
        ),
        without=tuple(p.id for p in problem.people if not seating.sessions_of(p.id)),
        reasons=tuple(Explainer(seating, lottery, prices, known.wishes).reasons()),
        prices=prices,
        lot_bits=solved.lot_bits,
        moved=len(problem.had - seating.seats),
        warnings=(*solved.notes, *([] if added_up else [NOT_ADDED_UP])),
        seconds=round(monotonic() - began, 3),
    )


def _certificate(reached: Reach, bound: int, proof: str) -> Certificate:
    if reached == "all":
        return Certificate("flow", bound, PRICES_PROVE)
    return Certificate("milp", bound, proof)


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


def engine() -> dict[str, str]:
    """What it runs on; the solvers say for themselves who took part."""
    found = {"python": platform.python_version()}
    try:
        found["onderling"] = metadata.version("onderling")
    except metadata.PackageNotFoundError:
        found["onderling"] = "uit de broncode"
    return found
