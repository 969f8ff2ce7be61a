"""Whom a changed meeting concerns after publishing, and what changes for each (X-139)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.offers.models import Giving, Meeting, Room, Slot
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.signups.models import Absence, Participation, Signup, Wish
from onderling.signups.rules import SEATED, Opinion, SignupState

# From most wanted to least; what somebody cannot do is never proposed.
LIKED = {Opinion.ALSO_GOOD: 100, Opinion.RATHER_NOT: 300}
UNKNOWN = 200


class What(StrEnum):
    """What a coordinator does with a meeting in which people have a place."""

    MOVE = "verplaatsen"
    MERGE = "samenvoegen"
    CALL_OFF = "afzeggen"


@dataclass(frozen=True)
class Change:
    """What is about to happen to a meeting: another time or room, or no meeting at all."""

    meeting: Meeting
    what: What
    slot: Slot | None = None
    last_slot: Slot | None = None
    room: Room | None = None
    other: Meeting | None = None

    @property
    def new_time(self) -> bool:
        return self.what == What.MOVE and (self.slot != self.meeting.slot)

    @property
    def new_room(self) -> bool:
        return self.what == What.MOVE and self.room != self.meeting.room

    @property
    def after(self) -> Meeting:
        """The meeting as it will be; the meeting itself stays as it was looked at."""
        moved = copy(self.meeting)
        if self.what == What.MOVE:
            moved.slot, moved.last_slot, moved.room = self.slot, self.last_slot, self.room
        return moved


@dataclass(frozen=True)
class Concerned:
    """One person: whether they keep a place, why not, and what we propose instead."""

    signup: Signup
    keeps: bool
    why: str = ""
    instead: Meeting | None = None
    waits: bool = False  # stood in line before the change

    @property
    def who(self) -> Participation:
        return self.signup.participation

    @property
    def by_mail(self) -> bool:
        return recipient(self.who.person).channel == "mail"


@dataclass(frozen=True)
class Plan:
    """Everybody whom a change concerns, in the order of their places."""

    change: Change
    people: list[Concerned]
    givers: list[Person]

    @property
    def told(self) -> list[Concerned]:
        """Who gets a message. Another room is no news for who only waits."""
        every = self.change.what != What.MOVE or self.change.new_time
        return [one for one in self.people if every or not one.waits]

    @property
    def seated(self) -> list[Concerned]:
        return [one for one in self.people if not one.waits]

    @property
    def lose(self) -> list[Concerned]:
        return [one for one in self.seated if not one.keeps]

    @property
    def proposed(self) -> int:
        return sum(one.instead is not None for one in self.lose)

    @property
    def by_mail(self) -> int:
        givers = sum(recipient(one).channel == "mail" for one in self.givers)
        return sum(one.by_mail for one in self.told) + givers

    @property
    def total(self) -> int:
        return len(self.told) + len(self.givers)

    @property
    def by_letter(self) -> int:
        return self.total - self.by_mail


def plan_of(change: Change) -> Plan:
    """Say whom a change concerns. Eleven queries, however many people."""
    meeting = change.meeting
    rows = list(
        meeting.signups.filter(state__in=[*SEATED, SignupState.WAITLISTED])
        .select_related("participation__person", "participation__round")
        .order_by("sequence", "pk")
    )
    why = _why_not(change, rows)
    free = _room_elsewhere(meeting, besides=change.other)
    wishes = _opinions(rows, free)
    has = _offers_of(rows)
    people = []
    for row in rows:
        if row.state == SignupState.WAITLISTED:
            people.append(Concerned(row, keeps=change.what == What.MOVE, waits=True))
        elif row.pk not in why:
            people.append(Concerned(row, keeps=True))
        else:
            instead = _best(free, wishes, row, has[row.participation_id])
            if instead:
                free[instead] -= 1
            people.append(Concerned(row, keeps=False, why=why[row.pk], instead=instead))
    givers = [giving.person for giving in meeting.givings.select_related("person")]
    return Plan(change, people, givers)


def _why_not(change: Change, rows: list[Signup]) -> dict[int, str]:
    """Who does not keep a place, with why: they are elsewhere then, or there is no room."""
    seated = [row for row in rows if row.state in SEATED]
    if change.what == What.CALL_OFF:
        return {row.pk: "" for row in seated}
    if change.what == What.MERGE:
        round = change.meeting.offer.round
        left = change.other.places_left(round) if change.other else 0
        full = _("er is geen plek meer")
        return {row.pk: full for row in seated[left:]}
    if not change.new_time or change.slot is None:
        return {}
    ends = (change.last_slot or change.slot).ends
    return _elsewhere(change.meeting, seated, change.slot.starts, ends)


def _elsewhere(
    meeting: Meeting, seated: list[Signup], starts: datetime, ends: datetime
) -> dict[int, str]:
    ids = [row.participation_id for row in seated]
    people = {row.participation_id: row.pk for row in seated}
    persons = {row.participation.person_id: row.pk for row in seated}
    found: dict[int, str] = {}
    absences = Absence.objects.filter(
        participation__in=ids, slot__starts__lt=ends, slot__ends__gt=starts
    )
    for absence in absences:
        found[people[absence.participation_id]] = _("is er dan niet")
    others = Signup.objects.seated().filter(participation__in=ids).exclude(meeting=meeting)
    for seat in others.filter(_at("meeting__", starts, ends)).select_related("meeting__offer"):
        found[people[seat.participation_id]] = _("zit dan bij ‘{title}’").format(
            title=seat.meeting.offer.title
        )
    givings = Giving.objects.filter(
        _at("meeting__", starts, ends), person__in=persons, meeting__in=Meeting.objects.on()
    ).exclude(meeting=meeting)
    for giving in givings.filter(meeting__offer__round=meeting.offer.round_id).select_related(
        "meeting__offer"
    ):
        found[persons[giving.person_id]] = _("geeft dan ‘{title}’").format(
            title=giving.meeting.offer.title
        )
    return found


def _at(prefix: str, starts: datetime, ends: datetime) -> Q:
    begun = Q(**{f"{prefix}slot__starts__lt": ends})
    one = Q(**{f"{prefix}last_slot": None, f"{prefix}slot__ends__gt": starts})
    return begun & (one | Q(**{f"{prefix}last_slot__ends__gt": starts}))


def overlapping(meeting: Meeting, starts: datetime, ends: datetime) -> list[int]:
    """The meetings of this round that share a moment with a stretch of time."""
    on = Meeting.objects.on().filter(_at("", starts, ends), offer__round=meeting.offer.round_id)
    return list(on.values_list("pk", flat=True))


def _room_elsewhere(meeting: Meeting, besides: Meeting | None) -> Counter[Meeting]:
    """The other meetings at the time of this one that still have seats, and how many."""
    if meeting.slot_id is None:
        return Counter()
    others = (
        Meeting.objects.chosen_from()
        .filter(offer__round=meeting.offer.round_id, slot=meeting.slot_id, last_slot=None)
        .exclude(pk__in=[meeting.pk, *([besides.pk] if besides else [])])
        .exclude(signups__state=SignupState.WAITLISTED)  # who waits there goes first
        .select_related("offer", "slot", "last_slot", "room")
    )
    left = {one: one.places_left(meeting.offer.round) for one in others}
    return Counter({one: number for one, number in left.items() if number})


def _opinions(rows: Iterable[Signup], free: Counter[Meeting]) -> dict[tuple[int, int], Any]:
    wishes = Wish.objects.filter(
        participation__in=[row.participation_id for row in rows], meeting__in=list(free)
    )
    return {(wish.participation_id, wish.meeting_id): wish for wish in wishes}


def _offers_of(rows: Iterable[Signup]) -> dict[int, set[int]]:
    """The workshops in which each of these people has a place: nobody gets one twice."""
    found: dict[int, set[int]] = defaultdict(set)
    seats = (
        Signup.objects.seated()
        .filter(participation__in=[row.participation_id for row in rows])
        .exclude(meeting__in=[row.meeting_id for row in rows])
    )
    for participation, offer in seats.values_list("participation", "meeting__offer"):
        found[participation].add(offer)
    return found


def _best(
    free: Counter[Meeting],
    wishes: dict[tuple[int, int], Any],
    row: Signup,
    has: set[int],
) -> Meeting | None:
    """What somebody would like best of what is free at that time, and may take."""

    def liking(meeting: Meeting) -> int:
        wish = wishes.get((row.participation_id, meeting.pk))
        if wish is None:
            return UNKNOWN
        return int(wish.rank or LIKED.get(wish.opinion, UNKNOWN))

    able = [
        meeting
        for meeting, left in free.items()
        if left > 0
        and meeting.offer_id not in has
        and getattr(wishes.get((row.participation_id, meeting.pk)), "opinion", "")
        != Opinion.CANNOT
    ]
    return min(able, key=lambda one: (liking(one), -free[one], one.pk), default=None)
