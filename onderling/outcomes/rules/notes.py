"""Notes of a workshop: short, at most five, written by several hands (S0-9, X-82)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

MOST = 5
LONGEST = 300
# How a note begins that asks for something. What people read is the note itself, so the words
# are those of the day and not of the reader's language.
START = "Wij vragen de organisatie om "


def whole(text: str, *, asks: bool) -> str:
    """Write a note on one line; one that asks begins with the usual words, and only once."""
    line = " ".join(text.split())
    if not line or not asks or line.startswith(START.strip()):
        return line
    return START + line


def parted(note: str) -> tuple[bool, str]:
    """Take a note apart: whether it begins with the usual words, and the rest."""
    return (True, note.removeprefix(START)) if note.startswith(START) else (False, note)


def may_note(*, allowed: bool, starts: datetime | None, now: datetime) -> bool:
    """Say whether notes can be written: the round is at it, and this workshop has begun."""
    return allowed and starts is not None and starts <= now


@dataclass(frozen=True)
class Clash:
    """A note that somebody else changed meanwhile, and not to the same words."""

    position: int
    theirs: str
    mine: str


def laid_beside(
    typed: Mapping[int, str], shown: Mapping[int, str], saved: Mapping[int, str]
) -> tuple[dict[int, str], list[Clash]]:
    """Lay what was typed beside what the page showed and what is saved now.

    Two people may write at the same table: what one left alone, the other may have written.
    Returns the notes to write, by position, and those that both changed.
    """
    fresh: dict[int, str] = {}
    clashes = []
    for position in range(1, MOST + 1):
        mine, before = typed.get(position, ""), shown.get(position, "")
        now = saved.get(position, "")
        if mine in {before, now}:
            continue
        if before == now:
            fresh[position] = mine
        else:
            clashes.append(Clash(position, now, mine))
    return fresh, clashes
