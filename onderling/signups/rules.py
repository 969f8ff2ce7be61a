"""Who gets a seat, who waits, whose turn it is. Plain values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Opinion(StrEnum):
    """What somebody thinks of a meeting. Only `RANKED` carries a rank, 1 is best."""

    RANKED = "ranked"
    ALSO_GOOD = "also_good"
    RATHER_NOT = "rather_not"
    CANNOT = "cannot"


class SignupState(StrEnum):
    """The life of a sign-up for one meeting."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    ATTENDED = "attended"


SEATED = frozenset({SignupState.CONFIRMED, SignupState.NO_SHOW, SignupState.ATTENDED})


def has_seat(*, seats: int, taken: int) -> bool:
    """Say whether one more person can sit down. Decide this under the lock only."""
    return taken < seats


@dataclass(frozen=True)
class Waiting:
    """Somebody on a waiting list: since when in the order, and with what in the same time.

    `rank_here` is the rank of the wish they wait for; `rank_there` that of the place they hold
    at the same time, None when they hold none or never ranked it.
    """

    signup: int
    sequence: int
    holds_other: bool
    rank_here: int | None
    rank_there: int | None


def wants_to_move(person: Waiting) -> bool:
    """Say whether a free seat is an improvement: nothing at that time, or a worse wish."""
    if not person.holds_other:
        return True
    if person.rank_here is None:
        return False
    return person.rank_there is None or person.rank_here < person.rank_there


def next_in_line(waiting: Iterable[Waiting]) -> Waiting | None:
    """Return whose turn it is: the first in the order for whom the seat is an improvement.

    Order is by sequence, never by clock (assurance.md I6, F10).
    """
    return min(
        (person for person in waiting if wants_to_move(person)),
        key=lambda person: person.sequence,
        default=None,
    )
