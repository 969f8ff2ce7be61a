"""By when somebody answers."""

from datetime import date, timedelta


def due_on(ended: date, *, promised: date | None, days: int, today: date) -> date:
    """The last day for an answer: what the round promised, else so many days after the meeting.

    What is said after that day has the same number of days from today.
    """
    due = promised or ended + timedelta(days=days)
    return due if due > today else today + timedelta(days=days)
