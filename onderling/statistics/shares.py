"""Shares of a group with their uncertainty, and the difference between two of them."""

from dataclasses import dataclass
from math import asin, sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Share:
    """So many of so many, with the interval in which the share of a larger whole may lie."""

    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        return self.count / self.of


@dataclass(frozen=True)
class Gap:
    """The difference between two shares, its interval, and its size on Cohen's scale."""

    value: float
    low: float
    high: float
    effect: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out nought: else a sentence says “lijkt”."""
        return self.low > 0 or self.high < 0


def share(count: int, of: int, *, z: float = Z95) -> Share:
    """Wilson's score interval, without correction.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference”,
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not 0 <= count <= of or of == 0:
        raise ValueError(f"{count} of {of} is no share")
    part = count / of
    weight = 1 + z * z / of
    middle = (part + z * z / (2 * of)) / weight
    half = z / weight * sqrt(part * (1 - part) / of + z * z / (4 * of * of))
    low = 0.0 if count == 0 else middle - half
    high = 1.0 if count == of else middle + half
    return Share(count, of, low, high)


def gap(first: Share, second: Share) -> Gap:
    """Newcombe's hybrid interval of first minus second, from the two Wilson intervals.

    R. G. Newcombe, “Interval estimation for the difference between independent proportions”,
    Statistics in Medicine 17 (1998), 873-890, method 10. Effect: Cohen's h.
    """
    value = first.value - second.value
    under = sqrt((first.value - first.low) ** 2 + (second.high - second.value) ** 2)
    over = sqrt((first.high - first.value) ** 2 + (second.value - second.low) ** 2)
    effect = 2 * asin(sqrt(first.value)) - 2 * asin(sqrt(second.value))
    return Gap(value, value - under, value + over, effect)


def is_majority(part: Share) -> bool:
    """Whether a text may speak of a majority: the lower bound is above half (S1-5)."""
    return part.low > 0.5
