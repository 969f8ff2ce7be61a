"""Which notes are open to whom, and which workshops said nothing yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from onderling.base.audit import ref
from onderling.base.prepared import prepared
from onderling.offers.models import Giving, Meeting, MeetingQuerySet
from onderling.outcomes.models import Disposition, NoteTaker
from onderling.outcomes.rules.ledger import LedgerState
from onderling.outcomes.rules.notes import may_note
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import ALLOWED, Deed
from onderling.signups.rules import SEATED


def meetings_to_note(person: Person) -> MeetingQuerySet:
    """The meetings whose notes somebody may write: as giver, note-taker or coordinator."""
    return (
        Meeting.objects.on()
        .filter(
            Q(pk__in=Giving.objects.filter(person=person).values("meeting"))
            | Q(pk__in=NoteTaker.objects.filter(person=person).values("meeting"))
            | Q(offer__round__in=Round.objects.managed_by(person).values("pk"))
        )
        .exclude(offer__round__state="cancelled")
    )


def meetings_to_appoint(person: Person) -> MeetingQuerySet:
    """Those for which somebody may say who writes: as giver or coordinator."""
    return meetings_to_note(person).filter(
        Q(pk__in=Giving.objects.filter(person=person).values("meeting"))
        | Q(offer__round__in=Round.objects.managed_by(person).values("pk"))
    )


def begun_in(round: Round, *, now: datetime) -> MeetingQuerySet:
    """The workshops of a round that have begun, with how many notes each has."""
    return (
        Meeting.objects.chosen_from()
        .filter(offer__round=round, slot__starts__lte=now)
        .annotate(noted=Count("notes", distinct=True))
        .select_related("offer", "slot", "last_slot", "room")
        .prefetch_related("givings__person", "note_takers__person")
        .order_by("slot__starts", "room__order", "pk")
    )


def silent_in(round: Round, *, now: datetime) -> list[Meeting]:
    """The workshops that are over and have no note yet."""
    return [one for one in begun_in(round, now=now).filter(notes=None) if _over(one, now)]


def _over(meeting: Meeting, now: datetime) -> bool:
    return meeting.ends is not None and meeting.ends <= now


@dataclass(frozen=True)
class Writer:
    """Somebody who could write the notes, and whether they do."""

    person: Person
    writes: NoteTaker | None


def writers_of(meeting: Meeting) -> list[Writer]:
    """Everybody with a seat there, and who was appointed: who writes stands first."""
    takers = {one.person_id: one for one in meeting.note_takers.select_related("person")}
    seated: Iterable[Any] = Person.objects.present().filter(
        participations__signups__in=meeting.signups.filter(state__in=SEATED)
    )
    people = {person.pk: person for person in seated}
    people |= {pk: one.person for pk, one in takers.items()}
    found = [Writer(person, takers.get(pk)) for pk, person in people.items()]
    return sorted(
        found, key=lambda one: (one.writes is None, one.person.sorted_name.casefold())
    )


def fixed_in(meeting: Meeting) -> set[int]:
    """The positions of notes that somebody is answering: they stand as they are."""
    refs = {ref(note): note.position for note in meeting.notes.all()}
    rows = Disposition.objects.filter(source_ref__in=refs).exclude(
        state=LedgerState.RECEIVED, replaced=None
    )
    return {refs[one] for one in rows.values_list("source_ref", flat=True)}


def to_write_by(person: Person, *, now: datetime) -> list[Meeting]:
    """What this person gives or writes for, and may write down now: one query."""
    return [
        meeting
        for meeting in _own(person=person.pk)
        if may_note(
            allowed=meeting.offer.round.allows(Deed.NOTE), starts=meeting.starts, now=now
        )
    ]


@prepared
def _own(person: int) -> "QuerySet[Meeting]":
    mine = Q(givings__person=person) | Q(note_takers__person=person)
    states = [state for state, deeds in ALLOWED.items() if Deed.NOTE in deeds]
    return (
        Meeting.objects.on()
        .filter(mine, slot__isnull=False, offer__round__state__in=states)
        .select_related("offer__round", "slot")
        .only("offer__title", "offer__round__state", "slot__starts")
        .annotate(noted=Count("notes", distinct=True))
        .order_by("slot__starts", "pk")
    )
