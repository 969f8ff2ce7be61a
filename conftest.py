"""Makers for every room's tests: people, organisations, rounds. Standing characters first."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import override_settings

from onderling.offers.models import Giving, Meeting, Offer, Room, Slot
from onderling.offers.rules import OfferState
from onderling.people.models import Affiliation, Membership, Organisation, Person
from onderling.people.rules import Entry, Group, Role, Scope
from onderling.rounds.models import Phase, Programme, Round
from onderling.rounds.rules import State, end_of
from onderling.signups.models import ChoiceRule, Participation
from tests.proofreader import ProofreadingClient

pytest_plugins = ["tests.browser"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser tests' event loop

NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)  # a moment in the wishing phase of `study_day`


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what says nothing new there; pytest counts it as deselected.

    That is a browser, a test that holds pages against a table, and one without a database.
    """
    if connection.vendor == "sqlite":
        return
    left_out = [item for item in items if not _needs_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _needs_a_database(item)]


def _needs_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("sqlite_only") or item.get_closest_marker("browser"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    asks = fixtures & {"db", "transactional_db", "django_db_setup"}
    return bool(asks or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session", autouse=True)
def noon_at_first() -> Iterator[None]:
    """What is made once for many tests is made at noon too."""
    with time_machine.travel(NOON):
        yield


@pytest.fixture(autouse=True)
def noon(noon_at_first: None) -> Iterator[None]:
    """Every test starts at the same moment: no test may lean on the day it runs."""
    with time_machine.travel(NOON):
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Serve static files as they are: hashed names exist only after collecting them."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def client() -> ProofreadingClient:
    """Stand in for the ordinary client, so that every test of a page proof-reads it."""
    return ProofreadingClient()


@pytest.fixture
def sign_in() -> Callable[..., ProofreadingClient]:
    """Sign somebody in, through the door that `entry` names."""

    def enter(
        person: Person, client: ProofreadingClient | None = None, *, entry: str = Entry.CODE
    ) -> ProofreadingClient:
        client = client or ProofreadingClient()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["entry"] = str(entry)
        session.save()
        return client

    return enter


@pytest.fixture
def organisation(db: None) -> Callable[..., Organisation]:
    def make(name: str = "Welzijn Havermonde") -> Organisation:
        return Organisation.objects.get_or_create(name=name)[0]

    return make


@pytest.fixture
def person(organisation: Callable[..., Organisation]) -> Callable[..., Person]:
    """Make a person: `person("Ria", group=Group.VOLUNTEER)`."""

    def make(
        first: str = "",
        last: str = "Terpstra",
        *,
        group: str = Group.PAID,
        at: Organisation | None = None,
        **fields: Any,
    ) -> Person:
        number = Person.objects.count() + 1
        first = first or f"Mens{number}"
        fields.setdefault("email", f"{first}.{number}@voorbeeld.example")
        made = Person.objects.create(
            first_name=first, last_name=last, state=Person.State.GUEST, **fields
        )
        Affiliation.objects.create(person=made, organisation=at or organisation(), group=group)
        return made

    return make


@pytest.fixture
def grant(db: None) -> Callable[..., Membership]:
    def give(
        who: Person, role: str = Role.OWNER, scope: str = Scope.NETWORK, scope_id: int = 0
    ) -> Membership:
        return Membership.objects.create(
            person=who, role=role, scope=scope, scope_id=scope_id, since=NOON
        )

    return give


@pytest.fixture
def study_day(organisation: Callable[..., Organisation]) -> Callable[..., Round]:
    """Make a study day on 10 December 2026 with slots and an open wishing phase."""

    def make(*, slots: int = 3, state: str = State.OPEN, slug: str = "studiedag") -> Round:
        programme = Programme.objects.get_or_create(
            name="Studiedag", organisation=organisation()
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

    return make


@pytest.fixture
def meeting(db: None) -> Callable[..., Meeting]:
    """Make a published workshop in a slot: `meeting(round, "Soep", slot=1, seats=4)`."""

    def make(
        of: Round,
        title: str = "Soep als gespreksleider",
        *,
        slot: int = 1,
        seats: int = 4,
        minimum: int = 1,
        giver: Person | None = None,
        room: str = "",
    ) -> Meeting:
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

    return make


@pytest.fixture
def participation(person: Callable[..., Person]) -> Callable[..., Participation]:
    """Let somebody take part: `participation(round, ria)`; a new person when none is given."""

    def make(of: Round, who: Person | None = None, **fields: Any) -> Participation:
        who = who or person()
        affiliation = who.affiliations.first()
        fields.setdefault("state", Participation.State.COMING)
        return Participation.objects.create(
            round=of,
            person=who,
            affiliation=affiliation,
            group=affiliation.group if affiliation else Group.OTHER,
            **fields,
        )

    return make
