"""Is everything in a result of the kind it should be? Asked before anything is counted."""

from collections.abc import Iterator
from typing import Any

from onderling.matching.problem import LOT_BITS
from onderling.matching.result import Result

LISTS = ("seats", "cancelled", "without", "reasons", "prices", "warnings")
KINDS = ("wish", "organisation", "field", "also_good", "rather_not", "anywhere", "locked")


def wrong_kinds(result: Result, row: dict[str, Any]) -> Iterator[str]:
    """One sentence for each sort of thing that is something else."""
    if any(not isinstance(row[name], list) for name in LISTS):
        yield "Een tabel in het resultaat is geen lijst."
        return
    if result.status not in ("optimal", "feasible", "infeasible"):
        yield f"Onbekende status “{result.status}”."
    yield from _wrong_numbers(result)
    if not all(isinstance(word, str) for word in _words(result)):
        yield "Een tekst in het resultaat is geen tekst."
    if any(seat.kind not in KINDS for seat in result.seats):
        yield "Een plek heeft een onbekende soort."
    if any(not isinstance(reason.numbers, dict) for reason in result.reasons):
        yield "De getallen bij een reden zijn geen tabel."
    if result.certificate.kind not in ("flow", "milp", "none"):
        yield f"Onbekend soort certificaat “{result.certificate.kind}”."


def _wrong_numbers(result: Result) -> Iterator[str]:
    if not all(_is_whole(number) for number in _whole_numbers(result)):
        yield "Een getal in het resultaat is geen heel getal."
    elif not 0 < result.lot_bits <= LOT_BITS:
        yield f"“lot_bits” is geen getal van 1 tot en met {LOT_BITS}."
    if isinstance(result.seconds, bool) or not isinstance(result.seconds, int | float):
        yield "“seconds” is geen getal."
    elif result.seconds < 0:
        yield "“seconds” is negatief."


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _whole_numbers(result: Result) -> Iterator[object]:
    yield from (result.moved, result.lot_bits)
    yield from (row.price for row in result.prices)
    yield from (seat.rank for seat in result.seats if seat.rank is not None)
    for cancelled in result.cancelled:
        yield from (cancelled.wanted, cancelled.minimum)
    for number in (result.objective, result.bound):
        if number is not None or result.status != "infeasible":
            yield number


def _words(result: Result) -> Iterator[object]:
    yield from (result.seed, result.digest, result.certificate.proof)
    yield from (*result.warnings, *result.engine.values(), *result.without)
    for seat in result.seats:
        yield from (seat.person, seat.session, seat.kind)
    for cancelled in result.cancelled:
        yield cancelled.session
    for reason in result.reasons:
        yield from (reason.person, reason.because, reason.session or "")
    for price in result.prices:
        yield from (price.rule, *price.about)
