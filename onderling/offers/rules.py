"""What may happen to an offer, when two meetings clash. Plain values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OfferState(StrEnum):
    """The life of an offer."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_ASKED = "changes_asked"
    PUBLISHED = "published"
    FULL = "full"
    WITHDRAWN = "withdrawn"
    DELIVERED = "delivered"


class OfferDeed(StrEnum):
    """What somebody does with an offer."""

    SUBMIT = "submit"
    ASK_CHANGES = "ask_changes"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    TAKE_BACK = "take_back"  # back to submitted: not published after all
    DELIVER = "deliver"


class By(StrEnum):
    """Who may do it."""

    MAKER = "maker"
    COORDINATOR = "coordinator"


# (state, deed) -> (who may, next state)
STEPS: dict[tuple[OfferState, OfferDeed], tuple[frozenset[By], OfferState]] = {
    (OfferState.DRAFT, OfferDeed.SUBMIT): (frozenset(By), OfferState.SUBMITTED),
    (OfferState.CHANGES_ASKED, OfferDeed.SUBMIT): (frozenset(By), OfferState.SUBMITTED),
    (OfferState.SUBMITTED, OfferDeed.ASK_CHANGES): (
        frozenset({By.COORDINATOR}),
        OfferState.CHANGES_ASKED,
    ),
    (OfferState.SUBMITTED, OfferDeed.PUBLISH): (
        frozenset({By.COORDINATOR}),
        OfferState.PUBLISHED,
    ),
    (OfferState.PUBLISHED, OfferDeed.TAKE_BACK): (
        frozenset({By.COORDINATOR}),
        OfferState.SUBMITTED,
    ),
    (OfferState.PUBLISHED, OfferDeed.DELIVER): (
        frozenset({By.COORDINATOR}),
        OfferState.DELIVERED,
    ),
    **{
        (state, OfferDeed.WITHDRAW): (frozenset(By), OfferState.WITHDRAWN)
        for state in (
            OfferState.DRAFT,
            OfferState.SUBMITTED,
            OfferState.CHANGES_ASKED,
            OfferState.PUBLISHED,
        )
    },
}


def next_state(state: str, deed: OfferDeed, *, by: By) -> OfferState | None:
    """Return the state after the deed, or None when this person may not do it now."""
    step = STEPS.get((OfferState(state), deed))
    return step[1] if step and by in step[0] else None


@dataclass(frozen=True)
class Booking:
    """One meeting as the board sees it: when, in which room, given by whom."""

    meeting: int
    starts: datetime
    ends: datetime
    room: int | None
    givers: frozenset[int]


@dataclass(frozen=True)
class Clash:
    """Two meetings that cannot both happen: one room, or one giver, at one time."""

    first: int
    second: int
    room: int | None
    givers: frozenset[int]


def overlap(one: Booking, other: Booking) -> bool:
    """Say whether two meetings share a moment. Back to back is no overlap."""
    return one.starts < other.ends and other.starts < one.ends


def clashes(bookings: Iterable[Booking]) -> list[Clash]:
    """List every pair that shares a room or a giver at one time, in order of their ids."""
    in_time = sorted(bookings, key=lambda b: (b.starts, b.meeting))
    found = []
    for i, one in enumerate(in_time):
        for other in in_time[i + 1 :]:
            if other.starts >= one.ends:
                break
            room = one.room if one.room is not None and one.room == other.room else None
            givers = one.givers & other.givers
            if overlap(one, other) and (room is not None or givers):
                first, second = sorted((one.meeting, other.meeting))
                found.append(Clash(first, second, room, givers))
    return sorted(found, key=lambda c: (c.first, c.second))
