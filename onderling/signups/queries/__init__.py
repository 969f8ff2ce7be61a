"""Questions that need more than a queryset."""

from onderling.signups.queries.day import Day, DayPart, my_day, slots_of
from onderling.signups.queries.doors import Doors, doors_of
from onderling.signups.queries.findings import Finding, Severity, findings_of
from onderling.signups.queries.here import Own, own_here, takes_part
from onderling.signups.queries.people import (
    people_in_reach,
    why_not_elsewhere,
    with_numbers,
)
from onderling.signups.queries.searching import meetings_with_words

__all__ = [
    "Day",
    "DayPart",
    "Doors",
    "Finding",
    "Own",
    "Severity",
    "doors_of",
    "findings_of",
    "meetings_with_words",
    "my_day",
    "own_here",
    "people_in_reach",
    "slots_of",
    "takes_part",
    "why_not_elsewhere",
    "with_numbers",
]
