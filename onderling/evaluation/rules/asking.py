"""When a round may look back, when we ask again, when an intention comes back."""

from datetime import date, timedelta
from enum import StrEnum

from onderling.rounds.rules import State

TOO_EARLY = {State.DRAFT, State.ANNOUNCED, State.OPEN, State.MATCHING, State.CANCELLED}


class Wave(StrEnum):
    """The two times that a round asks: right after it, and some weeks later."""

    AFTER = "daarna"
    PULSE = "nameting"


QUESTIONS = {Wave.AFTER: "round", Wave.PULSE: "pulse"}


def may_ask(state: str, ends_on: date, today: date) -> bool:
    """Only about a round that was held; its last day counts."""
    return state not in TOO_EARLY and ends_on <= today


def weeks_after(day: date, weeks: int) -> date:
    return day + timedelta(weeks=weeks)


def is_due(day: date, weeks: int, today: date) -> bool:
    return weeks_after(day, weeks) <= today
