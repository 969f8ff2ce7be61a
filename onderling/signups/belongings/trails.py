"""What this room keeps of people, and what erasing does to it."""

from django.db.models import Q
from django.utils.translation import gettext_noop

from onderling.people.actions.trails import Someone, Trail, in_
from onderling.signups.models import (
    Absence,
    AllocationRun,
    Ambassador,
    CalendarFeed,
    DoorKeeper,
    Exchange,
    Favourite,
    Lock,
    Match,
    Pair,
    Participation,
    Reason,
    Signup,
    Wish,
)

COUNTS = "telt mee in de cijfers, zonder naam"
NUMBERS = "hierin staan alleen nummers; zo is de verdeling na te rekenen"
HERS = "participation__person"
ROUND = "participation__round"


def _either(who: Someone) -> Q:
    return Q(one__person__in=who.ids) | Q(other__person__in=who.ids)


def _divided(who: Someone) -> Q:
    """The runs of the rounds in which somebody takes part."""
    return Q(round__participations__person__in=who.ids)


TRAILS = (
    Trail(
        Participation,
        in_("person"),
        fields="person affiliation group code brings through",
        blank="code brings",
        stays={"group": COUNTS},
        beside="round state made",
        round="round",
        cut="through",
    ),
    Trail(
        Participation,
        in_("entered_by"),
        fields="entered_by",
        theirs=False,
        beside="round made",
        round="round",
    ),
    Trail(Absence, in_(HERS), drop=True, beside="slot", round=ROUND),
    Trail(
        Wish,
        in_(HERS),
        stays={"opinion": COUNTS, "rank": COUNTS},
        beside="meeting",
        round=ROUND,
    ),
    Trail(Pair, _either, drop=True, round="round"),
    Trail(
        Lock,
        in_(HERS),
        fields="participation because",
        drop=True,
        beside="meeting at",
        round=ROUND,
    ),
    Trail(Lock, in_("by"), fields="by", theirs=False, beside="meeting at", round=ROUND),
    Trail(
        Match,
        in_(HERS),
        blank="because",
        stays={"kind": COUNTS, "rank": COUNTS},
        beside="meeting",
        round=ROUND,
    ),
    Trail(Reason, in_(HERS), drop=True, beside="meeting", round=ROUND),
    Trail(
        AllocationRun,
        _divided,
        fields="problem result trouble",
        theirs=False,
        withheld=dict.fromkeys(
            ("problem", "result", "trouble"),
            gettext_noop("de verdeling van anderen; uw deel staat bij uw plekken"),
        ),
        stays=dict.fromkeys(("problem", "result", "trouble"), NUMBERS),
        round="round",
    ),
    Trail(AllocationRun, in_("by"), fields="by", theirs=False, beside="queued", round="round"),
    Trail(
        AllocationRun,
        in_("asker"),
        fields="asker",
        theirs=False,
        beside="asked",
        round="round",
    ),
    Trail(
        Signup,
        in_(HERS),
        blank="because",
        stays={"state": COUNTS, "kind": COUNTS, "rank": COUNTS},
        beside="meeting since",
        round=ROUND,
    ),
    Trail(Exchange, in_("place__participation__person"), drop=True, beside="wanted made"),
    Trail(
        Ambassador,
        in_("person"),
        fields="person",
        beside="round since",
        round="round",
        cut="person",
    ),
    Trail(
        Ambassador,
        in_("by"),
        fields="by",
        theirs=False,
        beside="round since",
        round="round",
        cut="by",
    ),
    Trail(DoorKeeper, in_("person"), fields="person", drop=True, beside="round", round="round"),
    Trail(
        DoorKeeper,
        in_("by"),
        fields="by",
        theirs=False,
        beside="round since",
        round="round",
        cut="by",
    ),
    Trail(CalendarFeed, in_("person"), drop=True, beside="made"),
    Trail(Favourite, in_("person"), drop=True, round="offer__round"),
)
