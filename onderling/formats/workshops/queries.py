"""The programme as people read it: per part of the day, with what is free once it may show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from onderling.base.terms import value_of
from onderling.offers.models import Meeting, Offer, Slot
from onderling.people.models import Person
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.rounds.rules import shows_demand
from onderling.signups.models import Signup
from onderling.signups.rules import SEATED, SignupState


@dataclass(frozen=True)
class Line:
    """One workshop in the list. `left` is None while places are not to be shown."""

    offer: Offer
    meeting: Meeting | None
    givers: list[Person]
    long: bool
    left: int | None = None
    waiting: int = 0
    paid: int = 0
    volunteer: int = 0
    few: int = 0

    @property
    def full(self) -> bool:
        return self.left == 0

    @property
    def scarce(self) -> bool:
        return self.left is not None and self.left <= self.few


@dataclass(frozen=True)
class Part:
    """A part of the day with its workshops; plenary parts and breaks have none."""

    slot: Slot | None
    lines: list[Line]


@dataclass(frozen=True)
class Filters:
    """What somebody looks for. Empty means everything; the address can be shared."""

    word: str = ""
    theme: str = ""
    form: str = ""
    slot: str = ""

    def __bool__(self) -> bool:
        return any((self.word, self.theme, self.form, self.slot))


@dataclass(frozen=True)
class Programme:
    """The whole list, and what there is to choose from in the filters."""

    parts: list[Part]
    shown: int
    all: int
    themes: list[str]
    forms: list[str]
    slots: list[Slot]


def programme_of(round: Round, wanted: Filters) -> Programme:
    """Read the programme. The same number of queries, however many workshops."""
    slots = list(round.slots.all())
    meetings = list(
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
    )
    loose = list(
        round.offers.published()
        .filter(Q(meetings=None) | Q(pk__in=_waiting_for_a_time(round)))
        .exclude(meetings__in=meetings)
        .select_related("theme", "working_form", "organisation")
        .prefetch_related("meetings__givers")
    )
    lines = [*_placed(round, meetings), *(_unplaced(offer) for offer in loose)]
    kept = [line for line in lines if _fits(line, wanted)]
    return Programme(
        parts=_laid_out(slots, kept, wanted),
        shown=len(kept),
        all=len(lines),
        themes=_names(line.offer.theme for line in lines),
        forms=_names(line.offer.working_form for line in lines),
        slots=[slot for slot in slots if slot.kind == Slot.Kind.WORKSHOPS],
    )


def _waiting_for_a_time(round: Round) -> QuerySet[Meeting, int]:
    """The offers whose meeting goes on but has no place in the day yet; not the cancelled."""
    loose = Meeting.objects.on().filter(offer__round=round, slot=None)
    return loose.values_list("offer", flat=True)


def _placed(round: Round, meetings: list[Meeting]) -> list[Line]:
    if not shows_demand(round.state):
        return [
            Line(m.offer, m, list(m.givers.all()), m.last_slot is not None) for m in meetings
        ]
    mix, waiting = _mix(round), _waiting(round)
    few = value_of("few_places")
    return [
        Line(
            m.offer,
            m,
            list(m.givers.all()),
            m.last_slot is not None,
            left=m.seats - m.taken,
            waiting=waiting.get(m.pk, 0),
            paid=mix[m.pk][Group.PAID],
            volunteer=mix[m.pk][Group.VOLUNTEER],
            few=few,
        )
        for m in meetings
    ]


def _unplaced(offer: Offer) -> Line:
    givers = {person.pk: person for m in offer.meetings.all() for person in m.givers.all()}
    return Line(offer, None, list(givers.values()), long=False)


def _mix(round: Round) -> Mapping[int, Mapping[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(map(str, Group), 0))
    rows = Signup.objects.filter(meeting__offer__round=round, state__in=SEATED).order_by()
    for meeting, group, number in rows.values_list("meeting", "participation__group").annotate(
        number=Count("pk")
    ):
        found[meeting][group] = number
    return found


def _waiting(round: Round) -> Mapping[int, int]:
    rows = Signup.objects.filter(
        meeting__offer__round=round, state=SignupState.WAITLISTED
    ).order_by()
    return dict(rows.values_list("meeting").annotate(number=Count("pk")))


def _fits(line: Line, wanted: Filters) -> bool:
    offer, meeting = line.offer, line.meeting
    if wanted.theme and str(offer.theme or "") != wanted.theme:
        return False
    if wanted.form and str(offer.working_form or "") != wanted.form:
        return False
    if wanted.slot and (
        meeting is None or meeting.slot is None or str(meeting.slot.number) != wanted.slot
    ):
        return False
    told = (offer.title, offer.about, offer.afterwards, offer.organisation, *line.givers)
    return wanted.word.casefold() in " ".join(map(str, told)).casefold()


def _laid_out(slots: list[Slot], lines: list[Line], wanted: Filters) -> list[Part]:
    """Put every workshop under its part of the day. A search leaves empty parts out."""
    by_slot: dict[int | None, list[Line]] = defaultdict(list)
    for line in lines:
        by_slot[line.meeting.slot_id if line.meeting else None].append(line)
    parts = [Part(slot, by_slot[slot.pk]) for slot in slots if by_slot[slot.pk] or not wanted]
    if by_slot[None]:
        parts.append(Part(None, by_slot[None]))
    return parts


def _names(things: Iterable[object]) -> list[str]:
    return sorted({str(thing) for thing in things if thing})
