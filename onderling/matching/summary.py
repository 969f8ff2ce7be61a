"""The outcome in plain numbers, for a terminal."""

from collections import Counter

from onderling.matching.problem import Problem
from onderling.matching.result import Result

ORDINAL = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde"}
OTHER = {
    "organisation": "via een gewenste organisatie",
    "field": "via een gewenste richting",
    "also_good": "ook goed",
    "anywhere": "ergens geplaatst",
    "rather_not": "liever niet",
    "locked": "vastgezet of zelf gever",
}


def summary(problem: Problem, result: Result) -> str:
    """A few lines that a coordinator understands."""
    if result.status == "infeasible":
        return "\n".join(
            [
                "Er is geen verdeling mogelijk. Deze regels spreken elkaar tegen:",
                *(f"- {clash.text}" for clash in result.conflict),
                "Laat een van deze regels los, dan kan de rest.",
            ]
        )
    lines = [
        f"{len(problem.people)} mensen, {len(problem.sessions)} sessies,"
        f" {len(result.seats)} plekken verdeeld in {_decimal(result.seconds)} s."
    ]
    ranks = Counter(seat.rank for seat in result.seats if seat.kind == "wish")
    for rank in sorted(rank for rank in ranks if rank is not None):
        lines.append(f"  {ranks[rank]:5d}  {ORDINAL.get(rank, f'{rank}e')} wens")
    kinds = Counter(seat.kind for seat in result.seats)
    lines += [f"  {kinds[kind]:5d}  {text}" for kind, text in OTHER.items() if kinds[kind]]
    lines.append(f"  {len(result.without):5d}  mensen zonder plek")
    if result.moved:
        lines.append(f"  {result.moved:5d}  eerdere plekken zijn veranderd")
    if result.cancelled:
        lines.append("Afgezegd:")
        lines += [
            f"  {row.session}: {row.wanted} mensen wilden, {row.minimum} nodig"
            for row in result.cancelled
        ]
    lines.append(_how_good(problem, result))
    lines += [f"Let op: {warning}" for warning in result.warnings]
    return "\n".join(lines)


def _how_good(problem: Problem, result: Result) -> str:
    if result.status == "optimal" and problem.objective.order == "rounds":
        return f"{result.objective} punten; per ronde kan het bewezen niet beter."
    if result.status == "optimal":
        return f"{result.objective} punten; beter kan bewezen niet."
    return f"{result.objective} punten; meer dan {result.bound} kan bewezen niet."


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
