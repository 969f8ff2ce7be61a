"""Bringing people in and changing what we know of them (X-35, S0-2, S21)."""

from collections.abc import Callable

import pytest

from onderling.base.errors import Refused
from onderling.base.models import AuditDetail
from onderling.people.actions.consent import answer_consent, consents_of
from onderling.people.actions.persons import (
    affiliate,
    change_person,
    find_person,
    make_person,
    recipient,
)
from onderling.people.models import Consent, Organisation, Person
from onderling.people.rules import Group, consent_after, may_keep_phone
from tests.makers import NOON

MakePerson = Callable[..., Person]


def test_a_person_is_found_in_whatever_capitals(db: None) -> None:
    ria = make_person(first_name="Ria", email=" Ria@Voorbeeld.Example ", now=NOON)
    assert find_person("RIA@voorbeeld.example") == ria
    assert find_person("") is None


def test_two_people_cannot_share_an_address(db: None) -> None:
    make_person(first_name="Ria", email="ria@voorbeeld.example", now=NOON)
    with pytest.raises(Refused):
        make_person(first_name="Rie", email="Ria@voorbeeld.example", now=NOON)


def test_people_without_mail_are_normal(db: None) -> None:
    made = [make_person(first_name=name, now=NOON) for name in ("Ria", "Bep")]
    assert [one.email for one in made] == [None, None]


def test_a_name_is_one_line(db: None) -> None:
    """S21: nothing that is typed as a name can begin a new header."""
    made = make_person(first_name="Ria\r\nBcc: x@evil.example", now=NOON)
    assert made.name == "Ria Bcc: x@evil.example"


def test_one_is_paid_here_and_a_volunteer_there(
    person: MakePerson, organisation: Callable[..., Organisation]
) -> None:
    """S0-2: the role belongs to the relation, not to the person."""
    ria = person(group=Group.PAID)
    affiliate(ria, organisation("Voedselbank"), group=Group.VOLUNTEER, function="chauffeur")
    affiliate(ria, organisation("Voedselbank"), group=Group.VOLUNTEER)
    bonds = {(str(one.organisation), one.group, one.function) for one in ria.affiliations.all()}
    assert bonds == {
        ("Welzijn Havermonde", "paid", ""),
        ("Voedselbank", "volunteer", "chauffeur"),
    }


def test_a_change_is_written_down_with_what_it_was(person: MakePerson) -> None:
    ria = person("Ria")
    change_person(ria, by=ria, now=NOON, diet="geen noten", place="")
    detail = AuditDetail.objects.get()
    assert (detail.old, detail.new) == ({"diet": ""}, {"diet": "geen noten"})


def test_the_address_does_not_change_by_the_way(person: MakePerson) -> None:
    with pytest.raises(TypeError):
        change_person(person(), by=None, now=NOON, email="x@voorbeeld.example")


@pytest.mark.parametrize(
    ("email", "by", "channel"),
    [
        ("ria@voorbeeld.example", Person.Contact.MAIL, "mail"),
        ("ria@voorbeeld.example", Person.Contact.PHONE, "letter"),
        (None, Person.Contact.MAIL, "letter"),
    ],
)
def test_who_has_no_mail_or_asks_to_be_rung_gets_a_letter_or_a_call(
    person: MakePerson, email: str | None, by: str, channel: str
) -> None:
    ria = person("Ria", email=email, contact_by=by)
    assert (recipient(ria).channel, recipient(ria).ref) == (channel, f"people.person:{ria.pk}")


@pytest.mark.parametrize(
    ("email", "by", "may"),
    [("", "mail", True), ("a@b.nl", "mail", False), ("a@b.nl", "phone", True)],
)
def test_a_number_is_kept_only_with_a_reason(email: str, by: str, may: bool) -> None:
    assert may_keep_phone(email, by) is may


@pytest.mark.parametrize(
    ("last", "answer", "kept"),
    [
        ("", "given", "given"),
        ("", "refused", "refused"),
        ("", "withdrawn", "refused"),
        ("given", "refused", "withdrawn"),
        ("given", "withdrawn", "withdrawn"),
        ("withdrawn", "refused", "withdrawn"),
        ("refused", "given", "given"),
    ],
)
def test_no_after_yes_is_a_withdrawal(last: str, answer: str, kept: str) -> None:
    assert consent_after(last, answer) == kept


def test_every_answer_stays_and_the_last_one_counts(person: MakePerson) -> None:
    """X-35."""
    ria, photo = person(), Consent.Purpose.PHOTO
    for answer in ("given", "given", "withdrawn", "given"):
        answer_consent(ria, photo, answer, channel="web", now=NOON)
    assert [one.answer for one in ria.consents.all()] == ["given", "withdrawn", "given"]
    assert consents_of(ria)["photo"].answer == "given"
    kept = ria.consents.latest("pk")
    assert (kept.text_version, kept.channel, kept.at) == ("2026-1", "web", NOON)
