"""The fixed measures of a round, each with its definition; a number of a few is not told."""

from dataclasses import dataclass
from enum import StrEnum

from onderling.statistics.disclosure import share_told


class Measure(StrEnum):
    """What every format is measured by, in the order of the table (X-92)."""

    RESPONSE = "response"
    RESPONSE_PAID = "response_paid"
    RESPONSE_VOLUNTEERS = "response_volunteers"
    RESPONSE_GIVERS = "response_givers"
    ELSEWHERE = "elsewhere"
    WISHES = "wishes"
    MISSED = "missed"
    BELOW_MINIMUM = "below_minimum"
    MOVED = "moved"
    ANSWERED = "answered"
    CONTACT = "contact"
    GIVERS_AGAIN = "givers_again"


# These count workshops or things that were said: a few of those point at nobody.
OF_THINGS = frozenset({Measure.BELOW_MINIMUM, Measure.MOVED, Measure.ANSWERED})


@dataclass(frozen=True)
class Share:
    """So many of so many, when that may be told; else only that there is something."""

    part: int | None
    whole: int | None

    @property
    def told(self) -> bool:
        return self.whole is not None


HIDDEN = Share(None, None)


def measured(measure: Measure, part: int, whole: int, *, least: int) -> Share | None:
    """What may be told of one measure; None while there is nothing to measure."""
    if whole == 0:
        return None
    if measure in OF_THINGS:
        return Share(part, whole)
    said = share_told(part, whole, least=least)
    return Share(*said) if said else HIDDEN


def in_time(days: tuple[int, ...], *, within: int) -> int:
    """How many answers came within so many days."""
    return sum(one <= within for one in days)
