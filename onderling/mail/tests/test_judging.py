"""What only a person decides: doubt, mail that came back, a call that was made (X-29, X-32)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.mail.actions.judging import (
    note_arrived,
    note_bounce,
    send_again,
    tick_reached,
)
from onderling.mail.models import Bounce, Message
from onderling.mail.queries import dead_addresses, overdue, state_of_mail
from onderling.mail.tasks import send_waiting
from tests.makers import NOON

Mail = Callable[..., Message]
Maker = Callable[..., Any]
State = Message.State
PAGE = "/ronde/studiedag/berichten/"
RIA = "ria@voorbeeld.example"


def test_a_doubtful_message_is_sent_again_under_the_same_id(
    about: Mail, day: Any, karin: Any, postbox: Any
) -> None:
    doubtful = about(state=State.UNKNOWN)
    send_again(doubtful, by=karin, scope=day, now=now())
    assert send_waiting() == 1
    doubtful.refresh_from_db()
    ((_to, text),) = postbox.arrived
    assert (doubtful.state, doubtful.message_id.encode() in text) == (State.SENT, True)


@pytest.mark.parametrize("state", [State.QUEUED, State.SENT, State.SENDING, State.WITHHELD])
def test_what_is_not_in_doubt_is_never_sent_again(
    state: str, about: Mail, day: Any, karin: Any
) -> None:
    message = about(state=state)
    with pytest.raises(Refused):
        send_again(message, by=karin, scope=day, now=NOON)


def test_a_text_that_is_gone_is_not_sent_empty(about: Mail, day: Any, karin: Any) -> None:
    message = about(state=State.UNKNOWN)
    Message.objects.update(body="")
    with pytest.raises(Refused, match="Schrijf een nieuw bericht"):
        send_again(message, by=karin, scope=day, now=NOON)


def test_the_page_of_doubt_names_whom_and_settles_both_ways(
    about: Mail, karin: Any, sign_in: Callable[..., Any]
) -> None:
    first, second = (about(f"{n}@voorbeeld.example", state=State.UNKNOWN) for n in "ab")
    client = sign_in(karin)
    page = client.get(f"{PAGE}onbekend/").content.decode()
    assert page.count('name="bericht"') == 2
    client.post(f"{PAGE}{first.pk}/kwam-aan/")
    page = client.post(f"{PAGE}{second.pk}/opnieuw/", follow=True).content.decode()
    assert "weten wij niet" not in page
    assert dict(Message.objects.values_list("pk", "state")) == {
        first.pk: State.SENT,
        second.pk: State.QUEUED,
    }
    assert set(AuditLine.objects.values_list("deed", flat=True)) >= {
        "note_arrived",
        "send_again",
    }


def test_many_doubts_are_settled_at_once(
    about: Mail, karin: Any, sign_in: Callable[..., Any]
) -> None:
    keys = [about(f"{n}@voorbeeld.example", state=State.UNKNOWN).pk for n in "abcd"]
    client, here = sign_in(karin), f"{PAGE}onbekend/besluit/"
    page = client.post(here, {"doe": "kwam-aan"}, follow=True).content.decode()
    assert "Kies eerst de berichten waar het om gaat." in page
    said = {"doe": "kwam-aan", "bericht": [*keys[:2], "x", "999999"]}
    page = client.post(here, said, follow=True).content.decode()
    assert "Genoteerd: 2 berichten kwamen aan." in page
    assert page.count('name="bericht"') == 2
    client.post(here, {"doe": "opnieuw", "bericht": keys[1:3]})
    states = Message.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.SENT, State.SENT, State.QUEUED, State.UNKNOWN]
    Message.objects.filter(pk=keys[3]).update(body="")
    page = client.post(here, {"doe": "opnieuw", "bericht": keys[3:]}, follow=True)
    assert "is de tekst al weg. Kies dat niet." in page.content.decode()


def test_arrived_twice_is_once(about: Mail, day: Any, karin: Any) -> None:
    message = about(state=State.UNKNOWN)
    for _click in range(2):
        note_arrived(message, by=karin, scope=day, now=NOON)
    assert AuditLine.objects.filter(deed="note_arrived").count() == 1


def test_a_message_that_came_back_is_shown_and_its_address_is_dead(
    about: Mail, karin: Any, sign_in: Callable[..., Any]
) -> None:
    message = about(state=State.SENT)
    client = sign_in(karin)
    typed = {"kind": "hard", "because": "user unknown"}
    page = client.post(f"{PAGE}{message.pk}/kwam-terug/", typed, follow=True).content.decode()
    assert "Het adres bestaat niet (meer)" in page
    assert (dead_addresses(), Message.objects.get().state) == ({RIA}, State.SENT)


@pytest.mark.parametrize(
    ("fields", "dead"),
    [
        ({"state": State.REFUSED, "code": 550, "attempts": 1}, True),
        (
            {"state": State.REFUSED, "code": 554, "attempts": 1},
            False,
        ),  # the letter, not the box
        ({"state": State.REFUSED, "attempts": 0}, True),  # an address that cannot exist
        ({"state": State.SENT, "attempts": 1}, False),
    ],
)
def test_an_address_that_refuses_gets_no_more_mail(
    about: Mail, fields: dict[str, Any], dead: bool
) -> None:
    about()
    Message.objects.update(**fields)
    assert dead_addresses() == ({RIA} if dead else set())


def test_an_address_that_takes_mail_again_is_alive(about: Mail, day: Any, karin: Any) -> None:
    old = about(state=State.SENT)
    note_bounce(old, kind=Bounce.Kind.HARD, because="", by=karin, scope=day, now=NOON)
    assert dead_addresses() == {RIA}
    about(state=State.SENT)
    assert dead_addresses() == set()


def test_a_soft_bounce_changes_nothing(about: Mail, day: Any, karin: Any) -> None:
    old = about(state=State.SENT)
    note_bounce(old, kind="soft", because="vol", by=karin, scope=day, now=NOON)
    assert dead_addresses() == set()


def test_a_tick_says_who_and_when_and_can_be_taken_back(
    about: Mail, day: Any, karin: Any
) -> None:
    letter = about("")
    ticked = tick_reached(letter, reached=True, by=karin, scope=day, now=NOON)
    assert (ticked.reached, ticked.reached_by_ref) == (NOON, f"people.person:{karin.pk}")
    back = tick_reached(letter, reached=False, by=karin, scope=day, now=NOON)
    assert (back.reached, back.reached_by_ref) == (None, "")
    assert list(AuditLine.objects.order_by("pk").values_list("deed", flat=True)) == [
        "tick_reached",
        "untick_reached",
    ]


def test_a_mail_is_not_ticked_by_hand(about: Mail, day: Any, karin: Any) -> None:
    with pytest.raises(Refused):
        tick_reached(about(), reached=True, by=karin, scope=day, now=NOON)


@pytest.mark.parametrize(
    ("fields", "minutes", "late"),
    [
        ({}, 14, 0),
        ({}, 16, 1),
        ({"state": State.SENDING}, 16, 1),
        ({"state": State.SENT}, 16, 0),
        ({"channel": "letter"}, 60, 0),
        ({"not_before": NOON + timedelta(days=1)}, 60, 0),  # waits on purpose
        ({"not_before": NOON + timedelta(days=1), "attempts": 1}, 60, 1),
    ],
)
def test_the_alarm_goes_after_a_quarter_of_an_hour(
    about: Mail, settings: Any, fields: dict[str, Any], minutes: int, late: int
) -> None:
    settings.EMAIL_HOST = "mail.voorbeeld.example"
    about()
    Message.objects.update(**{"queued": NOON, "not_before": NOON, **fields})
    moment = NOON + timedelta(minutes=minutes)
    assert overdue(Message.objects.all(), now=moment).count() == late
    assert state_of_mail(now=moment).late == late


def test_without_a_mail_server_nothing_is_late(about: Mail) -> None:
    about()
    assert overdue(Message.objects.all(), now=NOON + timedelta(days=9)).count() == 0


def test_a_key_in_a_text_is_covered_for_who_reads_the_outbox(
    about: Mail, karin: Any, sign_in: Callable[..., Any]
) -> None:
    """X-131: a personal link opens somebody's page."""
    message = about(body="Dag,\n\nhttp://127.0.0.1:8000/link/geheim.sleutel/\n")
    page = sign_in(karin).get(f"{PAGE}{message.pk}/").content.decode()
    assert ["geheim" in page, "/link/…" in page] == [False, True]
