"""Ending a kind of mail with one press, without signing in (S2-17, RFC 8058)."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils.timezone import now

from onderling.base.audit import ref
from onderling.mail.actions import queue
from onderling.mail.actions.switches import leave_address, set_switch, who_wants
from onderling.mail.models import Message, Subscription
from onderling.mail.rules import Purpose, Recipient, without_keys
from onderling.mail.tasks import send_waiting
from tests.postbox import Postbox

PRESSED = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def ria(person: Callable[..., Any]) -> Any:
    return person("Ria")


@pytest.fixture
def arrived(postbox: Postbox, ria: Any) -> Callable[[str], Any]:
    """Send Ria a mail of a kind, and give what her mail program reads."""

    def send(kind: str) -> Any:
        to = Recipient(ria.name, ria.email, ref=ref(ria))
        queue(kind, to=to, subject="Wat eruit kwam", body="Dag Ria", now=now())
        send_waiting()
        return message_from_bytes(postbox.arrived[-1][1], policy=default)

    return send


def path_of(address: str) -> str:
    return urlsplit(address.strip("<>")).path


@pytest.mark.parametrize("kind", ["bulletin", "newsletter", "feedback"])
def test_mail_that_one_may_end_says_so_to_the_mail_program(
    kind: str, arrived: Callable[[str], Any], ria: Any
) -> None:
    mail = arrived(kind)
    assert mail["List-Unsubscribe"] == f"<{leave_address(ref(ria), Purpose(kind))}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Subject"] == "Wat eruit kwam"


def test_mail_about_ones_place_has_no_such_button(arrived: Callable[[str], Any]) -> None:
    mail = arrived("place_confirmed")
    assert (mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"]) == (None, None)


def test_a_mail_program_presses_without_a_session_or_a_form(
    arrived: Callable[[str], Any], ria: Any
) -> None:
    """RFC 8058: a POST with one field, no cookie, no redirect."""
    path = path_of(arrived("bulletin")["List-Unsubscribe"])
    answer = Client(enforce_csrf_checks=True).post(path, PRESSED)
    assert answer.status_code == 200
    assert who_wants({ref(ria)}, Purpose.BULLETIN) == set()
    assert who_wants({ref(ria)}, Purpose.FEEDBACK) == {ref(ria)}


def test_opening_the_page_ends_nothing(client: Client, ria: Any) -> None:
    """Mail scanners open every link (S17)."""
    page = client.get(path_of(leave_address(ref(ria), Purpose.BULLETIN)))
    assert "Stuur mij dit niet meer" in page.content.decode()
    assert Subscription.objects.count() == 0


def test_who_pressed_by_mistake_presses_once_more(client: Client, ria: Any) -> None:
    set_switch(ria, Purpose.NEWSLETTER, on=True, now=now())
    path = path_of(leave_address(ref(ria), Purpose.NEWSLETTER))
    gone = client.post(path)
    assert "U krijgt dit niet meer" in gone.content.decode()
    assert who_wants({ref(ria)}, Purpose.NEWSLETTER) == set()
    client.post(path, {"weer": "ja"})
    assert who_wants({ref(ria)}, Purpose.NEWSLETTER) == {ref(ria)}


def test_an_address_that_was_tampered_with_ends_nothing(client: Client, ria: Any) -> None:
    path = path_of(leave_address(ref(ria), Purpose.BULLETIN))
    answer = client.post(path.replace("/niet-meer/W", "/niet-meer/X"))
    assert answer.status_code == 404
    assert Subscription.objects.count() == 0


def test_who_became_one_with_another_record_ends_it_for_who_they_are_now(
    client: Client, ria: Any, person: Callable[..., Any]
) -> None:
    old = person("Ria", "Terpstra")
    path = path_of(leave_address(ref(old), Purpose.BULLETIN))
    old.went_into.create(kept=ria, at=now())
    old.state = old.State.MERGED
    old.save()
    client.post(path, PRESSED)
    assert who_wants({ref(ria)}, Purpose.BULLETIN) == set()


def test_who_reads_the_outbox_cannot_end_it_for_somebody(ria: Any) -> None:
    body = f"Stoppen: {leave_address(ref(ria), Purpose.BULLETIN)}"
    assert without_keys(body).endswith("/niet-meer/…/")
    assert Message.objects.count() == 0
