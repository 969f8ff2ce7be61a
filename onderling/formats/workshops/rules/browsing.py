"""Browsing a programme: what fits, how many would fit, what comes next. Plain values."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from onderling.tables.fold import words

FIRST_SCREEN = 50  # whole days are shown until there are this many workshops
ONLINE = "online"  # a room of this name stands nowhere


@dataclass(frozen=True, slots=True)
class Entry:
    """One workshop as the list shows it: once for each time it is given."""

    offer: int
    title: str
    meeting: int | None = None
    givers: str = ""
    organisation: str = ""
    place: str = ""
    theme: str = ""
    form: str = ""
    formality: str = ""
    room: str = ""
    afterwards: str = ""
    preparation: str = ""
    slot: int | None = None
    number: str = ""
    starts: datetime | None = None
    until: datetime | None = None  # only when it takes more than one part of the day
    day: date | None = None
    minutes: int = 0
    least: int = 0
    most: int = 0
    accessible: bool = True
    only: str = ""  # for whom, when it is not for everyone
    text: str = ""  # bare words: title, description, giver, organisation

    @property
    def online(self) -> bool:
        return self.place == ONLINE


@dataclass(frozen=True)
class Filters:
    """What somebody looks for. Empty means everything; the address can be shared."""

    word: str = ""
    theme: str = ""
    form: str = ""
    formality: str = ""
    slot: str = ""
    day: str = ""
    place: str = ""
    organisation: str = ""
    free: bool = False
    accessible: bool = False
    kept: bool = False

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def folded(self) -> bool:
        """Say whether everything besides the word may stay folded away."""
        return replace(self, word="") == Filters()


FACETS = ("theme", "form", "formality", "slot", "day", "place", "organisation")


@dataclass(frozen=True)
class Found:
    """The workshops that fit, and per filter how many each other value would give."""

    entries: list[Entry]
    counts: Mapping[str, Counter[str]]


def browse(
    entries: Iterable[Entry],
    wanted: Filters,
    *,
    free: Collection[int] = (),
    kept: Collection[int] = (),
) -> Found:
    """Keep what fits. `free` are meetings with a place left, `kept` offers somebody saved.

    What misses one filter only is counted for that filter: so many there would be if you
    chose this value there and left the rest as it is.
    """
    asked = words(wanted.word).split()
    fits: list[Entry] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for entry in entries:
        if not _has_words(entry, asked) or not _may_stay(entry, wanted, free, kept):
            continue
        missed = [
            name
            for name in FACETS
            if (value := getattr(wanted, name)) and value != value_of(entry, name)
        ]
        if not missed:
            fits.append(entry)
        for name in FACETS if not missed else missed if len(missed) == 1 else ():
            if value := value_of(entry, name):
                counts[name][value] += 1
    return Found(fits, counts)


def value_of(entry: Entry, facet: str) -> str:
    """Return what stands in an address for this side of a workshop."""
    if facet == "slot":
        return entry.number
    if facet == "day":
        return entry.day.isoformat() if entry.day else ""
    return str(getattr(entry, facet))


def _has_words(entry: Entry, asked: list[str]) -> bool:
    """Say whether all words are there, in whatever order, also as part of a longer word."""
    return all(word in entry.text for word in asked)


def _may_stay(
    entry: Entry, wanted: Filters, free: Collection[int], kept: Collection[int]
) -> bool:
    if wanted.free and entry.meeting not in free:
        return False
    if wanted.accessible and not entry.accessible:
        return False
    return not wanted.kept or entry.offer in kept


def days_of(entries: Iterable[Entry]) -> list[date]:
    """List the days on which there is something, in order."""
    return sorted({entry.day for entry in entries if entry.day})


@dataclass(frozen=True)
class Screen:
    """Whole days that are shown together, and the day on which the next screen begins."""

    entries: list[Entry]
    days: list[date]
    later: date | None
    first: bool


def screen_of(entries: Sequence[Entry], since: date | None, *, whole: bool = False) -> Screen:
    """Show whole days from `since` on, until the screen is full; or all of it.

    What has no time yet stands after the last day.
    """
    days = days_of(entries)
    shown = [day for day in days if since is None or day >= since] or days
    if not whole:
        per_day = Counter(entry.day for entry in entries)
        total, enough = 0, []
        for day in shown:
            if total >= FIRST_SCREEN:
                break
            enough.append(day)
            total += per_day[day]
        shown = enough
    later = next((day for day in days if shown and day > shown[-1]), None)
    here = set(shown)
    loose = later is None
    return Screen(
        [e for e in entries if e.day in here or (loose and e.day is None)],
        days,
        later,
        first=shown[:1] == days[:1],
    )


def neighbours(entries: Sequence[Entry], offer: int) -> tuple[Entry | None, Entry | None]:
    """Return the workshops before and after this one, among those somebody is looking at."""
    first: dict[int, Entry] = {}
    for entry in entries:
        first.setdefault(entry.offer, entry)  # given twice is one workshop
    order = list(first.values())
    at = next((i for i, entry in enumerate(order) if entry.offer == offer), None)
    if at is None:
        return None, None
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
