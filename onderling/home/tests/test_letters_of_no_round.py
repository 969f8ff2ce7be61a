"""Who has no mail and is in no round has a letter that an owner prints and ticks off (X-40)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import time_machine

from onderling.base.audit import ref
from onderling.base.models import AuditLine
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.people.actions.clearing import clear
from onderling.people.actions.staying import tell_who_goes
from onderling.people.models import Going, Person
from onderling.rounds.rules import State
from tests.makers import NOON

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
PAGE, PRINT, CLEARING = "/beheer/bellen/", "/beheer/bellen/brieven/", "/beheer/weggooien/"
TOLD = date(2027, 11, 4)  # nobody was in a round: two weeks before a year after they came


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Any) -> None:
    settings.DATA, settings.EMAIL_HOST = tmp_path, ""


def at(day: date) -> datetime:
    return NOON + (day - NOON.date())


def night(day: date) -> None:
    tell_who_goes(now=at(day))
    clear(now=at(day))


@pytest.fixture
def peter(person: Make, grant: Make) -> Person:
    made: Person = person("Peter")
    grant(made)
    return made


@pytest.fixture
def bep(person: Make) -> Person:
    made: Person = person("Bep", "Bakker", email=None, phone="06 12 34 56 78")
    return made


@pytest.mark.parametrize("reached_by", ["no mail", "rather rung"])
def test_an_owner_prints_and_ticks_off_and_two_weeks_later_the_card_goes(
    reached_by: str, bep: Person, peter: Person, sign_in: Make
) -> None:
    if reached_by == "rather rung":
        Person.objects.filter(pk=bep.pk).update(
            email="bep@voorbeeld.example", contact_by="phone"
        )
    night(TOLD)
    night(date(2028, 1, 20))
    bep.refresh_from_db()
    assert bep.is_active
    letter = Message.objects.get(kind="card_goes")
    with time_machine.travel(at(date(2028, 1, 20)), tick=False):
        client = sign_in(peter)
        assert f'href="{PAGE}"' in client.get(CLEARING).content.decode()
        page = client.get(PAGE).content.decode()
        assert 'href="tel:0612345678"' in page
        assert "0 van 1 zijn bereikt." in page
        sheets = client.get(PRINT).context["rows"]
        assert [row["message"] for row in sheets] == [letter]
        assert "/blijven/" in sheets[0]["body"]
        said = client.post(f"{PAGE}{letter.pk}/", {"bereikt": "ja"}, follow=True)
        assert "Iedereen is bereikt" in said.content.decode()
        assert client.get(PRINT).context["rows"] == []
        assert f'href="{PAGE}"' not in client.get(CLEARING).content.decode()
    assert AuditLine.objects.get(deed="tick_reached").object_ref == ref(letter)
    night(date(2028, 2, 2))
    bep.refresh_from_db()
    assert bep.is_active
    night(date(2028, 2, 3))
    bep.refresh_from_db()
    assert not bep.is_active
    assert sign_in(peter).get(f"{PAGE}?toon=alles").context["rows"] == []


def test_a_tick_that_is_taken_back_keeps_the_card(
    bep: Person, peter: Person, sign_in: Make
) -> None:
    night(TOLD)
    letter = Message.objects.get(kind="card_goes")
    with time_machine.travel(at(TOLD), tick=False):
        client = sign_in(peter)
        client.post(f"{PAGE}{letter.pk}/", {"bereikt": "ja"})
        back = client.post(f"{PAGE}{letter.pk}/", {"bereikt": "nee", "toon": "bereikt"})
    assert back["Location"] == f"{PAGE}?toon=bereikt"
    night(date(2028, 1, 20))
    bep.refresh_from_db()
    assert bep.is_active


def test_only_an_owner_sees_it_and_nothing_of_a_round_or_secret(
    bep: Person, peter: Person, person: Make, grant: Make, study_day: Make, sign_in: Make
) -> None:
    day = study_day(state=State.CONFIRMED)
    to: dict[str, Any] = {"to": Recipient("Cis Kok", ""), "subject": "Dag", "body": "Dag"}
    queue("notice", scope_ref=f"rounds.round:{day.pk}", now=NOON, **to)
    queue("notice", secret=True, now=NOON, **to)
    mine = queue("notice", now=NOON, **to)
    karin = person("Karin")
    grant(karin, "coordinator")
    hers, his = sign_in(karin), sign_in(peter)
    assert [row["message"] for row in his.get(PAGE).context["rows"]] == [mine]
    assert [hers.get(page).status_code for page in (PAGE, PRINT)] == [404, 404]
    others = Message.objects.exclude(pk=mine.pk).values_list("pk", flat=True)
    tried = [his.post(f"{PAGE}{pk}/", {"bereikt": "ja"}).status_code for pk in others]
    assert tried == [404, 404]


def test_an_owner_notes_that_a_mail_of_no_round_came_back(
    person: Make, peter: Person, sign_in: Make
) -> None:
    """The letter stands in the list the next hour, and its person stays until it is ticked."""
    cis = person("Cis", "Kok", email="cis@voorbeeld.example")
    night(TOLD)
    mail = Message.objects.get(kind="card_goes")
    client = sign_in(peter)
    assert "Kwam een e-mail terug?" not in client.get(PAGE).content.decode()
    Message.objects.filter(pk=mail.pk).update(state="sent", sent=at(TOLD))
    assert f'href="{PAGE}{mail.pk}/kwam-terug/"' in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}{mail.pk}/kwam-terug/").content.decode()
    assert f'action="{PAGE}{mail.pk}/kwam-terug/"' in page
    assert client.post(f"{PAGE}{mail.pk}/kwam-terug/", {"kind": ""}).status_code == 200
    assert client.post(f"{PAGE}{mail.pk}/kwam-terug/", {"kind": "hard"}).url == PAGE
    for today in (date(2027, 11, 5), date(2027, 11, 18), date(2028, 1, 20)):
        night(today)
    cis.refresh_from_db()
    assert cis.is_active
    (row,) = sign_in(peter).get(PAGE).context["rows"]
    assert (row["message"].to_name, row["person"]) == ("Cis Kok", cis)


@pytest.mark.parametrize("became", ["refused", "unknown"])
def test_a_mail_of_no_round_that_nobody_can_judge_becomes_a_letter(
    became: str, person: Make, peter: Person, sign_in: Make
) -> None:
    person("Cis", "Kok", email="cis@voorbeeld.example")
    night(TOLD)
    Message.objects.filter(kind="card_goes").update(state=became)
    night(date(2027, 11, 5))
    night(date(2027, 11, 6))
    rows = sign_in(peter).get(PAGE).context["rows"]
    assert [row["message"].to_name for row in rows] == ["Cis Kok"]


def test_who_may_not_print_it_reads_who_does(
    bep: Person, person: Make, grant: Make, sign_in: Make
) -> None:
    karin = person("Karin")
    grant(karin, "coordinator")
    night(TOLD)
    assert Going.objects.filter(person=bep).exists()
    page = sign_in(karin).get(CLEARING).content.decode()
    assert "Een beheerder drukt die af, of belt." in page
    assert PAGE not in page


def test_an_empty_list_says_what_will_come(peter: Person, sign_in: Make) -> None:
    client = sign_in(peter)
    assert "Niemand om te bellen" in client.get(PAGE).content.decode()
    assert "Er zijn geen brieven meer te versturen." in client.get(PRINT).content.decode()
    assert f'href="{PAGE}"' in client.get("/beheer/").content.decode()
