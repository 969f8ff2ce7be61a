"""Decisions of the example: which day, who plays which part, made-up numbers. Plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onderling.tables.fold import letters

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


class Size(StrEnum):
    """How large the example is."""

    STUDY_DAY = "studyday"
    FESTIVAL = "festival"


PEOPLE = {Size.STUDY_DAY: 300, Size.FESTIVAL: 3_000}
WORKSHOPS = {Size.STUDY_DAY: 30, Size.FESTIVAL: 300}
# As above, for the festival: wishes are open from eight to four weeks before.
FESTIVAL_AHEAD = {Stage.OFFERS: 40, Stage.WISHES: 40, Stage.MATCHED: 22, Stage.PUBLISHED: 22}
MONDAY = 0


def festival_start(today: date, stage: Stage) -> date:
    """Return the Monday on which the festival begins, so that the phases fit."""
    earliest = today + timedelta(days=FESTIVAL_AHEAD[stage])
    return earliest + timedelta(days=(MONDAY - earliest.weekday()) % 7)


def address_of(name: tuple[str, str, str], host: str, taken: Collection[str]) -> str:
    """Make a mail address of a name that nobody of `taken` has: "jan.van.dijk2@…"."""
    plain = ".".join(letters(part) for word in name for part in word.split() if letters(part))
    for number in range(1, 1000):
        found = f"{plain}{number if number > 1 else ''}@{host}"
        if found not in taken:
            return found
    raise ValueError(name)
