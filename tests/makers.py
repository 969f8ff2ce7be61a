"""What a test needs to exist: people, organisations, rounds, workshops, who takes part.

Plain functions, so that one test or all tests of a file can be given what they make; the
fixtures of conftest.py hand them out.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from onderling.offers.models import Giving, Meeting, Offer, Room, Slot
from onderling.offers.rules import OfferState
from onderling.people.models import Affiliation, Membership, Organisation, Person
from onderling.people.rules import Entry, Group, Role, Scope
from onderling.rounds.models import Phase, Programme, Round
from onderling.rounds.rules import State, end_of
from onderling.signups.models import ChoiceRule, Participation
from tests.proofreader import ProofreadingClient

NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)  # a moment in the wishing phase of a study day


def sign_in_as(
    person: Person, client: Client | None = None, *, entry: str = Entry.CODE
) -> Client:
    """Sign somebody in, through the door that `entry` names."""
    client = client or ProofreadingClient()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["entry"] = str(entry)
    session["since"] = now().isoformat()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client


def make_organisation(name: str = "Welzijn Havermonde") -> Organisation:
    return Organisation.objects.get_or_create(name=name)[0]


def make_person(
    first: str = "",
    last: str = "Terpstra",
    *,
    group: str = Group.PAID,
    at: Organisation | None = None,
    **fields: Any,
) -> Person:
    """Make a person: `person("Ria", group=Group.VOLUNTEER)`."""
    number = Person.objects.count() + 1
    first = first or f"Mens{number}"
    fields.setdefault("email", f"{first}.{number}@voorbeeld.example")
    made = Person.objects.create(
        first_name=first, last_name=last, state=Person.State.GUEST, **fields
    )
    Affiliation.objects.create(person=made, organisation=at or make_organisation(), group=group)
    return made


def give_role(
    who: Person, role: str = Role.OWNER, scope: str = Scope.NETWORK, scope_id: int = 0
) -> Membership:
    return Membership.objects.create(
        person=who, role=role, scope=scope, scope_id=scope_id, since=NOON
    )


def make_study_day(
    *, slots: int = 3, state: str = State.OPEN, slug: str = "studiedag"
) -> Round:
    """Make a study day on 10 December 2026 with slots and an open wishing phase."""
    programme = Programme.objects.get_or_create(
        name="Studiedag", organisation=make_organisation()
    )[0]
    day = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
    made = Round.objects.create(
        programme=programme,
        name="Studiedag 2026",
        slug=slug,
        preset="studiedag",
        state=state,
        starts_on=day.date(),
        ends_on=day.date(),
        contact_name="Karin Boshuizen",
        contact_phone="088 000 00 00",
        seed="2026-11-12",
        seed_since=NOON,
    )
    ChoiceRule.objects.create(round=made, points=[100, 90, 81], mix_paid=0, mix_volunteer=0)
    Phase.objects.create(
        round=made,
        kind=Phase.Kind.WISHING,
        label="Wensen doorgeven",
        opens=NOON - timedelta(days=7),
        closes=end_of((NOON + timedelta(days=17)).date(), made.zone),
    )
    for number in range(1, slots + 1):
        starts = day + timedelta(minutes=90 * (number - 1))
        Slot.objects.create(
            round=made,
            number=number,
            label=f"Ronde {number}",
            starts=starts,
            ends=starts + timedelta(minutes=75),
        )
    return made


def make_meeting(
    of: Round,
    title: str = "Soep als gespreksleider",
    *,
    slot: int = 1,
    seats: int = 4,
    minimum: int = 1,
    giver: Person | None = None,
    room: str = "",
) -> Meeting:
    """Make a published workshop in a slot: `meeting(round, "Soep", slot=1, seats=4)`."""
    offer = Offer.objects.create(
        round=of,
        title=title,
        minimum=minimum,
        maximum=seats,
        state=OfferState.PUBLISHED,
        maker=giver,
        mixed=False,
    )
    made = Meeting.objects.create(
        offer=offer,
        slot=of.slots.get(number=slot),
        seats=seats,
        minimum=minimum,
        room=Room.objects.get_or_create(round=of, name=room)[0] if room else None,
    )
    if giver:
        Giving.objects.create(meeting=made, person=giver)
    return made


def make_participation(of: Round, who: Person | None = None, **fields: Any) -> Participation:
    """Let somebody take part: `participation(round, ria)`; a new person when none is given."""
    who = who or make_person()
    affiliation = who.affiliations.first()
    fields.setdefault("state", Participation.State.COMING)
    return Participation.objects.create(
        round=of,
        person=who,
        affiliation=affiliation,
        group=affiliation.group if affiliation else Group.OTHER,
        **fields,
    )
