"""Look a result over again, from the problem alone: rules, points, bound, reasons."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from onderling.matching.canonical import digest
from onderling.matching.named import named_seat
from onderling.matching.problem import Problem
from onderling.matching.proving.check import untrue
from onderling.matching.proving.facts import Facts
from onderling.matching.proving.improve import better_moves, unfair_lots
from onderling.matching.proving.proof import false_claims, price_faults, reach, verdict
from onderling.matching.proving.shape import wrong_kinds
from onderling.matching.result import Result, Seat, from_json
from onderling.matching.rules import (
    Seating,
    missed,
    objective,
    violations,
    wanted,
)
from onderling.matching.solved import ceiling


class Findings(NamedTuple):
    """Every way in which a result does not fit its problem; if none, what that proves."""

    wrongs: list[str]
    proved: str


def verify(problem: Problem, row: dict[str, Any]) -> list[str]:
    """Every way in which a result does not fit its problem, one sentence each."""
    return examine(problem, row).wrongs


def examine(problem: Problem, row: dict[str, Any]) -> Findings:
    """Look everything over: shape, rules, points, prices, reasons and lots."""
    try:
        result = from_json(row)
    except (KeyError, TypeError, AttributeError, ValueError) as wrong:
        return _refused(
            f"Het resultaat heeft niet de afgesproken vorm ({type(wrong).__name__}: {wrong})."
        )
    if row.get("version") != 1:
        return _refused("Het resultaat heeft een versie die wij niet kennen.")
    wrong_kind = list(wrong_kinds(result, row))
    if wrong_kind:
        return _refused(*wrong_kind)
    found = []
    if result.digest != digest(problem):
        found.append("Het resultaat hoort niet bij dit probleem: de digest verschilt.")
    if result.status == "infeasible":
        found += _without_outcome(result)
        return Findings(found, verdict(problem, result, "nothing"))
    facts = Facts(problem, result)
    unknown = [*_unknown(problem, result), *price_faults(facts.ground, result)]
    if unknown:
        return _refused(*found, *unknown)
    seating = facts.seating
    found += [f"Regel geschonden: {broken.text}" for broken in violations(seating)]
    found += _lists(problem, result, seating)
    found += _points(problem, result, seating)
    found += _reasons(facts)
    return _refused(*found) if found else _proved(facts)


def _refused(*wrongs: str) -> Findings:
    return Findings(list(wrongs), "")


def _proved(facts: Facts) -> Findings:
    """The proof comes last: it means nothing of a result that breaks a rule."""
    problem, result, seating = facts.problem, facts.result, facts.seating
    reached = reach(facts.ground, seating, result.prices, result.objective or 0)
    wrongs = list(false_claims(result, reached))
    if result.status == "optimal" and problem.objective.order == "joint":
        if reached == "nothing":
            wrongs += better_moves(seating)
        elif reached == "same sessions":  # only what was cancelled can still be better
            shut = frozenset(s.id for s in problem.sessions if not seating.is_open(s.id))
            wrongs += better_moves(seating, shut)
        wrongs += unfair_lots(result, seating)
    return Findings(wrongs, verdict(problem, result, reached))


def _without_outcome(result: Result) -> Iterator[str]:
    if result.seats or result.objective is not None or result.bound is not None:
        yield "Een onmogelijk probleem kan geen plekken, waarde of grens hebben."
    if not result.conflict:
        yield "Er staat niet bij welke regels elkaar tegenspreken."


def _unknown(problem: Problem, result: Result) -> Iterator[str]:
    for (person, session), times in Counter(
        (s.person, s.session) for s in result.seats
    ).items():
        if person not in problem.person:
            yield f"Plek voor onbekende persoon “{person}”."
        if session not in problem.session:
            yield f"Plek in onbekende sessie “{session}”."
        if times > 1:
            yield f"De plek van “{person}” in “{session}” staat er {times} keer."


def _lists(problem: Problem, result: Result, seating: Seating) -> Iterator[str]:
    for seat in result.seats:
        right = named_seat(problem, seat.person, seat.session)
        if seat != right:
            yield (
                f"De plek van “{seat.person}” in “{seat.session}” is {_listed(right)},"
                f" niet {_listed(seat)}."
            )
    shut = {s.id for s in problem.sessions if not seating.is_open(s.id)}
    told = [cancelled.session for cancelled in result.cancelled]
    for session in sorted(shut - set(told)):
        yield f"Sessie “{session}” is leeg, maar staat niet bij de afgezegde sessies."
    for session in sorted(set(told) - shut):
        yield f"Sessie “{session}” staat bij de afgezegde sessies, maar gaat door."
    if len(told) > len(set(told)):
        yield "Een afgezegde sessie staat er twee keer."
    sizes = wanted(problem)
    for cancelled in result.cancelled:
        row = problem.session.get(cancelled.session)
        if row and (cancelled.wanted, cancelled.minimum) != (sizes[row.id], row.minimum):
            yield (
                f"Afgezegd “{row.id}”: gewenst {sizes[row.id]} en minimum {row.minimum},"
                f" niet {cancelled.wanted} en {cancelled.minimum}."
            )
    nowhere = sorted(p.id for p in problem.people if not seating.sessions_of(p.id))
    if sorted(result.without) != nowhere:
        yield "De lijst van mensen zonder plek klopt niet met de plekken."
    lost = len(problem.had - seating.seats)
    if result.moved != lost:
        yield f"Er zijn {lost} eerdere plekken verloren, niet {result.moved}."


def _listed(seat: Seat) -> str:
    return seat.kind if seat.rank is None else f"{seat.kind} {seat.rank}"


def _points(problem: Problem, result: Result, seating: Seating) -> Iterator[str]:
    total = objective(seating)
    bound = result.bound if result.bound is not None else 0
    if result.objective != total:
        yield f"De waarde is {total} punten, niet {result.objective}."
    if result.certificate.bound != result.bound:
        yield "De grens in het certificaat is een andere dan de grens van het resultaat."
    if bound < total:
        yield f"De grens {bound} ligt onder de waarde {total}."
    if bound > ceiling(problem):
        yield f"De grens {bound} is hoger dan alle beste plekken samen ({ceiling(problem)})."
    proved = result.status == "optimal" and problem.objective.order == "joint"
    if proved and bound != total:
        yield f"“optimal”, maar de grens {bound} is niet de waarde {total}."


def _reasons(facts: Facts) -> Iterator[str]:
    problem, result = facts.problem, facts.result
    told = Counter((reason.person, reason.session) for reason in result.reasons)
    for (person, session), times in told.items():
        if times > 1:
            yield f"“{person}” krijgt {times} redenen over “{session}”."
    due = {
        (person.id, miss.wish.session)
        for person in problem.people
        for miss in missed(facts.seating, person)
    }
    for person, session in sorted(due - set(told)):
        yield f"“{person}” miste wens “{session}” en krijgt geen reden."
    for reason in result.reasons:
        key = (reason.person, reason.session)
        if reason.session is not None and key not in due:
            yield f"“{reason.person}” krijgt een reden over “{reason.session}” zonder gemis."
        elif wrong := untrue(facts, reason):
            yield f"Onwaar: {wrong}."
