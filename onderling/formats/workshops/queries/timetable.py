"""The timetable: what happens where and when, for files that leave the house (X-135)."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from onderling.base.models import AuditLine
from onderling.offers.models import Meeting, Slot
from onderling.rounds.models import Round


@dataclass(frozen=True)
class Line:
    """One thing in the timetable: a workshop, or a part of the day with everybody."""

    starts: datetime  # on the wall of the round
    ends: datetime
    room: str  # empty when there is none yet, and for everybody
    meeting: Meeting | None
    slot: Slot

    @property
    def where(self) -> str:
        """The room, or what a person reads where there is none."""
        return self.room or (_("Zaal volgt") if self.meeting else _("Iedereen"))

    @property
    def title(self) -> str:
        return self.meeting.offer.title if self.meeting else self.slot.label


@dataclass(frozen=True)
class Day:
    """One day, by time and then by room."""

    date: date
    lines: list[Line]


def timetable_of(round: Round) -> list[Day]:
    """Read the timetable that everybody may see. Three queries, however long it is."""
    zone = ZoneInfo(round.zone)
    meetings = (
        Meeting.objects.chosen_from()
        .filter(offer__round=round)
        .select_related(
            "offer__theme",
            "offer__working_form",
            "offer__organisation",
            "slot",
            "last_slot",
            "room",
        )
        .prefetch_related("givers")
        .order_by("slot__starts", "room__order", "pk")
    )
    lines = [
        Line(starts.astimezone(zone), ends.astimezone(zone), _room(meeting), meeting, slot)
        for meeting in meetings
        if (slot := meeting.slot) and (starts := meeting.starts) and (ends := meeting.ends)
    ]
    lines += [
        Line(slot.starts.astimezone(zone), slot.ends.astimezone(zone), slot.where, None, slot)
        for slot in round.slots.exclude(kind=Slot.Kind.WORKSHOPS)
    ]
    lines.sort(key=lambda line: line.starts)  # a stable sort: rooms stay in their order
    days: dict[date, list[Line]] = {}
    for line in lines:
        days.setdefault(line.starts.date(), []).append(line)
    return [Day(date, of_day) for date, of_day in days.items()]


def _room(meeting: Meeting) -> str:
    return meeting.room.name if meeting.room else ""


def as_of() -> int:
    """Say how far the install is. Every deed writes a line: until the next nothing changes."""
    return AuditLine.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
