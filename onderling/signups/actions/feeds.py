"""The own programme in somebody's calendar: its secret address, and what stands there."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.calendar_file import Appointment
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting, Slot
from onderling.offers.queries.appointments import meeting_appointment, slot_appointment
from onderling.people.models import Person, new_key
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import CalendarFeed, Participation, Signup
from onderling.signups.rules import SEATED

SIGNER = signing.Signer(sep=".", salt="signups.calendar")
# While a round is here, people have places.
WITH_PLACES = [State.CONFIRMED, State.RUNNING, State.WRAPPING_UP, State.CLOSED]


@write_transaction()
def renew_feed(person: Person, *, by: Person, now: datetime) -> str:
    """Give somebody a new address. The one before, if any, reads nothing from now on."""
    feed, _made = CalendarFeed.objects.update_or_create(
        person=person, defaults={"key": new_key(), "made": now}
    )
    audit.note(by, "renew_calendar_feed", on=person, now=now)
    return address_of(feed)


@write_transaction()
def stop_feed(person: Person, *, by: Person, now: datetime) -> bool:
    """Close somebody's address. Return whether there was one."""
    gone, _kinds = CalendarFeed.objects.filter(person=person).delete()
    if gone:
        audit.note(by, "stop_calendar_feed", on=person, now=now)
    return bool(gone)


def address_of(feed: CalendarFeed) -> str:
    return settings.BASE_ADDRESS + reverse("signups:feed", args=[SIGNER.sign(feed.key)])


def find_feed(token: str) -> CalendarFeed | None:
    """Find whose programme an address reads, unless it was renewed, stopped, or they left."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    found = CalendarFeed.objects.select_related("person").filter(key=key).first()
    if found:
        found.person = found.person.now_is()  # an address of a merged record still reads
    return found if found and found.person.is_active else None


def own_programme(person: Person, *, round: Round | None = None) -> list[Appointment]:
    """Where somebody is expected, by time: places, what they give, parts with everybody.

    A workshop that was called off stays in, as called off; a place that somebody gave back
    does so only in the file of one round, which a calendar adds to what it knew already.
    """
    rows = [
        *_places(person, round),
        *_gives(person, round),
        *_parts(person, round),
    ]
    # Who gives a workshop and holds a place in it has one appointment, the one as giver.
    by_uid = {row.uid: row for row in rows}
    return sorted(by_uid.values(), key=lambda row: (row.starts, row.uid))


def _places(person: Person, round: Round | None) -> list[Appointment]:
    called_off = Q(meeting__state=Meeting.State.CANCELLED)
    shown = Q(state__in=SEATED) | called_off
    taking = Participation.objects.filter(person=person, round__state__in=WITH_PLACES)
    if round:
        shown |= Q(state="cancelled")
        taking = taking.filter(round=round)
    signups = (
        Signup.objects.filter(shown, participation__in=taking)
        .exclude(state="waitlisted")
        .select_related(
            "participation__round",
            "meeting__offer__organisation",
            "meeting__slot",
            "meeting__last_slot",
            "meeting__room",
        )
        .prefetch_related("meeting__givers")
    )
    found = []
    for signup in signups:
        row = meeting_appointment(signup.meeting, signup.participation.round)
        if row and signup.state not in SEATED and not row.called_off:
            row = _given_back(row)
        if row:
            found.append(row)
    return found


def _given_back(row: Appointment) -> Appointment:
    return Appointment(**{**row.__dict__, "called_off": True})


def _gives(person: Person, round: Round | None) -> list[Appointment]:
    meetings = (
        Meeting.objects.filter(givings__person=person)
        .exclude(offer__round__state__in=[State.DRAFT, State.CANCELLED])
        .select_related("offer__round", "offer__organisation", "slot", "last_slot", "room")
        .prefetch_related("givers")
    )
    if round:
        meetings = meetings.filter(offer__round=round)
    says = _("Deze workshop geeft u zelf.")
    found = (meeting_appointment(one, one.offer.round, says=says) for one in meetings)
    return [row for row in found if row]


def _parts(person: Person, round: Round | None) -> list[Appointment]:
    taking = Participation.objects.coming().filter(person=person, round__state__in=WITH_PLACES)
    if round:
        taking = taking.filter(round=round)
    slots = (
        Slot.objects.filter(round__in=taking.values("round"))
        .exclude(kind=Slot.Kind.WORKSHOPS)
        .exclude(absences__participation__person=person)
        .select_related("round")
    )
    return [slot_appointment(slot, slot.round) for slot in slots]
