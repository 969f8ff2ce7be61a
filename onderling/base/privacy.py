"""Which stored fields say something about a person, why we keep them, and until when."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from django.db import models


@dataclass(frozen=True)
class Personal:
    """Why a personal field exists. `ground` is the ground in the AVG; `keep` names a term."""

    purpose: str
    ground: str = "overeenkomst"
    keep: str = "ronde+12m"


CARD, ROUND, VISIT, POST = "ronde+12m", "ronde+1m", "6m", "30d"
# What each term adds to the day it counts from: months, days. A term that is not here ends by
# something else than time, or has a task of its own.
LASTS = {CARD: (12, 0), ROUND: (1, 0), VISIT: (6, 0), POST: (0, 30)}
NOTICE = timedelta(days=14)  # so long before, people and coordinators are told
A_YEAR_MORE = 12  # months: no longer can a term be put off


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of the month when it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def goes_on(keep: str, since: date) -> date:
    """The first day on which something is past its term; the last day still counts."""
    months, days = LASTS[keep]
    return months_later(since, months) + timedelta(days=days + 1)


def last_over(keep: str, today: date) -> date:
    """The latest day from which a term counted that is over today."""
    months, days = LASTS[keep]
    day = months_later(today - timedelta(days=days), -months)
    while goes_on(keep, day) > today:
        day -= timedelta(days=1)
    while goes_on(keep, day + timedelta(days=1)) <= today:  # two days may end on one
        day += timedelta(days=1)
    return day


class Classified(models.Model):
    """A model that says of each of its fields whether it is personal.

    `personal` maps field names to their reason, `impersonal` lists the other names. A test
    fails on a field in neither, so that nobody adds a personal field without a reason.
    """

    personal: ClassVar[Mapping[str, Personal]] = {}
    impersonal: ClassVar[str] = ""

    class Meta:
        abstract = True
