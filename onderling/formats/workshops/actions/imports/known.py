"""Gathering what Onderling knows, so that the rules can look at a list without a database."""

from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from onderling.formats.workshops.rules.world import (
    KnownBond,
    KnownMeeting,
    KnownOffer,
    KnownOrganisation,
    KnownParticipation,
    KnownPerson,
    KnownSlot,
    World,
)
from onderling.offers.models import Meeting, Offer, Slot, Theme, WorkingForm
from onderling.people.models import Affiliation, Merge, Organisation, Person
from onderling.rounds.models import Round
from onderling.rounds.queries import partners_of
from onderling.rounds.rules import Audience
from onderling.signups.models import Absence, Lock, Participation, Wish

PERSON_FIELDS = ("phone", "post_address", "contact_by", "place", "access_needs", "diet")
ORGANISATION_FIELDS = (
    "sector",
    "place",
    "country",
    "kind",
    "paid_count",
    "volunteer_count",
    "does",
    "reach",
)
OFFER_FIELDS = (
    *("about", "afterwards", "preparation", "minimum", "maximum", "minutes", "needs"),
    "audience",
)


def world_of(round: Round) -> World:
    """Gather the people, the programme and the wishes of a round: a dozen queries in all."""
    there, meetings = _slots(round), _meetings(round)
    numbers = {slot.id: slot.number for kind, slot in there if kind == Slot.Kind.WORKSHOPS}
    return World(
        people=_people(round, numbers),
        organisations=tuple(
            KnownOrganisation(
                found["pk"],
                found["name"],
                found["code"],
                {key: str(found[key]) for key in ORGANISATION_FIELDS},
            )
            for found in Organisation.objects.values("pk", "name", "code", *ORGANISATION_FIELDS)
        ),
        slots=tuple(slot for kind, slot in there if kind == Slot.Kind.WORKSHOPS),
        rooms=dict(round.rooms.values_list("name", "pk")),
        offers=_offers(round),
        meetings=meetings,
        themes=dict(Theme.objects.values_list("name", "pk")),
        working_forms=dict(WorkingForm.objects.values_list("name", "pk")),
        pair_rows=tuple(
            KnownBond(*row)
            for row in round.pairs.values_list("pk", "kind", "one_id", "other_id", "because")
        ),
        lock_rows=tuple(
            KnownBond(pk, "lock", one, other, because)
            for pk, one, other, because in Lock.objects.filter(participation__round=round)
            .order_by("pk")
            .values_list("pk", "participation_id", "meeting_id", "because")
        ),
        parts=tuple(slot for kind, slot in there if kind != Slot.Kind.WORKSHOPS),
        partners=partners_of(round) if any(one.audience for one in meetings) else None,
        first_day=round.starts_on,
        last_day=round.ends_on,
    )


def _people(round: Round, numbers: dict[int, int]) -> tuple[KnownPerson, ...]:
    here = _participations(round, numbers)
    organisations: dict[int, set[int]] = defaultdict(set)
    for person, organisation in Affiliation.objects.filter(until=None).values_list(
        "person_id", "organisation_id"
    ):
        organisations[person].add(organisation)
    earlier = _earlier_addresses()
    rows = Person.objects.present().values(
        "pk", "first_name", "infix", "last_name", "email", *PERSON_FIELDS
    )
    return tuple(
        KnownPerson(
            row["pk"],
            row["first_name"],
            row["infix"],
            row["last_name"],
            row["email"] or "",
            {key: row[key] for key in PERSON_FIELDS},
            frozenset(organisations[row["pk"]]),
            here.get(row["pk"]),
            earlier[row["pk"]],
        )
        for row in rows.order_by("pk")
    )


def _earlier_addresses() -> dict[int, frozenset[str]]:
    """The addresses of records that went into another, by the person they are now."""
    into = dict(Merge.objects.filter(undone=None).values_list("gone", "kept"))
    found: dict[int, set[str]] = defaultdict(set)
    merged = Person.objects.filter(pk__in=into).exclude(email=None)
    for pk, address in merged.values_list("pk", "email"):
        now_is = pk
        while now_is in into:
            now_is = into[now_is]
        found[now_is].add(str(address))
    return defaultdict(frozenset, {pk: frozenset(some) for pk, some in found.items()})


def _participations(round: Round, numbers: dict[int, int]) -> dict[int, KnownParticipation]:
    """Map each person in the round to their participation, wishes and absences included."""
    wishes: dict[int, dict[int, tuple[str, int | None]]] = defaultdict(dict)
    for participation, meeting, opinion, rank in (
        Wish.objects.filter(participation__round=round)
        .order_by("rank", "pk")
        .values_list("participation_id", "meeting_id", "opinion", "rank")
    ):
        wishes[participation][meeting] = (opinion, rank)
    absent: dict[int, set[int]] = defaultdict(set)
    for participation, slot in Absence.objects.filter(
        participation__round=round, slot__in=numbers
    ).values_list("participation_id", "slot_id"):
        absent[participation].add(numbers[slot])
    return {
        row["person_id"]: KnownParticipation(
            row["pk"],
            row["code"],
            row["group"],
            row["state"],
            row["affiliation_id"],
            row["affiliation__organisation_id"],
            row["affiliation__function"] or "",
            frozenset(absent[row["pk"]]),
            wishes[row["pk"]],
        )
        for row in Participation.objects.filter(round=round)
        .order_by("pk")
        .values(
            "pk",
            "person_id",
            "code",
            "group",
            "state",
            "affiliation_id",
            "affiliation__organisation_id",
            "affiliation__function",
        )
    }


def _slots(round: Round) -> list[tuple[str, KnownSlot]]:
    zone = ZoneInfo(round.zone)
    return [
        (
            slot.kind,
            KnownSlot(
                slot.pk,
                slot.number,
                slot.label,
                f"{slot.starts.astimezone(zone):%H:%M}",
                f"{slot.ends.astimezone(zone):%H:%M}",
                slot.starts,
                slot.ends,
            ),
        )
        for slot in round.slots.all()
    ]


def _offers(round: Round) -> tuple[KnownOffer, ...]:
    names = ("theme__name", "working_form__name", "organisation__name", "organisation__code")
    rows: Any = Offer.objects.filter(round=round).order_by("pk")
    return tuple(
        KnownOffer(
            row["pk"],
            row["code"],
            row["title"],
            row["state"],
            {key: str(row[key]) for key in OFFER_FIELDS}
            | {name.removesuffix("__name"): row[name] or "" for name in names}
            | {"mixed": "ja" if row["mixed"] else "nee"},
        )
        for row in rows.values("pk", "code", "title", "state", "mixed", *OFFER_FIELDS, *names)
    )


def _meetings(round: Round) -> tuple[KnownMeeting, ...]:
    meetings = (
        Meeting.objects.filter(offer__round=round)
        .select_related("offer", "slot", "last_slot", "room")
        .prefetch_related("givings")
        .order_by("pk")
    )
    return tuple(
        KnownMeeting(
            meeting.pk,
            meeting.code,
            meeting.offer.title,
            meeting.offer_id,
            meeting.slot.number if meeting.slot else 0,
            (meeting.last_slot or meeting.slot).number if meeting.slot else 0,
            meeting.room.name if meeting.room else "",
            frozenset(giving.person_id for giving in meeting.givings.all()),
            meeting.minimum,
            meeting.seats,
            meeting.state != Meeting.State.CANCELLED,
            "" if meeting.offer.audience == Audience.EVERYONE else meeting.offer.audience,
            meeting.offer.organisation_id,
        )
        for meeting in meetings
    )
