"""Makers of this room: a round with answers, notes and quotes, and people invited for it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.feedback.actions.bulletins import save_bulletin, show_bulletin
from onderling.feedback.actions.sending import Telling, send_bulletin
from onderling.feedback.models import Bulletin
from onderling.feedback.rules import Part
from onderling.mail.models import Mailing, Message
from onderling.offers.models import Meeting
from onderling.outcomes.models import Addressee, Contributor, Disposition, OutcomeNote, Quote
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State
from onderling.signups.models import Participation, Signup
from tests.makers import (
    give_role,
    make_meeting,
    make_organisation,
    make_participation,
    make_person,
    make_study_day,
)

NOT = "not_adopted"


@pytest.fixture
def day(db: None) -> Round:
    return make_study_day(state=State.WRAPPING_UP)


@pytest.fixture
def home(day: Round) -> Organisation:
    return day.programme.organisation


@pytest.fixture
def karin(day: Round) -> Person:
    """Karin coordinates the day and belongs to no organisation of it."""
    made = make_person("Karin", "Boshuizen", at=make_organisation("Elders"))
    give_role(made, "coordinator", "round", day.pk)
    return made


@pytest.fixture
def soup(day: Round) -> Meeting:
    return make_meeting(day, "Soep")


@pytest.fixture
def told(day: Round, soup: Meeting) -> Disposition:
    """A request that was refused with a reason, and the note it came from."""
    OutcomeNote.objects.create(
        meeting=soup, position=1, text="Wij willen een sleutel.", made=now(), changed=now()
    )
    manager = Addressee.objects.create(programme=day.programme, role="Teamleider")
    return Disposition.objects.create(
        round=day,
        kind="note",
        text="Geef elke vrijwilliger een sleutel.",
        meeting=soup,
        addressee=manager,
        due=date(2026, 12, 1),
        state="decided",
        decision=NOT,
        reason="De verzekering staat het niet toe.",
        received=now(),
        decided=now(),
    )


@pytest.fixture
def quote(day: Round) -> Callable[..., Quote]:
    def make(text: str = "Ik ga het morgen doen.", level: str = "name", **more: Any) -> Quote:
        return Quote.objects.create(
            round=day, text=text, level=level, text_version="1", agreed=now(), **more
        )

    return make


@pytest.fixture
def invite(day: Round) -> Callable[..., Person]:
    """Somebody on the list of the round, who came unless told otherwise."""

    def make(first: str, *, came: bool = True, **more: Any) -> Person:
        person = make_person(first, **more)
        state = Participation.State.COMING if came else Participation.State.INVITED
        made = make_participation(day, person)
        Participation.objects.filter(pk=made.pk).update(state=state)
        return person

    return make


@pytest.fixture
def bulletin(day: Round, told: Disposition, karin: Person) -> Bulletin:
    save_bulletin(
        day,
        title="Wat eruit kwam",
        intro="Dank u wel.",
        parts=[part for part in Part if part != Part.NUMBERS],
        by=karin,
        now=now(),
    )
    return show_bulletin(day, shown=True, by=karin, now=now())


@pytest.fixture
def sit(invite: Callable[..., Person]) -> Callable[..., Person]:
    """Somebody with a seat in a workshop."""

    def make(first: str, meeting: Meeting, **more: Any) -> Person:
        person = invite(first, **more)
        row = Participation.objects.get(person=person)
        Signup.objects.create(
            participation=row,
            meeting=meeting,
            state="confirmed",
            sequence=meeting.signups.count() + 1,
            since=now(),
        )
        return person

    return make


@pytest.fixture
def send(bulletin: Bulletin, karin: Person, soup: Meeting) -> Callable[[], Mailing]:
    """The bulletin to the outbox; everybody in ‘Soep’ hears of its row."""

    def do() -> Mailing:
        digest = Telling(bulletin).reach.digest
        mailing = send_bulletin(bulletin, digest=digest, by=karin, now=now())
        assert mailing is not None
        return mailing

    return do


@pytest.fixture
def said(told: Disposition, soup: Meeting) -> Disposition:
    Contributor.objects.create(disposition=told, meeting=soup)
    return told


def leave(mailing: Mailing) -> None:
    mailing.messages.filter(channel="mail").update(state="sent")


def own() -> list[str]:
    return list(Message.objects.filter(kind="feedback").values_list("to_name", flat=True))


def state_of(row: Disposition) -> str:
    return Disposition.objects.get(pk=row.pk).state
