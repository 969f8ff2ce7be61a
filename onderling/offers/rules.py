"""What may happen to an offer, when two meetings clash. Plain values only."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


class OfferState(StrEnum):
    """The life of an offer."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_ASKED = "changes_asked"
    PUBLISHED = "published"
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


ANYONE = frozenset(By)


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


# Who may still change what an offer says. What is published, people read and wish for.
CHANGED_BY: dict[OfferState, frozenset[By]] = {
    OfferState.DRAFT: ANYONE,
    OfferState.SUBMITTED: ANYONE,
    OfferState.CHANGES_ASKED: ANYONE,
    OfferState.PUBLISHED: frozenset({By.COORDINATOR}),
}


def next_state(state: str, deed: OfferDeed, *, by: By) -> OfferState | None:
    """Return the state after the deed, or None when this person may not do it now."""
    step = STEPS.get((OfferState(state), deed))
    return step[1] if step and by in step[0] else None


def steps_from(state: str, hats: Collection[By]) -> list[OfferDeed]:
    """List what somebody may do with an offer now. A maker may also be a coordinator."""
    return [deed for deed in OfferDeed if any(next_state(state, deed, by=by) for by in hats)]


def may_change(state: str, hats: Collection[By]) -> bool:
    """Say whether somebody may change the words and numbers of an offer."""
    return not CHANGED_BY.get(OfferState(state), frozenset()).isdisjoint(hats)


NUMBERED = re.compile(r"^(.*?)(\d+)$")


def next_code(codes: Iterable[str], *, prefix: str) -> str:
    """Continue the numbering that is there: after "ws-09" comes "ws-10".

    Follows the series that is used most; where there is none, begins one with `prefix`.
    """
    found = [match.groups() for code in codes if (match := NUMBERED.match(code))]
    if not found:
        return f"{prefix}-01"
    series = Counter(head for head, _digits in found).most_common(1)[0][0]
    digits = [tail for head, tail in found if head == series]
    number = max(int(tail) for tail in digits) + 1
    return f"{series}{number:0{max(map(len, digits))}}"


def instant(day: date, clock: time, zone: str) -> datetime:
    """Return the moment at which a clock on the wall of `zone` shows this time, in UTC.

    Raises ValueError for a time that is skipped when summer begins. When a time comes twice,
    at the end of summer, it is the first.
    """
    wall = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    moment = wall.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise ValueError(clock)
    return moment


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


class NoTopic(StrEnum):
    """Why nobody can bring a topic into an open room."""

    NOT_NOW = "not_now"  # only on the day itself
    OVER = "over"
    TAKEN = "taken"


def why_no_topic(*, runs: bool, ends: datetime, taken: bool, now: datetime) -> NoTopic | None:
    """Say why not, or None. `taken` is a topic or a workshop that is there already."""
    if not runs:
        return NoTopic.NOT_NOW
    if ends <= now:
        return NoTopic.OVER
    return NoTopic.TAKEN if taken else None


def for_the_door(*, seats: int, minimum: int, share: int) -> int:
    """How many seats wait for who comes without a sign-up: a share in per cent, rounded up.

    Never so many that too few are left for the workshop to go on.
    """
    kept = -(-seats * share // 100)
    return max(0, min(kept, seats - max(1, minimum)))
