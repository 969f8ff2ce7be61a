"""When what is allowed: states of a round, deadlines in local time, offsets from the date."""

import re
from dataclasses import dataclass
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
    """The colour of a round on posters and flyers. Which shades: base/shades.py."""

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
    OPEN_ROOMS = "open_rooms"  # say where people may bring a topic of their own
    BRING_TOPIC = "bring_topic"
    UNDO_PUBLISHING = "undo_publishing"
    NOTE = "note"  # write down what came out of a workshop that has begun


# domain.md section 6, "which deeds a round allows".
ALLOWED: dict[State, set[Deed]] = {
    State.DRAFT: {Deed.OFFER, Deed.ARRANGE, Deed.IMPORT, Deed.OPEN_ROOMS},
    State.ANNOUNCED: {Deed.OFFER, Deed.ARRANGE, Deed.IMPORT, Deed.OPEN_ROOMS},
    State.OPEN: {
        *(Deed.OFFER, Deed.ARRANGE, Deed.IMPORT, Deed.WISH, Deed.WISH_LATE, Deed.OPEN_ROOMS),
    },
    State.MATCHING: {
        *(Deed.ARRANGE, Deed.WISH_LATE, Deed.ALLOCATE, Deed.PUBLISH, Deed.OPEN_ROOMS),
    },
    State.CONFIRMED: {
        *(Deed.ARRANGE, Deed.REARRANGE, Deed.TAKE_PLACE, Deed.CANCEL_PLACE),
        *(Deed.CHECK_IN, Deed.NOTE, Deed.UNDO_PUBLISHING, Deed.OPEN_ROOMS),
    },
    # A room floods at nine: what people must hear of may still change.
    State.RUNNING: {
        *(Deed.REARRANGE, Deed.TAKE_PLACE, Deed.CANCEL_PLACE, Deed.CHECK_IN, Deed.NOTE),
        *(Deed.OPEN_ROOMS, Deed.BRING_TOPIC),
    },
    # Lists on paper are ticked the day after.
    State.WRAPPING_UP: {Deed.CHECK_IN, Deed.NOTE},
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


class Formality(StrEnum):
    """How formal a way of taking part is; these words stand in addresses."""

    FORMAL = "formeel"
    LESS_FORMAL = "minder-formeel"
    INFORMAL = "informeel"


class Audience(StrEnum):
    """For whom something is: people of one organisation, of the partners, or everyone."""

    OWN = "own"
    PARTNERS = "partners"
    EVERYONE = "everyone"


@dataclass(frozen=True)
class Partners:
    """The organisation whose round it is, and those it makes the round with."""

    own: int
    others: frozenset[int] = frozenset()


def reaches(
    audience: str, organisation: int | None, *, of: int | None, partners: Partners
) -> bool:
    """Say whether an audience includes people of this organisation (None: of no organisation).

    `of` is the organisation that offers something; without one that is the round’s own. Who
    offers and whose round it is, are partners too.
    """
    host = of or partners.own
    match Audience(audience):
        case Audience.OWN:
            return organisation == host
        case Audience.PARTNERS:
            return organisation in {host, partners.own} | partners.others
        case Audience.EVERYONE:
            return True


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


MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)
WINDOW = re.compile(r"^week ([1-5])(?:-([1-5]))? van ([a-z]+)$")
LAST_WEEK = 5


@dataclass(frozen=True)
class Window:
    """Weeks of a month in which something is every year (S3a-2).

    Weeks as ISO counts them: from Monday, and of the month that has their Thursday. The fifth
    week is the last of the month, also when there are four.
    """

    month: int
    first: int
    last: int


def window_in(text: str) -> Window:
    """Read “week 2-3 van november”. Raises ValueError when it says something else."""
    found = WINDOW.match(" ".join(text.lower().split()))
    if not found or found[3] not in MONTHS:
        raise ValueError(text)
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise ValueError(text)
    return Window(MONTHS.index(found[3]) + 1, first, last)


def written_as(window: Window) -> str:
    """Write it as it is stored: “week 2-3 van november”."""
    weeks = str(window.first)
    if window.last > window.first:
        weeks = f"{window.first}-{window.last}"
    return f"week {weeks} van {MONTHS[window.month - 1]}"


def window_of(window: Window, year: int) -> tuple[date, date]:
    """Return the first Monday and the last Sunday of the window in one year."""
    thursdays = [
        day
        for number in range(1, _days_in(year, window.month) + 1)
        if (day := date(year, window.month, number)).isoweekday() == 4
    ]
    first, last = (
        thursdays[-1] if week == LAST_WEEK else thursdays[week - 1]
        for week in (window.first, window.last)
    )
    return first - timedelta(days=3), last + timedelta(days=3)


def next_window(window: Window, after: date) -> tuple[date, date]:
    """Return the first window that begins after this day."""
    years = range(after.year, after.year + 3)
    return next(found for year in years if (found := window_of(window, year))[0] > after)
