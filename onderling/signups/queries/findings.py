"""What does not fit together in a round."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.offers.models import Giving, Meeting, Slot
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Absence, Lock, Pair, Participation
from onderling.signups.queries.day import slots_of


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
