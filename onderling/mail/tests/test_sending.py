"""Sending from the outbox: claimed once, never twice, doubt said aloud (S21, S22, S23)."""

import email
import email.policy
from collections.abc import Callable
from datetime import timedelta
from email.headerregistry import AddressHeader
from typing import Any

import pytest
from django.db import connection
from django.utils.timezone import now

from onderling.mail.models import Message
from onderling.mail.rules import is_final, pause
from onderling.mail.tasks import forget_bodies, judge_leftovers, send_waiting

State = Message.State
Mail = Callable[..., Message]


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("to_address", "state"))


def test_what_waits_is_sent_and_says_when(postbox: Any, mail: Mail) -> None:
    first = mail()
    assert send_waiting() == 1
    first.refresh_from_db()
    assert (first.state, first.attempts, first.sent is not None) == (State.SENT, 1, True)
    ((to, text),) = postbox.arrived
    read = email.message_from_bytes(text, policy=email.policy.default)
    assert (to, read["Subject"], read["Message-ID"]) == (
        "ria@voorbeeld.example",
        "Uw wensen zijn binnen",
        first.message_id,
    )
    assert read.get_content().replace("\r\n", "\n") == first.body


def test_nothing_is_sent_twice(postbox: Any, mail: Mail) -> None:
    mail()
    assert [send_waiting(), send_waiting(), len(postbox.arrived)] == [1, 0, 1]


def test_without_a_mail_server_messages_wait(settings: Any, mail: Mail) -> None:
    settings.EMAIL_HOST = ""
    mail()
    assert (send_waiting(), Message.objects.get().state) == (0, State.QUEUED)


def test_letters_and_what_is_for_later_stay(postbox: Any, mail: Mail) -> None:
    mail(channel="letter")
    mail(not_before=now() + timedelta(days=1))
    assert (send_waiting(), postbox.arrived) == (0, [])


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("full@voorbeeld.example", State.QUEUED),
        ("later@voorbeeld.example", State.QUEUED),
        ("gone@voorbeeld.example", State.REFUSED),
        ("spam@voorbeeld.example", State.REFUSED),
        ("cut@voorbeeld.example", State.QUEUED),
        ("lost@voorbeeld.example", State.UNKNOWN),
    ],
)
def test_each_answer_of_the_server_has_its_own_end(
    postbox: Any, mail: Mail, address: str, state: str
) -> None:
    message = mail(address)
    send_waiting()
    send_waiting()  # at once: back-off says not yet, and doubt is never sent again
    message.refresh_from_db()
    assert (message.state, message.attempts) == (state, 1)
    assert message.error.startswith("Reden: ")


def test_one_bad_address_does_not_hold_up_the_others(postbox: Any, mail: Mail) -> None:
    for name in ("gone", "ria", "full", "bep"):
        mail(f"{name}@voorbeeld.example")
    assert send_waiting() == 2
    assert {name.split("@")[0]: state for name, state in states().items()} == {
        "gone": "refused",
        "ria": "sent",
        "full": "queued",
        "bep": "sent",
    }


def test_after_a_broken_line_the_rest_goes_next_time(postbox: Any, mail: Mail) -> None:
    for name in ("lost", "ria"):
        mail(f"{name}@voorbeeld.example")
    assert [send_waiting(), send_waiting()] == [0, 1]
    assert [to for to, _text in postbox.arrived] == [
        "lost@voorbeeld.example",
        "ria@voorbeeld.example",
    ]


def test_a_server_that_is_away_puts_all_off_and_says_why(
    settings: Any, postbox: Any, mail: Mail
) -> None:
    message = mail()
    settings.EMAIL_PORT = 9  # nobody listens there
    assert send_waiting() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.QUEUED, 0)
    assert message.error.startswith("Reden: de mailserver doet het niet")


@pytest.mark.django_db(transaction=True)
def test_the_start_of_the_text_is_committed_before_the_text_leaves(
    postbox: Any, mail: Mail
) -> None:
    """Assurance 6.3: else a kill could make us send it again."""
    mail()
    seen: list[bool] = []

    def look() -> None:
        seen.extend(Message.objects.values_list("data_started", flat=True))
        connection.close()

    postbox.at_data = look
    send_waiting()
    assert seen == [True]


