"""Questions that need more than a queryset: what does not fit together, somebody's own day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.offers.models import Giving, Meeting, Offer, Slot
from onderling.people.models import Person
from onderling.people.rules import Role
from onderling.rounds.models import Round
from onderling.signups.models import Absence, Lock, Pair, Participation, Signup, Wish
from onderling.signups.rules import SEATED, SignupState


class Severity(StrEnum):
    """How much it matters: it cannot go on like this, or somebody should look at it."""

    WRONG = "wrong"
    LOOK = "look"


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit, in a sentence; `refs` name what it is about."""

    kind: str
    severity: Severity
    sentence: str
    refs: tuple[str, ...]

    @property
    def people(self) -> set[int]:
        """Whom it is about."""
        own = f"{Person._meta.label_lower}:"
        return {int(name.removeprefix(own)) for name in self.refs if name.startswith(own)}


def findings_of(round: Round) -> list[Finding]:
    """List what does not fit together in this round, the worst first.

    Five queries, however large the round is: this stands on the overview page.
    """
    slots = list(round.slots.filter(kind=Slot.Kind.WORKSHOPS))
    givings = list(
        Giving.objects.filter(meeting__offer__round=round, meeting__slot__isnull=False)
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_related("person", "meeting__offer", "meeting__slot", "meeting__last_slot")
        .order_by("meeting__slot__starts", "meeting__code", "pk")
    )
    absent: dict[int, set[int]] = defaultdict(set)
    people: dict[int, Participation] = {}
    for absence in Absence.objects.filter(participation__round=round).select_related(
        "participation"
    ):
        absent[absence.participation_id].add(absence.slot_id)
        people[absence.participation.person_id] = absence.participation
    found = [
        *_double_givers(givings, slots),
        *_absent_givers(givings, people, absent, slots),
        *_pairs_apart(round, absent, {slot.pk for slot in slots}),
        *_locked_absent(round, absent, slots, givings),
    ]
    return sorted(found, key=lambda finding: finding.severity != Severity.WRONG)


def slots_of(meeting: Meeting, slots: Iterable[Slot]) -> list[Slot]:
    """List the slots that a meeting takes: more than one when it runs on."""
    starts, ends = meeting.starts, meeting.ends
    if starts is None or ends is None:
        return []
    return [slot for slot in slots if slot.starts < ends and starts < slot.ends]


def _double_givers(givings: list[Giving], slots: list[Slot]) -> list[Finding]:
    given: dict[Person, list[Meeting]] = defaultdict(list)
    for giving in givings:
        given[giving.person].append(giving.meeting)
    return [
        Finding(
            "double_giver",
            Severity.WRONG,
            _("{name} geeft in {slot} twee workshops: ‘{one}’ en ‘{other}’.").format(
                name=person.name,
                slot=_lower(str(shared[0])),
                one=one.offer.title,
                other=other.offer.title,
            ),
            (ref(person), ref(one), ref(other)),
        )
        for person, meetings in given.items()
        for one, other in combinations(meetings, 2)
        if (shared := [s for s in slots_of(one, slots) if s in slots_of(other, slots)])
    ]


def _absent_givers(
    givings: list[Giving],
    people: dict[int, Participation],
    absent: dict[int, set[int]],
    slots: list[Slot],
) -> list[Finding]:
    found = []
    for giving in givings:
        participation = people.get(giving.person_id)
        if participation is None:
            continue
        away = absent[participation.pk]
        missed = [slot for slot in slots_of(giving.meeting, slots) if slot.pk in away]
        if missed:
            sentence = _("{name} geeft ‘{title}’ in {slot}, maar staat daar als afwezig.")
            found.append(
                Finding(
                    "absent_giver",
                    Severity.WRONG,
                    sentence.format(
                        name=giving.person.name,
                        title=giving.meeting.offer.title,
                        slot=_lower(str(missed[0])),
                    ),
                    (ref(giving.person), ref(giving.meeting)),
                )
            )
    return found


def _pairs_apart(
    round: Round, absent: dict[int, set[int]], all_slots: set[int]
) -> list[Finding]:
    """Find people who want to be together and are never there at the same time."""
    wanted = round.pairs.exclude(kind=Pair.Kind.APART).select_related(
        "one__person", "other__person"
    )
    sentence = _("{one} en {other} willen samen, maar zijn nooit in dezelfde ronde aanwezig.")
    return [
        Finding(
            "pair_never_together",
            Severity.LOOK,
            sentence.format(one=pair.one.person.name, other=pair.other.person.name),
            (ref(pair.one.person), ref(pair.other.person)),
        )
        for pair in wanted
        if all_slots and all_slots <= absent[pair.one_id] | absent[pair.other_id]
    ]


