"""The owner says whom people can ring; it stands under every page and message (X-140)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.base.contact import Contact, change_contact, install_contact
from onderling.base.models import AuditLine, Setting
from onderling.mail.models import Message
from onderling.people.models import Person
from tests.makers import NOON
from tests.proofreader import ProofreadingClient

Make = Callable[..., Any]
pytestmark = pytest.mark.sqlite_only
BEA = Contact("Bea Postma", "088 000 00 09", "op werkdagen", "hulp@voorbeeld.example")


@pytest.fixture
def owner(person: Make, grant: Make) -> Person:
    who: Person = person("Peter", "Dijkgraaf")
    grant(who)
    return who


def foot_of(page: Any) -> str:
    return str(page.content.decode().split("<footer")[1])


def test_what_the_owner_fills_in_stands_under_every_page_at_once(
    owner: Person, sign_in: Make, client: ProofreadingClient
) -> None:
    typed = {"name": BEA.name, "phone": BEA.phone, "hours": BEA.hours, "mail": BEA.mail}
    sign_in(owner).post("/beheer/contact/", typed)
    foot = foot_of(client.get("/inloggen/"))
    assert "Bel Bea Postma:" in foot
    assert 'href="tel:0880000009"' in foot
    assert 'href="mailto:hulp@voorbeeld.example"' in foot
    assert AuditLine.objects.get(deed="change_contact").detail.new["contact_phone"] == BEA.phone


def test_a_rounds_own_contact_goes_before_it(
    owner: Person, study_day: Make, client: ProofreadingClient
) -> None:
    change_contact(BEA, by=owner, now=NOON)
    study_day()
    foot = foot_of(client.get("/ronde/studiedag/"))
    assert "Karin Boshuizen" in foot
    assert "Bea Postma" not in foot


def test_mail_about_no_round_says_whom_to_ring(
    owner: Person, client: ProofreadingClient
) -> None:
    change_contact(BEA, by=owner, now=NOON)
    client.post("/link-kwijt/", {"email": owner.email})
    lines = Message.objects.get(kind="personal_link").body.splitlines()
    assert lines[-2:] == ["Bea Postma (088 000 00 09)", "hulp@voorbeeld.example"]


def test_a_number_is_needed_and_the_same_once_more_is_nothing(
    owner: Person, sign_in: Make
) -> None:
    answer = sign_in(owner).post("/beheer/contact/", {"name": "Bea"})
    assert answer.context["form"].errors["phone"] == ["Vul een nummer in. Niet iedereen mailt."]
    change_contact(BEA, by=owner, now=NOON)
    assert change_contact(BEA, by=owner, now=NOON) is None
    assert Setting.objects.count() == 1


def test_what_stood_there_before_is_filled_in_again(owner: Person, sign_in: Make) -> None:
    change_contact(BEA, by=owner, now=NOON)
    change_contact(Contact("Noor Vermeer", "088 111 11 11"), by=owner, now=NOON)
    assert install_contact().name == "Noor Vermeer"
    page = sign_in(owner).get("/beheer/contact/")
    ((pk, said, _since),) = page.context["earlier"]
    assert said == BEA
    again = sign_in(owner).get("/beheer/contact/", {"van": pk})
    assert again.context["form"]["name"].value() == "Bea Postma"


def test_without_a_number_of_its_own_the_foot_names_the_coordinator_of_a_coming_round(
    study_day: Make, client: ProofreadingClient
) -> None:
    study_day()
    foot = foot_of(client.get("/inloggen/"))
    assert "Bel Karin Boshuizen:" in foot
    assert 'href="tel:0880000000"' in foot


def test_an_owner_without_a_number_is_asked_for_one(owner: Person, sign_in: Make) -> None:
    assert "Er is nog geen telefoonnummer" in sign_in(owner).get("/beheer/").content.decode()
    change_contact(BEA, by=owner, now=NOON)
    page = sign_in(owner).get("/beheer/").content.decode()
    assert "Er is nog geen telefoonnummer" not in page
