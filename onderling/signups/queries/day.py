"""Somebody's own day: where they sit, what they give, what they wait for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from onderling.base.prepared import prepared
from onderling.offers.models import Giving, Meeting, Slot
from onderling.people.models import Person
from onderling.signups.models import Absence, Exchange, Participation, Signup
from onderling.signups.rules import SEATED, SignupState


def slots_of(meeting: Meeting, slots: Iterable[Slot]) -> list[Slot]:
    """List the slots that a meeting takes: more than one when it runs on."""
    starts, ends = meeting.starts, meeting.ends
    if starts is None or ends is None:
        return []
    return [slot for slot in slots if slot.starts < ends and starts < slot.ends]


@dataclass(frozen=True)
class Turn:
    """A place on a waiting list: the first in line has position 1."""

    signup: Signup
    position: int


@dataclass(frozen=True)
class DayPart:
    """One part of somebody's day: where they sit, what they give, what they wait for.

    `goes_on` says that the place, or what they give, began in an earlier part.
    """

    slot: Slot
    place: Signup | None
    givers: tuple[Person, ...]
    gives: Meeting | None
    turns: tuple[Turn, ...]
    absent: bool
    goes_on: bool


@dataclass(frozen=True)
class Day:
    """Somebody's own day, plenary parts and breaks included (X-135).

    `given` is what they give, in other rounds too.
    """

    parts: list[DayPart]
    given: list[Meeting]


# Only the columns that a page about a day shows: putting a query of a hundred columns together
# takes longer than answering it.
_OWN = ("participation", "meeting", "state", "sequence", "kind", "rank", "by_hand", "because")
_MEETING = (
    "offer__title",
    "offer__afterwards",
    "offer__round",
    "slot__label",
    "slot__kind",
    "slot__where",
    "slot__starts",
    "slot__ends",
    "last_slot__ends",
    "room__name",
)
_ROUND = tuple(f"offer__round__{name}" for name in ("name", "state", "zone", "starts_on"))
_GIVER = ("person__first_name", "person__infix", "person__last_name")


def my_day(participation: Participation, *, only_with: Sequence[Meeting] | None = None) -> Day:
    """Lay out somebody's day. Three queries, for this stands on the page people open most.

    Of two weeks nearly all parts are empty. `only_with` leaves those out, as far as that costs
    no question, and keeps the parts of the meetings it names.
    """
    mine: list[Any] = _own(participation=participation.pk)
    places = [signup for signup in mine if signup.state in SEATED]
    turns = [Turn(own, own.position) for own in mine if own.state == SignupState.WAITLISTED]
    givers, given = _given(participation, places)
    here = [one for one in given if one.offer.round_id == participation.round_id]
    parts = []
    slots = None
    if only_with is not None:
        slots = _begun_in([*(own.meeting for own in mine), *here, *only_with])
    if slots is None:
        slots = _slots(round=participation.round_id, participation=participation.pk)
    for slot in slots:
        place = next((seat for seat in places if slots_of(seat.meeting, [slot])), None)
        gives = next((meeting for meeting in here if slots_of(meeting, [slot])), None)
        begun = [meeting for meeting in (place and place.meeting, gives) if meeting]
        parts.append(
            DayPart(
                slot=slot,
                place=place,
                givers=tuple(givers[place.meeting_id]) if place else (),
                gives=gives,
                turns=tuple(turn for turn in turns if turn.signup.meeting.slot_id == slot.pk),
                absent=getattr(slot, "absent", False),
                goes_on=any(meeting.slot_id != slot.pk for meeting in begun),
            )
        )
    return Day(parts, given)


def _begun_in(meetings: Iterable[Meeting]) -> list[Slot] | None:
    """The parts of these meetings, in order of time; None when one of them runs on."""
    slots = {}
    for meeting in meetings:
        if meeting.last_slot_id not in (None, meeting.slot_id):
            return None
        if meeting.slot:
            slots[meeting.slot_id] = meeting.slot
    return sorted(slots.values(), key=lambda one: (one.starts, one.pk))


@prepared
def _own(participation: int) -> QuerySet[Signup]:
    """The places and turns of somebody; each carries its position in the line."""
    return (
        Signup.objects.filter(participation=participation)
        .exclude(state=SignupState.CANCELLED)
        .select_related(
            "meeting__offer", "meeting__slot", "meeting__last_slot", "meeting__room"
        )
        .annotate(position=_place_in_line(), wanted=_wanted_by_others())
        .only(*_OWN, *(f"meeting__{name}" for name in _MEETING))
        .order_by("pk")
    )


@prepared
def _slots(round: int, participation: int) -> QuerySet[Slot]:
    away = Absence.objects.filter(slot=OuterRef("pk"), participation=participation)
    return Slot.objects.filter(round=round).annotate(absent=Exists(away))


def _place_in_line() -> Subquery:
    """How many wait for the same meeting up to and including this one."""
    line = Signup.objects.filter(
        meeting=OuterRef("meeting"),
        state=SignupState.WAITLISTED,
        sequence__lte=OuterRef("sequence"),
    )
    return Subquery(line.order_by().values("meeting").annotate(n=Count("pk")).values("n"))


def _wanted_by_others() -> Exists:
    """Whether somebody would exchange their place for this one."""
    proposed = Exchange.objects.filter(wanted=OuterRef("meeting"), place__state__in=SEATED)
    return Exists(proposed.exclude(place__participation=OuterRef("participation")))


def _given(
    participation: Participation, places: Iterable[Signup]
) -> tuple[dict[int, list[Person]], list[Meeting]]:
    """Who gives what this person sits in, and what this person gives."""
    sits = {seat.meeting_id for seat in places}
    givings = _givings(person=participation.person_id, participation=participation.pk)
    givers: dict[int, list[Person]] = defaultdict(list)
    given = []
    for giving in givings:
        if giving.meeting_id in sits:
            givers[giving.meeting_id].append(giving.person)
        if giving.person_id == participation.person_id:
            given.append(giving.meeting)
    return givers, sorted(given, key=lambda one: (str(one.starts), one.pk))


@prepared
def _givings(person: int, participation: int) -> QuerySet[Giving]:
    sits = Signup.objects.seated().filter(participation=participation).order_by()
    return (
        Giving.objects.filter(Q(person=person) | Q(meeting__in=sits.values("meeting")))
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_related(
            "person",
            "meeting__offer__round",
            "meeting__slot",
            "meeting__last_slot",
            "meeting__room",
        )
        .only(*_GIVER, *(f"meeting__{name}" for name in (*_MEETING, *_ROUND)))
        .order_by("pk")
    )
