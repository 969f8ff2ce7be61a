"""A message to many waits, can be stopped, and goes after all when asked (X-30)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.errors import Refused
from onderling.mail.actions import withhold
from onderling.mail.actions.mailings import HOLD, begin_mailing, resume_mailing, stop_mailing
from onderling.mail.models import Mailing, Message
from onderling.mail.rules import Recipient, sorted_out
from tests.makers import NOON

Mail = Callable[..., Message]
Maker = Callable[..., Any]
State = Message.State
PAGE = "/ronde/studiedag/berichten/"


@pytest.fixture
def mailing(mail: Mail, day: Any, karin: Any) -> Mailing:
    """A mailing of two mails and a letter."""
    made = begin_mailing("notice", scope=day, subject="Nieuws", by=karin, now=NOON)
    for address in ("ria@voorbeeld.example", "bep@voorbeeld.example", ""):
        mail(address, kind="notice", scope_ref=made.scope_ref, mailing=made)
    return made


def states() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_messages_to_many_wait_five_minutes(mailing: Mailing) -> None:
    assert set(Message.objects.values_list("not_before", flat=True)) == {NOON + HOLD}
    assert timedelta(minutes=5) == HOLD


def test_who_stops_in_time_stops_all_and_twice_is_once(
    mailing: Mailing, day: Any, karin: Any
) -> None:
    stopped = [stop_mailing(mailing, by=karin, scope=day, now=NOON) for _click in range(2)]
    assert (stopped, states()) == ([3, 0], [State.WITHHELD] * 3)


def test_what_has_left_cannot_be_stopped(mailing: Mailing, day: Any, karin: Any) -> None:
    Message.objects.update(state=State.SENT)
    with pytest.raises(Refused, match="al weg"):
        stop_mailing(mailing, by=karin, scope=day, now=NOON)


def test_a_stopped_mailing_may_go_after_all_and_waits_again(
    mailing: Mailing, day: Any, karin: Any
) -> None:
    stop_mailing(mailing, by=karin, scope=day, now=NOON)
    later = NOON + timedelta(hours=1)
    assert resume_mailing(mailing, by=karin, scope=day, now=later) == 3
    assert states() == [State.QUEUED] * 3
    assert set(Message.objects.values_list("not_before", flat=True)) == {later + HOLD}


def test_what_was_undone_never_goes_after_all(mailing: Mailing, day: Any, karin: Any) -> None:
    withhold("notice", scope_ref=mailing.scope_ref, because="Ongedaan gemaakt.")
    assert resume_mailing(mailing, by=karin, scope=day, now=NOON) == 0
    assert states() == [State.WITHHELD] * 3


def test_one_person_can_be_left_out_of_what_waits(mailing: Mailing, mail: Mail) -> None:
    Message.objects.filter(to_address="ria@voorbeeld.example").update(to_ref="people.person:1")
    kept = withhold(
        "notice", scope_ref=mailing.scope_ref, because="Koos.", to_ref="people.person:1"
    )
    mailing.refresh_from_db()
    assert (kept, mailing.state, states().count(State.QUEUED)) == (1, "waiting", 2)


def test_the_page_shows_the_button_to_stop_and_then_to_go(
    mailing: Mailing, karin: Any, sign_in: Callable[..., Any]
) -> None:
    client = sign_in(karin)
    assert "Stop deze berichten" in client.get(PAGE).content.decode()
    page = client.post(f"{PAGE}groep/{mailing.pk}/stop/", follow=True).content.decode()
    assert ["3 berichten gaan niet weg." in page, "Verstuur 3 berichten toch" in page] == [
        True,
        True,
    ]
    client.post(f"{PAGE}groep/{mailing.pk}/toch/")
    assert states() == [State.QUEUED] * 3


def test_people_are_sorted_by_how_they_are_reached() -> None:
    """Who has no mail, rather none, or an address that refuses gets a letter or a call."""
    people = [
        (Recipient("Ria", "ria@voorbeeld.example", ref="1"), ""),
        (Recipient("Bep", "", ref="2"), ""),
        (Recipient("Cor", "cor@voorbeeld.example", "letter", ref="3"), ""),
        (Recipient("Dirk", "dirk@voorbeeld.example", ref="4"), ""),
        (Recipient("Els", "els@voorbeeld.example", ref="5"), "Doet niet mee."),
    ]
    words = {"no_mail": "geen", "rather_not": "liever niet", "refused": "weigerde"}
    reach = sorted_out(people, dead={"dirk@voorbeeld.example"}, **words)
    assert [who.name for who in reach.mails] == ["Ria"]
    assert [(who.name, why, who.channel) for who, why in reach.letters] == [
        ("Bep", "geen", "letter"),
        ("Cor", "liever niet", "letter"),
        ("Dirk", "weigerde", "letter"),
    ]
    assert reach.nobody == (("Els", "Doet niet mee."),)
    fewer = sorted_out(people[:4], dead=set(), **words)
    assert (reach.number, fewer.number, reach.digest == fewer.digest) == (4, 4, False)
