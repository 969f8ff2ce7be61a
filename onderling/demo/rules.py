"""Decisions of the example: which day, who plays which part, made-up numbers. Plain values."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

THURSDAY = 3


class Stage(StrEnum):
    """How far the example has come, in order."""

    OFFERS = "offers"
    WISHES = "wishes"
    MATCHED = "matched"
    PUBLISHED = "published"

    def reaches(self, other: "Stage") -> bool:
        """Say whether an example at this stage has passed the other."""
        order = list(Stage)
        return order.index(self) >= order.index(other)


# The first day that suits, counted from today. Wishes are open from five to three weeks before
# the study day: at the first two stages today lies in between, at the others just after.
DAYS_AHEAD = {Stage.OFFERS: 26, Stage.WISHES: 26, Stage.MATCHED: 14, Stage.PUBLISHED: 14}


def study_day(today: date, stage: Stage) -> date:
    """Return the Thursday of the study day, so that the phases fit what there is to see."""
    earliest = today + timedelta(days=DAYS_AHEAD[stage])
    return earliest + timedelta(days=(THURSDAY - earliest.weekday()) % 7)


def made_up_number(rank: int) -> str:
    """Make a telephone number that rings nowhere: “088 000 00 07”."""
    return f"088 000 {rank // 100:02} {rank % 100:02}"


@dataclass(frozen=True)
class Part:
    """One role that a visitor of the demo may play, by the code of a person in the lists."""

    key: str
    person: str
    starts_at: str  # the name of an address, or one of the two below


OWNER = "owner"  # the code of the one person who is in no list
ROUND = "round"  # starts at the page from which the round is managed
LINK = "link"  # starts outside, at the personal link
PARTS = [
    Part("karin", "p-002", ROUND),
    Part("ria", "p-028", "home:mine"),
    Part("bea", "p-205", LINK),
    Part("chandra", "p-007", "home:mine"),
    Part("bernadette", "p-004", "home:mine"),
    Part("olena", "p-001", "home:rounds"),
    Part("peter", OWNER, "home:install"),
]
