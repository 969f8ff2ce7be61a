"""Sign-ups: who takes part, what they wish, what the allocation gave, who sits where."""

from onderling.signups.models.allocation import AllocationRun, Lock, Match, Reason
from onderling.signups.models.ambassadors import Ambassador
from onderling.signups.models.doors import DoorKeeper
from onderling.signups.models.exchanges import Exchange
from onderling.signups.models.favourites import Favourite
from onderling.signups.models.feeds import CalendarFeed
from onderling.signups.models.participations import (
    Absence,
    ChoiceRule,
    Pair,
    Participation,
    ParticipationQuerySet,
    Wish,
)
from onderling.signups.models.seats import Signup, SignupQuerySet

__all__ = [
    "Absence",
    "AllocationRun",
    "Ambassador",
    "CalendarFeed",
    "ChoiceRule",
    "DoorKeeper",
    "Exchange",
    "Favourite",
    "Lock",
    "Match",
    "Pair",
    "Participation",
    "ParticipationQuerySet",
    "Reason",
    "Signup",
    "SignupQuerySet",
    "Wish",
]
