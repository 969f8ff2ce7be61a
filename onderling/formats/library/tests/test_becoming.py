"""Who gave something hears what became of it: used in, led to, or not and why (X-128)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from onderling.base.audit import ref
from onderling.formats.library.actions import giving, judging
from onderling.formats.library.actions.becoming import lay_before
from onderling.formats.library.actions.telling import tell_what_became
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.tests.conftest import ADDRESS
from onderling.mail.actions.switches import set_switch
from onderling.mail.models import Message
from onderling.mail.rules import Purpose
from onderling.outcomes.actions.answering import Author, decide, finish
from onderling.outcomes.models import Disposition
from onderling.outcomes.rules.ledger import By, Decision, LedgerState
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Made = Callable[..., Contribution]
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def olena(person: Callable[..., Person], grant: Callable[..., object]) -> Person:
    who = person("Olena", "Nowak")
    grant(who, "coordinator")
    return who


@pytest.fixture
def day(study_day: Callable[..., Round]) -> Round:
    return study_day()


@pytest.fixture
def placed(contribution: Made, olena: Person, day: Round) -> Contribution:
    """A tip that was given on the page of the study day, and placed."""
    given = contribution(about=f"/ronde/{day.slug}/")
    return judging.publish(given, by=olena, now=NOON)


def answered(olena: Person, decision: str = Decision.NOT) -> Disposition:
    row = Disposition.objects.get()
    return decide(
        row, decision, "Er is geen kapstok.", who=Author(olena, By.ADDRESSEE), now=NOON
    )


def mails() -> list[Message]:
    return list(Message.objects.filter(kind="contribution_became"))


def test_what_was_given_about_a_round_is_answered_there_by_its_editor(
    placed: Contribution, olena: Person, day: Round, client: Client
) -> None:
    row = Disposition.objects.get()
    assert (row.round, row.kind, row.state) == (day, "contribution", "received")
    assert row.text == "Begin met de jas. Laat iemand meteen iets doen."
    addressee = row.addressee
    assert addressee is not None
    assert (addressee.role, addressee.person) == ("Redactie", olena)
    assert [one.person for one in row.contributors.all()] == [placed.sender]
    page = client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    assert ("Begin met de jas." in page, ADDRESS in page) == (True, False)


def test_the_sender_reads_the_answer_and_is_told_once(
    placed: Contribution, olena: Person, client: Client
) -> None:
    mine = giving.address_of(placed)
    page = client.get(mine).content.decode()
    assert "Redactie antwoordt tot en met" in page
    assert page.count("Laat iemand meteen iets doen.") == 1, "their own words stand there once"
    answered(olena)
    page = client.get(mine).content.decode()
    assert ("Er is geen kapstok." in page, "Antwoord van Redactie" in page) == (True, True)
    assert tell_what_became(now=NOON) == 0, "for an hour it can be taken back"
    assert [tell_what_became(now=LATER), tell_what_became(now=LATER)] == [1, 0]
    (mail,) = mails()
    assert mail.to_address == ADDRESS
    for said in ("‘Begin met de jas’", "Niet overgenomen", "Reden: Er is geen kapstok.", mine):
        assert said in mail.body
    assert Disposition.objects.get().state == LedgerState.TOLD


def test_the_sender_hears_once_more_when_it_is_done(
    placed: Contribution, olena: Person
) -> None:
    row = answered(olena, Decision.ADOPTED)
    tell_what_became(now=LATER)
    a_week = NOON + timedelta(days=7)
    who = Author(olena, By.ADDRESSEE)
    finish(row, text="De kapstok hangt.", who=who, now=a_week)
    hours = [a_week + timedelta(hours=number) for number in (0, 2, 3)]
    assert [tell_what_became(now=moment) for moment in hours] == [0, 1, 0]
    first, second = sorted(mails(), key=lambda mail: mail.pk)
    assert ("Overgenomen. Er is geen" in first.body, "Gedaan" in first.body) == (True, False)
    assert "Gedaan. De kapstok hangt." in second.body


def test_who_wants_no_such_mail_gets_none_and_still_reads_it(
    placed: Contribution, olena: Person, client: Client
) -> None:
    assert placed.sender is not None
    set_switch(placed.sender, Purpose.FEEDBACK, on=False, now=NOON)
    answered(olena)
    assert (tell_what_became(now=LATER), mails()) == (0, [])
    assert "Er is geen kapstok." in client.get(giving.address_of(placed)).content.decode()


def test_about_no_round_the_editor_chooses_one_or_none(
    contribution: Made, olena: Person, day: Round, sign_in: Callable[..., Client]
) -> None:
    first, second = contribution(), contribution("Anders")
    visit = sign_in(olena)
    page = visit.get(f"/bijdragen/beoordelen/{first.pk}/").content.decode()
    assert f'<option value="{day.pk}" selected' in page
    visit.post(f"/bijdragen/beoordelen/{first.pk}/", {"besluit": "plaats", "round": day.pk})
    visit.post(f"/bijdragen/beoordelen/{second.pk}/", {"besluit": "plaats", "round": ""})
    rows = {row.source_ref: row.round for row in Disposition.objects.all()}
    assert rows == {ref(first): day, ref(second): None}
    later = {"besluit": "ronde", "round": day.pk}
    visit.post(f"/bijdragen/beoordelen/{second.pk}/", later)
    visit.post(f"/bijdragen/beoordelen/{second.pk}/", later)
    assert [row.round for row in Disposition.objects.all()] == [day, day]


def test_a_practical_example_is_asked_about_too(
    contribution: Made, olena: Person, day: Round
) -> None:
    given = contribution(about=f"/ronde/{day.slug}/")
    judging.promote(given, Practice(title="De jas", words="Doe het."), by=olena, now=NOON)
    assert Disposition.objects.get().link == f"/bijdragen/{given.pk}/"


@pytest.mark.parametrize("how", ["withdraw", "correct", "take back", "reject"])
def test_what_is_no_longer_to_be_read_stands_in_no_list_of_answers(
    placed: Contribution, olena: Person, how: str, day: Round, client: Client
) -> None:
    """Nobody was asked yet: the row goes. Somebody answered: the words go, the answer stays."""
    answered(olena)
    given = giving.Given("tip", "Nieuw", "Nieuwe tekst", "")
    deeds: dict[str, Callable[[], Any]] = {
        "withdraw": lambda: giving.withdraw(placed, now=NOON),
        "correct": lambda: giving.correct(placed, given, now=NOON),
        "take back": lambda: judging.take_back(placed, by=olena, now=NOON),
        "reject": lambda: judging.reject(placed, "twice", by=olena, now=NOON),
    }
    deeds[how]()
    row = Disposition.objects.get()
    assert (row.text, row.reason) == ("", "Er is geen kapstok.")
    assert (
        "Begin met de jas" not in client.get(f"/ronde/{day.slug}/opbrengst/").content.decode()
    )


def test_a_row_nobody_touched_goes_and_comes_with_its_contribution(
    placed: Contribution, olena: Person, day: Round
) -> None:
    judging.take_back(placed, by=olena, now=NOON)
    assert not Disposition.objects.exists()
    placed.refresh_from_db()
    judging.publish(placed, by=olena, now=NOON)
    assert Disposition.objects.get().text.startswith("Begin met de jas.")
    answered(olena)
    judging.take_back(Contribution.objects.get(), by=olena, now=NOON)
    again = judging.publish(Contribution.objects.get(), by=olena, now=NOON)
    assert Disposition.objects.get().text.startswith("Begin met de jas.")
    assert lay_before(again, day, by=olena, now=NOON) == Disposition.objects.get()
