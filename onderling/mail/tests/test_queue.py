"""Writing to the outbox (S20 to S22, X-131)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from onderling.base.errors import Refused
from onderling.mail.actions import (
    can_be_an_address,
    queue,
    queue_all,
    queue_sparingly,
    withhold,
)
from onderling.mail.models import Message
from onderling.mail.rules import Recipient, goes_at_once
from tests.makers import NOON

Mail = Callable[..., Message]


@pytest.mark.parametrize("subject", ["Uw plek\nBcc: x@evil.example", "Uw plek\rCc: x"])
def test_a_subject_is_one_line(mail: Mail, subject: str) -> None:
    """S21."""
    with pytest.raises(Refused):
        mail(subject=subject)
    assert not Message.objects.exists()


def test_a_name_with_a_line_break_becomes_one_line(mail: Mail) -> None:
    """S21."""
    assert mail(name="Ria\r\nBcc: x@evil.example").to_name == "Ria Bcc: x@evil.example"


@pytest.mark.parametrize(
    ("address", "possible"),
    [
        ("ria@voorbeeld.example", True),
        ("ria.van-den_berg+feest@voorbeeld.example", True),
        ("ria@bücher.example", True),
        ("ria", False),
        ("ria@", False),
        ("@voorbeeld.example", False),
        ("ria@voorbeeld.example, evil@x.example", False),
        ("Ria <ria@voorbeeld.example>", False),
        ("ria@voorbeeld.example\nBcc: evil@x.example", False),
        ("", False),
    ],
)
def test_an_address_is_one_address(address: str, possible: bool) -> None:
    assert can_be_an_address(address) is possible


def test_an_impossible_address_is_shown_and_stops_no_deed(mail: Mail) -> None:
    message = mail("ria.leenheer")
    assert (message.state, message.error) == (
        "refused",
        "Reden: dit e-mailadres kan niet bestaan.",
    )


@pytest.mark.django_db
def test_a_batch_stands_in_the_outbox_once_it_is_written() -> None:
    """Addresses and all are as of one message; thousands take no longer than a few dozen."""
    batch: list[Message] = []
    for number in range(3):
        to = Recipient(f"Ria {number}", f"ria{number}@voorbeeld.example")
        queue("notice", to=to, subject="Hoi", body="Dag", now=NOON, batch=batch)
    assert not Message.objects.exists()
    queue_all(batch)
    rows = Message.objects.order_by("pk").values_list("to_name", "to_address", "state")
    assert list(rows) == [
        (f"Ria {n}", f"ria{n}@voorbeeld.example", Message.State.QUEUED) for n in range(3)
    ]


@pytest.mark.parametrize(
    ("address", "channel"), [("", "mail"), ("a@voorbeeld.example", "letter")]
)
def test_who_has_no_mail_gets_a_letter_or_a_call(
    mail: Mail, address: str, channel: str
) -> None:
    message = mail(address, channel=channel)
    assert (message.channel, message.to_address) == ("letter", "")


def test_every_message_has_its_own_id(mail: Mail) -> None:
    ids = [mail().message_id for _number in range(3)]
    assert (len(set(ids)), all(one.endswith("@127.0.0.1>") for one in ids)) == (3, True)


def ask(minutes: int, *, most: int = 3, to: str = "ria@voorbeeld.example") -> bool:
    """Ask for a code so many minutes after noon; say whether a mail was written."""
    moment = NOON + timedelta(minutes=minutes)
    return bool(
        queue_sparingly(
            "code", to=Recipient("", to), subject="Code", body="1", now=moment, most=most
        )
    )


def test_a_stranger_can_ask_three_an_hour(db: None) -> None:
    """S20."""
    given = [minute for minute in (0, 1, 2, 3, 59, 61, 62, 63, 64) if ask(minute)]
    assert given == [0, 1, 2, 61, 62, 63]
    assert all(Message.objects.values_list("secret", flat=True))


def test_another_address_has_its_own_number(db: None) -> None:
    assert [ask(0, most=1), ask(0, most=1), ask(0, most=1, to="bep@voorbeeld.example")] == [
        True,
        False,
        True,
    ]


def test_there_is_a_number_a_day(db: None) -> None:
    assert sum(ask(61 * hour // 3) for hour in range(60)) == 20


@pytest.mark.parametrize(
    ("kind", "secret", "at_once"),
    [
        ("sign_in_code", True, True),
        ("something_new", True, True),
        ("wishes_saved", False, True),
        ("invitation", False, False),
        ("something_new", False, False),
    ],
)
def test_a_kind_nobody_knows_counts_as_mail_to_many(
    kind: str, secret: bool, at_once: bool
) -> None:
    assert goes_at_once(kind, secret=secret) is at_once


def test_what_still_waits_can_be_kept_back(mail: Mail) -> None:
    here, there = "rounds.round:1", "rounds.round:2"
    waits, left = (mail(kind="allocation", scope_ref=here) for _number in range(2))
    other_kind, other_round = mail(scope_ref=here), mail(kind="allocation", scope_ref=there)
    Message.objects.filter(pk=left.pk).update(state="sent")
    assert withhold("allocation", scope_ref=here, because="Ongedaan gemaakt.") == 1
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {
        waits.pk: "withheld",
        left.pk: "sent",
        other_kind.pk: "queued",
        other_round.pk: "queued",
    }
