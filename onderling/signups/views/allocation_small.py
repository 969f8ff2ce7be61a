"""A meeting that is too small in a proof, and what a coordinator can do about it (X-21)."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.offers.models import Meeting

MERGES = 2  # meetings at the same time that we propose to merge with


@dataclass(frozen=True)
class Small:
    """A meeting that does not go on in this run, with its ways out."""

    meeting: Meeting
    wanted: int
    first: int
    ways: list[tuple[str, str]]


def with_ways_out(
    meeting: Meeting, wanted: int, meetings: list[Meeting], taken: Counter[int]
) -> Small:
    """Let it go on with fewer, merge it, point to the same workshop later, or call it off."""
    ways = []
    if wanted:
        fewer = min(wanted, meeting.minimum - 1) or 1
        people = plural(fewer, _("mens"), _("mensen"))
        label = _("Laat toch doorgaan vanaf {people}").format(people=people)
        ways.append((f"minimum:{meeting.pk}:{fewer}", label))
    for other in _neighbours(meeting, meetings, taken)[:MERGES]:
        label = _("Voeg samen met {title}").format(title=other.offer.title)
        ways.append((f"merge:{meeting.pk}:{other.pk}", label))
    label = _("Zeg af")
    same = (m for m in meetings if m.offer_id == meeting.offer_id and taken[m.pk])
    if twin := next(same, None):
        label = _("Zeg af: in {slot} is dezelfde workshop").format(slot=twin.slot)
    ways.append((f"cancel:{meeting.pk}", label))
    first: int = getattr(meeting, "first", 0)
    return Small(meeting, wanted, first, ways)


def _neighbours(
    meeting: Meeting, meetings: list[Meeting], taken: Counter[int]
) -> list[Meeting]:
    """Meetings that go on at the same time and have room, the emptiest first."""
    there = [
        other
        for other in meetings
        if other.slot_id == meeting.slot_id
        and other.pk != meeting.pk
        and 0 < taken[other.pk] < other.seats
    ]
    return sorted(there, key=lambda other: taken[other.pk] - other.seats)
