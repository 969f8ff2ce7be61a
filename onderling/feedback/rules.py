"""What a bulletin contains and in which order; how many of the invited heard it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_OPENING = 300  # characters of the sentence above a mini report


class Part(StrEnum):
    """A part of a bulletin, in the order in which a new one has them."""

    NUMBERS = "cijfers"
    ANSWERS = "antwoorden"
    REPORTS = "opbrengst"
    PHOTOS = "fotos"
    QUOTES = "citaten"
    IMPROVEMENTS = "verbeterpunten"


def parts_in(kept: str) -> list[Part]:
    """Read which parts go in, and in which order. What is not named is left out."""
    known = [Part(word) for word in kept.split() if word in set(Part)]
    return list(dict.fromkeys(known))


def kept_parts(parts: Iterable[Part]) -> str:
    """Write a choice of parts as it is kept."""
    return " ".join(parts)


def arranged(was: Sequence[Part], wanted: Mapping[Part, int]) -> list[Part]:
    """Put parts in the places that somebody asked for; place 0 is left out.

    Who asks for a place that another has, gets it: that one moves on. So a part that goes up
    comes before it, and one that goes down after it.
    """
    stood = {part: place for place, part in enumerate(was, start=1)}

    def key(part: Part) -> tuple[int, int]:
        place, before = wanted[part], stood.get(part, len(Part) + 1)
        return place, (place > before) - (place < before)

    return sorted((part for part in wanted if wanted[part]), key=key)


@dataclass(frozen=True)
class Share:
    """So many of so many. Nobody at all has no percentage."""

    reached: int
    of: int

    @property
    def percent(self) -> int | None:
        """Rounded down: “everybody” is said only when it is so."""
        return self.reached * 100 // self.of if self.of else None


@dataclass(frozen=True)
class Coverage:
    """Who was reached: those who took part, and those who did not, apart (S0-10, X-79)."""

    took_part: Share
    others: Share

    @property
    def all(self) -> Share:
        return Share(
            self.took_part.reached + self.others.reached, self.took_part.of + self.others.of
        )


@dataclass(frozen=True)
class Told:
    """A coverage as everybody may read it."""

    all: Share
    took_part: Share | None = None
    others: Share | None = None


def told(found: Coverage, *, least: int) -> Told | None:
    """Say nothing of a few people, and tell no group apart that is small, nor the other beside
    it: what is left of all together would be the small one."""
    if found.all.of < least:
        return None
    sizes = [share.of for share in (found.took_part, found.others) if share.of]
    if min(sizes) < least:
        return Told(found.all)
    return Told(found.all, found.took_part, found.others)


def coverage(invited: Mapping[int, bool], reached: Collection[int]) -> Coverage:
    """Count. `invited` says of each person whether they took part."""

    def share(*, took_part: bool) -> Share:
        asked = {person for person, was_there in invited.items() if was_there is took_part}
        return Share(len(asked & set(reached)), len(asked))

    return Coverage(share(took_part=True), share(took_part=False))


def has_left(
    *, stopped: bool, held_until: datetime, now: datetime, gone: int, waiting: int
) -> bool:
    """Say whether a mailing is really on its way, so that what it tells counts as told.

    Not while it can still be stopped in time, nor while its mail waits for a server; what
    has letters only has left when nobody stopped it.
    """
    return not stopped and now >= held_until and (gone > 0 or waiting == 0)


def is_overdue(promised: date, *, told: bool, today: date) -> bool:
    """Say whether everybody should have heard by now. The promised day still counts."""
    return not told and promised < today


def should_remind(ended: datetime, *, now: datetime, days: int, reminded: bool) -> bool:
    """Say whether who gave a workshop hears that nothing of it was written: once (X-87)."""
    return not reminded and now >= ended + timedelta(days=days)


def tells_alone(answered: datetime, *, now: datetime, wait: timedelta) -> bool:
    """Say whether what was answered after a bulletin is told by itself: it had time to be put
    right."""
    return now >= answered + wait
