"""The outcome in plain numbers, for a terminal. People are counted, also those of a group."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onderling.matching.problem import Problem
from onderling.matching.result import Result, Seat

ORDINAL = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde"}
OTHER = {
    "organisation": "via een gewenste organisatie",
    "field": "via een gewenste richting",
    "also_good": "ook goed",
    "anywhere": "ergens geplaatst",
    "rather_not": "liever niet",
    "locked": "vastgezet of zelf gever",
}
IMPOSSIBLE = "Er is geen verdeling mogelijk. Deze regels spreken elkaar tegen:"
LET_GO = "Laat een van deze regels los, dan kan de rest."
SHOWN = 20  # cancelled sessions
MISSED = 3  # full sessions


def summary(problem: Problem, result: Result) -> str:
    """A few lines that a coordinator understands."""
    if result.status == "infeasible":
        clashes = [f"- {clash.text}" for clash in result.conflict]
        return "\n".join(
            [IMPOSSIBLE, *clashes, "Laat een van deze regels los, dan kan de rest."]
        )
    return "\n".join(
        [
            _title(problem, result),
            *_seats(problem, result.seats),
            _number(_people(problem, result.without), "mensen zonder plek"),
            *(
                [_number(result.moved, "eerdere plekken zijn veranderd")]
                if result.moved
                else ()
            ),
            *_cancelled(result),
            *_missed(problem, result),
            _how_good(problem, result),
            *(f"Let op: {warning}" for warning in result.warnings),
        ]
    )


def _title(problem: Problem, result: Result) -> str:
    people = _people(problem, problem.person)
    rows = f" in {len(problem.people)} groepen" if people > len(problem.people) else ""
    seats = _people(problem, (seat.person for seat in result.seats))
    return (
        f"{people} mensen{rows}, {len(problem.sessions)} sessies,"
        f" {seats} plekken verdeeld in {_decimal(result.seconds)} s."
    )


def _people(problem: Problem, ids: Iterable[str]) -> int:
    return sum(problem.person[person].size for person in ids)


def _number(number: int, text: str) -> str:
    return f"  {number:5d}  {text}"


def _seats(problem: Problem, seats: Sequence[Seat]) -> Iterator[str]:
    """How many seats are a first wish, a second, and so on; then the other lists."""
    ranks: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    for seat in seats:
        size = problem.person[seat.person].size
        if seat.kind == "wish" and seat.rank is not None:
            ranks[seat.rank] += size
        kinds[seat.kind] += size
    for rank, number in sorted(ranks.items()):
        yield _number(number, f"{ORDINAL.get(rank, f'{rank}e')} wens")
    yield from (_number(kinds[kind], text) for kind, text in OTHER.items() if kinds[kind])


def _moved(result: Result) -> Iterator[str]:
    if result.moved:
        yield _number(result.moved, "eerdere plekken zijn veranderd")


def _cancelled(result: Result) -> Iterator[str]:
    if result.cancelled:
        yield "Afgezegd:"
    for row in result.cancelled[:SHOWN]:
        wanted = f"{row.wanted} {'wilde' if row.wanted == 1 else 'wilden'} erheen"
        yield f"  {row.session}: {wanted}, {row.minimum} nodig"
    if len(result.cancelled) > SHOWN:
        yield f"  en nog {len(result.cancelled) - SHOWN}"


def _missed(problem: Problem, result: Result) -> Iterator[str]:
    """The full sessions that most people wished for in vain."""
    missed: Counter[str] = Counter()
    for reason in result.reasons:
        if reason.because in ("full", "lottery") and reason.session:
            missed[reason.session] += problem.person[reason.person].size
    if missed:
        yield "Vol, terwijl nog meer mensen wilden:"
    for session, number in sorted(missed.items(), key=lambda row: (-row[1], row[0]))[:MISSED]:
        places = problem.session[session].maximum
        room = "1 plek" if places == 1 else f"{places} plekken"
        yield f"  {session}: {room}, {number} te weinig"


def _how_good(problem: Problem, result: Result) -> str:
    if result.status == "optimal" and problem.objective.order == "rounds":
        return f"{result.objective} punten; per ronde kan het bewezen niet beter."
    if result.status == "optimal":
        return f"{result.objective} punten; beter kan bewezen niet."
    return f"{result.objective} punten; meer dan {result.bound} kan bewezen niet."


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
