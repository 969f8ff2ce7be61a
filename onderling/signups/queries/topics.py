"""The board of open rooms: what was brought, by whom, and how many may still join (X-98)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from onderling.base.written import name_list
from onderling.offers.models import Meeting, OpenRoom, Slot
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.models import Signup
from onderling.signups.rules import SEATED, SignupState


@dataclass(frozen=True)
class Line:
    """One open room: its topic, if somebody brought one, and what it is to the visitor."""

    where: OpenRoom
    topic: Meeting | None
    by: str
    left: int
    gives: bool
    sits: bool
    waits: bool

    @property
    def joined(self) -> int:
        return self.topic.taken if self.topic else 0


@dataclass(frozen=True)
class Part:
    """A stretch of the day with its open rooms. `open` while it lasts, on the day itself."""

    slot: Slot
    lines: list[Line]
    open: bool


def brought_topics() -> QuerySet[Meeting]:
    """The topics that go on, or went on."""
    return Meeting.objects.chosen_from().filter(open_room__isnull=False)


def has_open_rooms(round: Round) -> bool:
    """Whether there is a board to point at. Asks nothing before the day."""
    return round.allows(Deed.BRING_TOPIC) and round_rooms(round).exists()


def round_rooms(round: Round) -> QuerySet[OpenRoom]:
    return OpenRoom.objects.filter(slot__round=round)


def topics_of(round: Round, person: Person | None, *, now: datetime) -> list[Part]:
    """The open rooms of today; on another day those still to come. Three queries."""
    rows = list(
        round_rooms(round)
        .select_related("slot", "room", "meeting__offer")
        .prefetch_related("meeting__givings__person")
        .order_by("slot__starts", "room__order", "pk")
    )
    zone = ZoneInfo(round.zone)
    today = now.astimezone(zone).date()
    here = [one for one in rows if one.slot.starts.astimezone(zone).date() == today]
    shown = here or [one for one in rows if one.slot.ends > now]
    states = _own(round, person)
    runs = round.allows(Deed.BRING_TOPIC)
    parts: dict[Slot, list[Line]] = defaultdict(list)
    for one in shown:
        parts[one.slot].append(_line(one, states, round, person))
    return [Part(slot, lines, runs and slot.ends > now) for slot, lines in parts.items()]


def _line(where: OpenRoom, states: dict[int, str], round: Round, person: Person | None) -> Line:
    topic = where.topic
    givers = [giving.person for giving in topic.givings.all()] if topic else []
    state = states.get(topic.pk) if topic else None
    return Line(
        where=where,
        topic=topic,
        by=name_list([giver.name for giver in givers]),
        left=topic.places_left(round) if topic else 0,
        gives=person in givers,
        sits=state in SEATED,
        waits=state == SignupState.WAITLISTED,
    )


def _own(round: Round, person: Person | None) -> dict[int, str]:
    if person is None:
        return {}
    rows = Signup.objects.filter(participation__person=person, participation__round=round)
    return dict(rows.values_list("meeting", "state"))
