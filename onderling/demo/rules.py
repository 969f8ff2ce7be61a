"""Decisions of the example: which day, who plays which part, made-up numbers. Plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onderling.tables.fold import letters

THURSDAY, SATURDAY = 3, 5


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
    """Return the day of the study day, so that the phases fit what there is to see.

    A Thursday; when nobody works that day, the working day of that week that is nearest.
    """
    earliest = today + timedelta(days=DAYS_AHEAD[stage])
    week = [earliest + timedelta(days=days) for days in range(7)]
    working = [day for day in week if day.weekday() < SATURDAY and not is_holiday(day)]
    return min(working, key=lambda day: abs(day.weekday() - THURSDAY))


def is_holiday(day: date) -> bool:
    """Say whether the Netherlands is closed: New Year, Easter to Whitsun, 27 April, Christmas.

    Christmas Eve counts too: nobody holds a study day then.
    """
    fixed = {(1, 1), (4, 27), (12, 24), (12, 25), (12, 26)}
    since_easter = (day - easter(day.year)).days
    return (day.month, day.day) in fixed or since_easter in {-2, 0, 1, 39, 49, 50}


def easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian computus of 1876."""
    century, in_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (8 * century + 13) // 25 + 15) % 30
    sunday = (32 + 2 * rest + 2 * (in_century // 4) - moon - in_century % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


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
    """Return the Monday on which the festival begins, so that the phases fit.

    A week earlier when its two weeks then have fewer holidays.
    """
    earliest = today + timedelta(days=FESTIVAL_AHEAD[stage])
    monday = earliest + timedelta(days=(MONDAY - earliest.weekday()) % 7)
    return min([monday, monday - timedelta(weeks=1)], key=_holidays_from)


def _holidays_from(monday: date) -> int:
    weeks = [monday + timedelta(days=days) for days in range(14)]
    return sum(is_holiday(day) for day in weeks if day.weekday() < SATURDAY)


def address_of(name: tuple[str, str, str], host: str, taken: Collection[str]) -> str:
    """Make a mail address of a name that nobody of `taken` has: "jan.van.dijk2@…"."""
    plain = ".".join(letters(part) for word in name for part in word.split() if letters(part))
    for number in range(1, 1000):
        found = f"{plain}{number if number > 1 else ''}@{host}"
        if found not in taken:
            return found
    raise ValueError(name)
