"""How far the prices of a result reach: all outcomes, those with the same sessions, or none."""

from collections.abc import Iterator
from typing import Literal

from onderling.matching.problem import Problem
from onderling.matching.proving.certificate import Ground
from onderling.matching.proving.charges import Unpriceable
from onderling.matching.result import Price, Result
from onderling.matching.rules import Seating

Reach = Literal["all", "same sessions", "nothing"]


def reach(ground: Ground, seating: Seating, prices: tuple[Price, ...], points: int) -> Reach:
    """Whether no outcome at all, or none with the same open sessions, has more `points`.

    Also without prices: when everybody has their very best, that is proof enough. Raises
    Unpriceable.
    """
    problem = seating.problem
    if ground.bound(prices, None) == points:
        return "all"
    shut = frozenset(s.id for s in problem.sessions if not seating.is_open(s.id))
    if shut and ground.bound(prices, shut) == points:
        return "same sessions"
    return "nothing"


def false_claims(result: Result, found: Reach) -> Iterator[str]:
    """What the certificate claims and the prices do not show."""
    if result.certificate.kind == "flow" and found != "all":
        yield "Het certificaat noemt de prijzen als bewijs, maar zij laten meer punten toe."
    elif result.prices and found == "nothing":
        yield "De prijzen passen niet bij deze uitkomst: zij laten meer punten toe."


def price_faults(ground: Ground, result: Result) -> Iterator[str]:
    """Prices that belong to nothing, or stand there twice."""
    if len({(row.rule, row.about) for row in result.prices}) < len(result.prices):
        yield "Een prijs staat er twee keer."
    try:
        ground.bound(result.prices, None)
    except Unpriceable as reason:
        yield str(reason)


def verdict(problem: Problem, result: Result, found: Reach) -> str:
    """In one line: what was looked over, and what that proves."""
    if result.status == "infeasible":
        return "In orde: het resultaat zegt dat geen verdeling kan, en welke regels botsen."
    seen = (
        f"In orde: alle regels nageleefd, {result.objective} punten nagerekend,"
        f" {len(result.reasons)} redenen waar."
    )
    if found == "all":
        return f"{seen} Bewezen met de prijzen: geen enkele verdeling heeft meer punten."
    if found == "same sessions":
        return (
            f"{seen} Bewezen met de prijzen: met deze sessies heeft geen verdeling meer punten."
            f" Dat andere sessies niets beters geven, zegt de oplosser (grens {result.bound});"
            " dat is hier niet bewezen."
        )
    if problem.objective.order == "rounds":
        return (
            f"{seen} In rondes verdeeld; dat elke ronde de beste is, zegt de oplosser"
            f" (grens zonder rondes {result.bound}); dat is hier niet bewezen."
        )
    return f"{seen} De grens {result.bound} is die van de oplosser; hier niet bewezen."