def _locked_absent(
    round: Round, absent: dict[int, set[int]], slots: list[Slot], givings: list[Giving]
) -> list[Finding]:
    """Find people who are fixed in a meeting while they are away; givers are told above."""
    given = {(giving.meeting_id, giving.person_id) for giving in givings}
    locks = (
        Lock.objects.filter(participation__round=round)
        .exclude(Q(meeting__slot=None) | Q(meeting__state=Meeting.State.CANCELLED))
        .select_related(
            "participation__person", "meeting__offer", "meeting__slot", "meeting__last_slot"
        )
        .order_by("pk")
    )
    sentence = _("{name} staat vast in ‘{title}’, maar is in {slot} afwezig.")
    found = []
    for lock in locks:
        away = absent[lock.participation_id]
        missed = [slot for slot in slots_of(lock.meeting, slots) if slot.pk in away]
        if missed and (lock.meeting_id, lock.participation.person_id) not in given:
            found.append(
                Finding(
                    "locked_absent",
                    Severity.WRONG,
                    sentence.format(
                        name=lock.participation.person.name,
                        title=lock.meeting.offer.title,
                        slot=_lower(str(missed[0])),
                    ),
                    (ref(lock.participation.person), ref(lock.meeting)),
                )
            )
    return found


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


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
    gives: Meeting | None
    turns: tuple[Turn, ...]
    absent: bool
    goes_on: bool


def my_day(participation: Participation) -> list[DayPart]:
    """Lay out somebody's day, plenary parts and breaks included (X-135). Six queries."""
    mine = list(
        participation.signups.exclude(state=SignupState.CANCELLED)
        .select_related(
            "meeting__offer__organisation",
            "meeting__offer__working_form",
            "meeting__slot",
            "meeting__last_slot",
            "meeting__room",
        )
        .prefetch_related("meeting__givers")
    )
    places = [signup for signup in mine if signup.state in SEATED]
    turns = _turns([signup for signup in mine if signup.state == SignupState.WAITLISTED])
    given = list(
        Meeting.objects.on()
        .filter(givings__person=participation.person_id, offer__round=participation.round_id)
        .select_related("offer", "slot", "last_slot", "room")
    )
    absent = set(participation.absences.values_list("slot", flat=True))
    day = []
    for slot in participation.round.slots.all():
        place = next((seat for seat in places if slots_of(seat.meeting, [slot])), None)
        gives = next((meeting for meeting in given if slots_of(meeting, [slot])), None)
        begun = [meeting for meeting in (place and place.meeting, gives) if meeting]
        day.append(
            DayPart(
                slot=slot,
                place=place,
                gives=gives,
                turns=tuple(turn for turn in turns if turn.signup.meeting.slot_id == slot.pk),
                absent=slot.pk in absent,
                goes_on=any(meeting.slot_id != slot.pk for meeting in begun),
            )
        )
    return day


def _turns(waiting: list[Signup]) -> list[Turn]:
    line: dict[int, list[int]] = defaultdict(list)
    rows = Signup.objects.waiting().filter(meeting__in=[own.meeting_id for own in waiting])
    for meeting, sequence in rows.values_list("meeting", "sequence"):
        line[meeting].append(sequence)
    return [
        Turn(own, sum(1 for s in line[own.meeting_id] if s <= own.sequence)) for own in waiting
    ]


def with_numbers(people: QuerySet[Participation]) -> QuerySet[Participation]:
    """Add how many wishes and how many places each of these has."""
    mine = {"participation": OuterRef("pk")}
    wishes = Wish.objects.filter(rank__isnull=False, **mine)
    places = Signup.objects.seated().filter(**mine)
    return people.annotate(wished=_number_of(wishes), seated=_number_of(places))


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    # A subquery each: joining both would multiply wishes by places.
    counted = rows.order_by().values("participation").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def people_in_reach(by: Person) -> QuerySet[Person]:
    """Whom a coordinator may correct: who takes part in, gives in or offered to own rounds."""
    present = Person.objects.present()
    if by.holds(Role.OWNER):
        return present
    mine = Round.objects.managed_by(by).values("pk")
    return present.filter(
        Q(pk__in=Participation.objects.filter(round__in=mine).values("person"))
        | Q(pk__in=Giving.objects.filter(meeting__offer__round__in=mine).values("person"))
        | Q(pk__in=Offer.objects.filter(round__in=mine).values("maker"))
    )
