"""When a photo may be shown: nobody is recognisable, or everybody who is said yes (X-86)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

MOST_AT_ONCE = 12  # photos in one form
MOST = 60  # photos of one workshop
MOST_NAMES = 30  # names typed with one photo
PATIENCE = timedelta(days=7)  # between the question and the one reminder


class Answer(StrEnum):
    """What somebody who is recognisable on a photo said of it."""

    NONE = ""
    YES = "yes"
    NO = "no"


class Standing(StrEnum):
    """How a photo stands today."""

    SHOWN = "shown"
    UNTOLD = "untold"  # what is on it was not written down, or who is recognisable
    WAITING = "waiting"  # somebody did not answer yet
    REFUSED = "refused"  # somebody said no
    OFF = "off"  # a coordinator took it off; that can be undone
    GONE = "gone"  # its files are removed


def standing_answer(
    answer: str, answered: datetime | None, *, against: datetime | None
) -> Answer:
    """What counts of an answer. `against` is since when somebody wants no photos at all.

    A no to all photos also counts for one of which nobody asked yet; a yes to this one that
    came later stands.
    """
    if against and (answered is None or answered < against):
        return Answer.NO
    return Answer(answer)


def standing(
    answers: Collection[Answer],
    *,
    nobody: bool,
    told: bool,
    off: bool = False,
    gone: bool = False,
) -> Standing:
    """How a photo stands. `nobody` was chosen on purpose; `told` is that it has a text."""
    if gone:
        return Standing.GONE
    if Answer.NO in answers:
        return Standing.REFUSED
    if off:
        return Standing.OFF
    if not told or not (answers or nobody):
        return Standing.UNTOLD
    return Standing.WAITING if Answer.NONE in answers else Standing.SHOWN


def reminds_of_photo(
    asked: datetime | None, reminded: datetime | None, *, now: datetime
) -> bool:
    """Say whether who did not answer hears of it once more: a week later, and only once."""
    return asked is not None and reminded is None and now - asked >= PATIENCE


def names_in(typed: str) -> list[str]:
    """The names somebody typed, one a line or between commas; the same one counts once."""
    lines = typed.replace(";", "\n").replace(",", "\n").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        name = " ".join(line.split())
        if name:
            found.setdefault(name.casefold(), name)
    return list(found.values())
