"""When what is allowed: states of a round, deadlines in local time, offsets from the date."""

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class State(StrEnum):
    """The life of a round, in order."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    MATCHING = "matching"
    CONFIRMED = "confirmed"
    RUNNING = "running"
    WRAPPING_UP = "wrapping_up"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Colour(StrEnum):
    """The colour of a round on posters and flyers. Which shades: workshops/rules/kit.py."""

    SUN = "sun"
    PETROL = "petrol"
    CLAY = "clay"
    GREEN = "green"
    PLUM = "plum"
    LINEN = "linen"


class Deed(StrEnum):
    """What people do with offers, wishes and places; a state allows it or not."""

    OFFER = "offer"
    ARRANGE = "arrange"  # slots, rooms, meetings
    REARRANGE = "rearrange"  # one meeting moves or falls out, and everybody concerned hears it
    IMPORT = "import"
    WISH = "wish"
    WISH_LATE = "wish_late"  # the coordinator takes somebody from the late list
    ALLOCATE = "allocate"
    PUBLISH = "publish"
    TAKE_PLACE = "take_place"
    CANCEL_PLACE = "cancel_place"
    CHECK_IN = "check_in"  # see who comes, and tick who is there
    UNDO_PUBLISHING = "undo_publishing"


# domain.md section 6, "which deeds a round allows".
ALLOWED: dict[State, set[Deed]] = {
    State.DRAFT: {Deed.OFFER, Deed.ARRANGE, Deed.IMPORT},
    State.ANNOUNCED: {Deed.OFFER, Deed.ARRANGE, Deed.IMPORT},
    State.OPEN: {Deed.OFFER, Deed.ARRANGE, Deed.IMPORT, Deed.WISH, Deed.WISH_LATE},
    State.MATCHING: {Deed.ARRANGE, Deed.WISH_LATE, Deed.ALLOCATE, Deed.PUBLISH},
    State.CONFIRMED: {
        *(Deed.ARRANGE, Deed.REARRANGE, Deed.TAKE_PLACE, Deed.CANCEL_PLACE),
        *(Deed.CHECK_IN, Deed.UNDO_PUBLISHING),
    },
    # A room floods at nine: what people must hear of may still change.
    State.RUNNING: {Deed.REARRANGE, Deed.TAKE_PLACE, Deed.CANCEL_PLACE, Deed.CHECK_IN},
    State.WRAPPING_UP: {Deed.CHECK_IN},  # lists on paper are ticked the day after
    State.CLOSED: set(),
    State.CANCELLED: set(),
}

# Which state may follow which. A coordinator goes forward, or one step back while nothing left.
NEXT: dict[State, set[State]] = {
    State.DRAFT: {State.ANNOUNCED, State.OPEN, State.CANCELLED},
    State.ANNOUNCED: {State.DRAFT, State.OPEN, State.CANCELLED},
    State.OPEN: {State.ANNOUNCED, State.MATCHING, State.CANCELLED},
    State.MATCHING: {State.OPEN, State.CONFIRMED, State.CANCELLED},
    State.CONFIRMED: {State.MATCHING, State.RUNNING, State.CANCELLED},
    State.RUNNING: {State.WRAPPING_UP},
    State.WRAPPING_UP: {State.CLOSED},
    State.CLOSED: set(),
    State.CANCELLED: set(),
}


ORDER = list(State)


def is_back(state: str, other: str) -> bool:
    """Say whether this is a step back in the life of a round."""
    return ORDER.index(State(other)) < ORDER.index(State(state))


# A coordinator takes these steps on the page, forward ones first; publishing and its undo have
# deeds of their own.
BY_HAND: dict[State, list[State]] = {
    state: sorted(
        (
            other
            for other in NEXT[state]
            if other != State.CONFIRMED and (state, other) != (State.CONFIRMED, State.MATCHING)
        ),
        key=lambda other: (
            other == State.CANCELLED,
            ORDER.index(other) < ORDER.index(state),
            ORDER.index(other),
        ),
    )
    for state in State
}

# While a round is here, its date may still move.
MOVABLE = frozenset({State.DRAFT, State.ANNOUNCED, State.OPEN, State.MATCHING, State.CONFIRMED})


def allows(state: str, deed: Deed) -> bool:
    """Say whether a round in this state allows the deed. Phases may narrow it further."""
    return deed in ALLOWED[State(state)]


def may_become(state: str, other: str) -> bool:
    """Say whether a round may go from one state to the other."""
    return State(other) in NEXT[State(state)]


def is_public(state: str) -> bool:
    """Say whether people outside the coordinators may know of the round."""
    return State(state) not in {State.DRAFT, State.CANCELLED}


def shows_demand(state: str) -> bool:
    """Say whether places left may be shown. Never before the allocation: it invites gaming."""
    return State(state) in {State.CONFIRMED, State.RUNNING, State.WRAPPING_UP, State.CLOSED}


def start_of(day: date, zone: str) -> datetime:
    """Return the instant at which a local day begins, in UTC."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def end_of(last_day: date, zone: str) -> datetime:
    """Return the instant after a local day: "tot en met 23 september" ends here, exclusive."""
    return start_of(last_day + timedelta(days=1), zone)


def last_day_of(closes: datetime, zone: str) -> date:
    """Return the last local day that is still open before an exclusive closing instant."""
    return (closes.astimezone(ZoneInfo(zone)) - timedelta(microseconds=1)).date()


def first_day_of(opens: datetime, zone: str) -> date:
    """Return the first local day on which something is open."""
    return opens.astimezone(ZoneInfo(zone)).date()


def moved(instant: datetime, days: int, zone: str) -> datetime:
    """Move an instant by whole days on the wall: midnight stays midnight, also in summer."""
    local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(days=days)
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


OFFSET = re.compile(r"^T(?:\s*([+-])\s*(\d+)\s*(dag|dagen|week|weken|maand|maanden))?$")


def on_day(offset: str, start: date) -> date:
    """Work out a calendar line: "T-14 weken" before or after the local date `start`.

    Raises ValueError when the offset is not T, or T plus or minus days, weeks or months.
    """
    found = OFFSET.match(offset.strip())
    if not found:
        raise ValueError(offset)
    sign, number, unit = found.groups()
    if not sign:
        return start
    amount = int(number) if sign == "+" else -int(number)
    if unit.startswith("maand"):
        month = start.month - 1 + amount
        year, month = start.year + month // 12, month % 12 + 1
        return date(year, month, min(start.day, _days_in(year, month)))
    return start + timedelta(days=amount * (7 if unit.startswith("we") else 1))


def _days_in(year: int, month: int) -> int:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).day
