"""How many of those who were invited heard what came of it; in which order it is told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Part(StrEnum):
    """A part of a bulletin."""

    ANSWERS = "antwoorden"
    NOTES = "opbrengst"
    QUOTES = "citaten"


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


def coverage(invited: Mapping[int, bool], reached: Collection[int]) -> Coverage:
    """Count. `invited` says of each person whether they took part."""

    def share(*, took_part: bool) -> Share:
        asked = {person for person, was_there in invited.items() if was_there is took_part}
        return Share(len(asked & set(reached)), len(asked))

    return Coverage(share(took_part=True), share(took_part=False))


def in_order(typed: str) -> list[Part]:
    """Read an order of parts; what is left out comes at the end, so that nothing is lost."""
    known = [Part(word) for word in typed.split() if word in set(Part)]
    return list(dict.fromkeys([*known, *Part]))


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
