"""Who goes to another organisation: sent and received, and what a difference costs."""

from collections import Counter
from collections.abc import Iterable, Mapping

from onderling.matching.problem import Pair, Problem


def goes_elsewhere(home: str | None, host: str | None) -> bool:
    """Say whether this is a seat at another organisation, both being known."""
    return home is not None and host is not None and home != host


def traffic(problem: Problem, seats: Iterable[Pair]) -> Counter[str]:
    """Per organisation: people sent to others minus people received from others."""
    balance: Counter[str] = Counter()
    for person, session in seats:
        row, host = problem.person[person], problem.session[session].organisation
        if goes_elsewhere(row.organisation, host) and (person, session) not in problem.giving:
            balance[str(row.organisation)] += row.size
            balance[str(host)] -= row.size
    return balance


def imbalance_cost(problem: Problem, balance: Mapping[str, int]) -> int:
    """What is lost because organisations send more than they receive, or the reverse."""
    points = problem.objective
    return points.balance * sum(
        max(0, abs(surplus) - points.balance_slack) for surplus in balance.values()
    )
