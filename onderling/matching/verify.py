"""Look a result over again, from the problem alone: rules, points, bound, reasons."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from onderling.matching.canonical import digest
from onderling.matching.check import Facts, untrue
from onderling.matching.finish import seat as named_seat
from onderling.matching.improve import better_moves, unfair_lots
from onderling.matching.problem import Problem
from onderling.matching.result import Result, from_json, price_of
from onderling.matching.rules import (
    Seating,
    missed,
    objective,
    violations,
    wanted,
)
from onderling.matching.solved import ceiling


def verify(problem: Problem, row: dict[str, Any]) -> list[str]:
    """Every way in which a result does not fit its problem, one sentence each."""
    try:
        result = from_json(row)
    except (KeyError, TypeError, AttributeError, ValueError) as wrong:
        return [
            f"Het resultaat heeft niet de afgesproken vorm ({type(wrong).__name__}: {wrong})."
        ]
    if row.get("version") != 1:
        return ["Het resultaat heeft een versie die wij niet kennen."]
    wrong_kind = list(_wrong_kinds(result))
    if wrong_kind:
        return wrong_kind
    found = []
    if result.digest != digest(problem):
        found.append("Het resultaat hoort niet bij dit probleem: de digest verschilt.")
    if result.status == "infeasible":
        return found + list(_without_outcome(result))
    unknown = list(_unknown(problem, result))
    if unknown:
        return found + unknown
    seating = Seating(problem, result.places)
    found += [f"Regel geschonden: {broken.text}" for broken in violations(seating)]
    found += _lists(problem, result, seating)
    found += _points(problem, result, seating)
    found += _reasons(problem, result, seating)
    if not found and result.status == "optimal" and problem.objective.order == "joint":
        found += better_moves(seating)
        found += unfair_lots(result, seating)
    return found


def _wrong_kinds(result: Result) -> Iterator[str]:
    whole = [
        result.objective,
        result.bound,
        result.moved,
        *(row.price for row in result.prices),
    ]
    whole += [number for c in result.cancelled for number in (c.wanted, c.minimum)]
    if result.status not in ("optimal", "feasible", "infeasible"):
        yield f"Onbekende status “{result.status}”."
    if any(
        isinstance(n, bool) or not isinstance(n, int)
        for n in whole
        if n is not None or result.status != "infeasible"
    ):
        yield "Een getal in het resultaat is geen heel getal."
    if isinstance(result.seconds, bool) or not isinstance(result.seconds, int | float):
        yield "“seconds” is geen getal."
    elif result.seconds < 0:
        yield "“seconds” is negatief."
    words = [result.seed, result.digest, result.certificate.proof, *result.warnings]
    words += [*result.engine.values(), *result.without]
    words += [text for seat in result.seats for text in (seat.person, seat.session)]
    if not all(isinstance(word, str) for word in words):
        yield "Een tekst in het resultaat is geen tekst."
    if result.certificate.kind not in ("flow", "milp", "none"):
        yield f"Onbekend soort certificaat “{result.certificate.kind}”."


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
                f"De plek van “{seat.person}” in “{seat.session}” is {right.kind}"
                f" {right.rank or ''}, niet {seat.kind} {seat.rank or ''}."
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
    for session, price in sorted(price_of(result.prices).items()):
        row = problem.session.get(session)
        if row is None:
            yield f"Prijs voor onbekende sessie “{session}”."
        elif price < 0 or (price and seating.size_in(session) != row.maximum):
            yield f"Sessie “{session}” is niet vol en kan dus geen prijs hebben."


def _reasons(problem: Problem, result: Result, seating: Seating) -> Iterator[str]:
    told = Counter((reason.person, reason.session) for reason in result.reasons)
    for (person, session), times in told.items():
        if times > 1:
            yield f"“{person}” krijgt {times} redenen over “{session}”."
    due = {
        (person.id, miss.wish.session)
        for person in problem.people
        for miss in missed(seating, person)
    }
    for person, session in sorted(due - set(told)):
        yield f"“{person}” miste wens “{session}” en krijgt geen reden."
    facts = Facts(problem, result)
    for reason in result.reasons:
        key = (reason.person, reason.session)
        if reason.session is not None and key not in due:
            yield f"“{reason.person}” krijgt een reden over “{reason.session}” zonder gemis."
        elif wrong := untrue(facts, reason):
            yield f"Onwaar: {wrong}."