def test_what_a_killed_sender_left_is_judged(mail: Mail) -> None:
    before, after = mail("voor@voorbeeld.example"), mail("na@voorbeeld.example")
    Message.objects.update(state=State.SENDING, attempts=1)
    Message.objects.filter(pk=after.pk).update(data_started=True)
    judge_leftovers()
    assert states() == {before.to_address: State.QUEUED, after.to_address: State.UNKNOWN}


def test_a_second_sender_waits_for_its_turn(postbox: Any, mail: Mail) -> None:
    """Else it would take a message under way for one that was left behind."""
    mail("ria@voorbeeld.example")
    inner: list[int] = []
    postbox.at_data = lambda: inner.append(send_waiting())
    assert send_waiting() == 1
    assert (inner, len(postbox.arrived)) == ([0], 1)


def test_mail_to_many_is_held_and_says_why_while_answers_leave(
    postbox: Any, mail: Mail
) -> None:
    """X-39: until everybody with a role signs in in two steps."""
    mail("velen@voorbeeld.example", kind="invitation")
    mail("code@voorbeeld.example", kind="iets_geheims", secret=True)
    mail("antwoord@voorbeeld.example", kind="wishes_saved")
    assert send_waiting(held="Reden: Karin logt nog in zonder tweede stap.") == 2
    held = Message.objects.get(kind="invitation")
    assert (held.state, held.error) == (
        State.QUEUED,
        "Reden: Karin logt nog in zonder tweede stap.",
    )
    assert send_waiting() == 1
    held.refresh_from_db()
    assert (held.state, held.error) == (State.SENT, "")


EVIL_NAMES = ["Jan, evil@x.example", "Jan <evil@x.example>", 'Jan "de" Vries', "Bé Ñandú", ""]


@pytest.mark.parametrize("name", EVIL_NAMES)
def test_a_name_is_never_a_second_address(postbox: Any, mail: Mail, name: str) -> None:
    """S22."""
    mail(name=name, reply_name=name, reply_address="karin@voorbeeld.example")
    send_waiting()
    ((_to, text),) = postbox.arrived
    read = email.message_from_bytes(text, policy=email.policy.default)
    for header, address in (
        ("To", "ria@voorbeeld.example"),
        ("Reply-To", "karin@voorbeeld.example"),
    ):
        field = read[header]
        assert isinstance(field, AddressHeader)
        (found,) = field.addresses
        assert (found.addr_spec, found.display_name) == (address, name)


def test_a_template_in_a_name_stays_plain_text(postbox: Any, mail: Mail) -> None:
    """S23."""
    mail(body="Dag {a.__class__} {{ name }} %(name)s,\n.\nPunt aan het begin.\n")
    send_waiting()
    read = email.message_from_bytes(postbox.arrived[0][1], policy=email.policy.default)
    assert "Dag {a.__class__} {{ name }} %(name)s," in read.get_content()


@pytest.mark.parametrize(
    ("attempts", "code", "minutes"),
    [
        (0, 0, 1),
        (1, 0, 1),
        (2, 421, 2),
        (9, 421, 10),  # the whole server: soon after it is back all mail leaves (F3)
        (1, 451, 5),
        (2, 450, 10),
        (9, 450, 60),
        (1, 452, 30),
        (9, 452, 240),
        (5, 432, 16),
        (60, 432, 240),
    ],
)
def test_each_pause_is_twice_as_long_and_has_an_end(
    attempts: int, code: int, minutes: int
) -> None:
    """Assurance 6.4: by what the server said."""
    assert pause(attempts, code) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("code", "days", "final"), [(550, 0, True), (451, 2, False), (451, 4, True)]
)
def test_after_three_days_of_later_it_is_no(code: int, days: int, final: bool) -> None:
    assert is_final(code, waited=timedelta(days=days)) is final


@pytest.mark.parametrize(
    ("days", "secret", "kept"),
    [(29, False, True), (31, False, False), (0, True, True), (2, True, False)],
)
def test_old_texts_are_forgotten_and_the_rows_stay(
    mail: Mail, days: int, secret: bool, kept: bool
) -> None:
    message = mail(secret=secret)
    Message.objects.update(state=State.SENT, queued=now() - timedelta(days=days))
    forget_bodies()
    message.refresh_from_db()
    assert (bool(message.body), message.subject) == (kept, "Uw wensen zijn binnen")
