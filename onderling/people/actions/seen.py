"""Until when somebody is still here, as each room sees it: a card stays a year after that."""

from dataclasses import dataclass
from datetime import date

FOR_GOOD = date.max  # as long as it lasts: a role, a newsletter


@dataclass(frozen=True)
class Seen:
    """One reason to keep a card: somebody, until when, and in which round if it was one.

    `written` says that the card itself was made or changed on that day.
    """

    person: int
    until: date
    round: int | None = None
    written: bool = False
