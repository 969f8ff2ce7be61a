"""What a flow cannot say: rules across sets, and losses that depend on several seats."""

from collections.abc import Iterator
from dataclasses import dataclass

from onderling.matching.problem import Pair
from onderling.matching.rules import Constraint
from onderling.matching.rules.constraint import Terms

Row = tuple[Terms, int]  # sum of terms <= limit


@dataclass(frozen=True)
class Loose:
    """Rows that must hold; or, with a `loss`, that cost so many points per unit broken.

    The network counted `refund` points too few on each seat of `refunded`, to stay a bound.
    `while_open`: the session for which it asks enough people; no limit when cancelled.
    """

    rows: tuple[Row, ...]
    loss: int = 0
    refund: int = 0
    refunded: tuple[Pair, ...] = ()
    while_open: str | None = None

    @property
    def seats(self) -> Iterator[Pair]:
        """Every seat it is about."""
        for terms, _ in self.rows:
            for _, key in terms:
                if not isinstance(key, str):
                    yield key

    def broken(self, taken: frozenset[Pair], cancelled: frozenset[str]) -> int:
        """By how many units the seats break it at most."""
        return max(
            sum(
                coefficient
                for coefficient, key in terms
                if (key not in cancelled if isinstance(key, str) else key in taken)
            )
            - limit
            for terms, limit in self.rows
        )


def must_hold(constraint: Constraint, *, lower: bool = False) -> Loose:
    """A constraint as at-most rows."""
    terms, rows = tuple(constraint.terms), list[Row]()
    if constraint.high is not None:
        rows.append((terms, constraint.high))
    if constraint.low is not None:
        opposite = tuple((-coefficient, key) for coefficient, key in terms)
        rows.append((opposite, -constraint.low))
    return Loose(tuple(rows), while_open=constraint.about[0] if lower else None)
