"""Does mail work here, and what do I want to hear (X-31, X-130)."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.mail.actions.switches import set_switch, who_wants
from onderling.mail.models import Message
from onderling.mail.rules import Purpose, is_wanted, purpose_of
from tests.makers import NOON

pytestmark = pytest.mark.sqlite_only
Maker = Callable[..., Any]


@pytest.fixture
def peter(person: Maker, grant: Maker) -> Any:
    made = person("Peter")
    grant(made)
    return made


def test_the_owner_reads_how_mail_is_set_and_no_password(
    peter: Any, sign_in: Callable[..., Any], settings: Any
) -> None:
    settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD = "mail.voorbeeld.example", "kanarie"
    page = sign_in(peter).get("/beheer/mail/").content.decode()
    assert ["mail.voorbeeld.example" in page, "kanarie" in page, "SPF" in page] == [
        True,
        False,
        True,
    ]


def test_without_a_mail_server_the_page_says_so(
    peter: Any, sign_in: Callable[..., Any]
) -> None:
    page = sign_in(peter).get("/beheer/mail/").content.decode()
    assert "Er is geen mailserver ingesteld" in page


def test_a_proof_goes_to_who_asks_through_the_outbox(
    peter: Any, sign_in: Callable[..., Any]
) -> None:
    client = sign_in(peter)
    page = client.post("/beheer/mail/proef/", follow=True).content.decode()
    proof = Message.objects.get()
    assert (proof.to_address, proof.kind, proof.state) == (peter.email, "mail_check", "queued")
    assert "De proefmail staat klaar." in page
    for _click in range(9):
        client.post("/beheer/mail/proef/")
    assert Message.objects.count() == 6


@pytest.mark.parametrize(
    ("purpose", "answer", "wanted"),
    [
        (Purpose.SERVICE, False, True),
        (Purpose.FEEDBACK, None, True),
        (Purpose.FEEDBACK, False, False),
        (Purpose.NEWSLETTER, None, False),
        (Purpose.NEWSLETTER, True, True),
    ],
)
def test_feedback_goes_on_until_a_no_and_a_newsletter_needs_a_yes(
    purpose: Purpose, answer: bool | None, wanted: bool
) -> None:
    assert is_wanted(purpose, answer) is wanted


def test_a_kind_belongs_to_one_purpose() -> None:
    kinds = ["feedback", "newsletter", "allocation"]
    assert [purpose_of(kind) for kind in kinds] == ["feedback", "newsletter", "service"]


def test_ending_one_does_not_end_the_other(peter: Any, sign_in: Callable[..., Any]) -> None:
    client, ref = sign_in(peter), f"people.person:{peter.pk}"
    client.post("/mijn/berichten/", {"doel": "newsletter", "aan": "ja"})
    client.post("/mijn/berichten/", {"doel": "feedback", "aan": "nee"})
    wants = [bool(who_wants({ref}, one)) for one in Purpose]
    assert wants == [True, False, True, True]
    set_switch(peter, Purpose.FEEDBACK, on=True, now=NOON)
    assert who_wants({ref}, Purpose.FEEDBACK) == {ref}
