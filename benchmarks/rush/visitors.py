"""Who stands before the doors."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in, with the page open: what their browser sends along, and wants."""

    participation: int
    meeting: int
    session: str
    csrf: str
    key: str
    page: str  # of the workshop they want
