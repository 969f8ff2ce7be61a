"""The newsletter: only who said yes in their own mailbox (S2-17, X-31)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils.timezone import now

from onderling.base.audit import ref
from onderling.mail.actions.switches import set_switch, who_asked_for, who_wants
from onderling.mail.models import Message, Subscription
from onderling.mail.rules import Purpose
from onderling.people.actions.newsletter import ask_for_newsletter, newsletter_asked
from onderling.people.models import Person

ADDRESS = "fatma@voorbeeld.example"


def button_in_mail() -> str:
    """The path of the page behind the one mail that waits."""
    body = Message.objects.get(kind="confirm_newsletter").body
    return str(re.findall(r"https?://[^/\s]+(/nieuwsbrief/ja/\S+)", body)[0])


def test_nobody_is_kept_or_subscribed_before_the_button(db: None, client: Client) -> None:
    client.post("/nieuwsbrief/", {"name": "Fatma", "email": ADDRESS})
    page = client.get(button_in_mail())
    assert "Ja, stuur mij de nieuwsbrief" in page.content.decode()
    assert Person.objects.count() == 0
    assert Subscription.objects.count() == 0


def test_the_button_makes_a_guest_who_gets_the_newsletter(db: None, client: Client) -> None:
    client.post("/nieuwsbrief/", {"name": "Fatma", "email": ADDRESS})
    client.post(button_in_mail())
    made = Person.objects.get(email=ADDRESS)
    assert (made.first_name, made.state) == ("Fatma", Person.State.GUEST)
    assert who_asked_for(Purpose.NEWSLETTER) == {ref(made)}


def test_pressing_twice_is_subscribing_once(db: None, client: Client) -> None:
    client.post("/nieuwsbrief/", {"name": "Fatma", "email": ADDRESS})
    client.post(button_in_mail())
    client.post(button_in_mail())
    assert Subscription.objects.count() == 1


def test_who_is_known_gets_the_same_mail_and_keeps_their_own_name(
    client: Client, person: Callable[..., Person]
) -> None:
    ria = person("Ria")
    client.post("/nieuwsbrief/", {"name": "Iemand", "email": ria.email})
    client.post(button_in_mail())
    ria.refresh_from_db()
    assert ria.first_name == "Ria"
    assert who_asked_for(Purpose.NEWSLETTER) == {ref(ria)}


def test_a_stranger_cannot_flood_a_mailbox(db: None) -> None:
    """S20"""
    for _time in range(5):
        ask_for_newsletter(email=ADDRESS, name="Fatma", now=now())
    assert Message.objects.filter(kind="confirm_newsletter").count() == 3


def test_a_link_changed_or_older_than_two_weeks_is_told_kindly(
    db: None, client: Client, time_machine: Any
) -> None:
    client.post("/nieuwsbrief/", {"name": "Fatma", "email": ADDRESS})
    path = button_in_mail()
    token = path.split("/")[-2]
    assert newsletter_asked(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    time_machine.move_to(now() + timedelta(days=15))
    answer = client.post(path)
    assert answer.status_code == 404
    assert "Vraag de nieuwsbrief gerust opnieuw aan" in answer.content.decode()
    assert Person.objects.count() == 0


def test_ending_the_newsletter_leaves_the_other_switches(
    person: Callable[..., Person],
) -> None:
    """X-31"""
    ria = ref(person("Ria"))
    set_switch(Person.objects.get(), Purpose.NEWSLETTER, on=True, now=now())
    set_switch(Person.objects.get(), Purpose.NEWSLETTER, on=False, now=now())
    wanted = [purpose for purpose in Purpose if who_wants({ria}, purpose)]
    assert wanted == [Purpose.SERVICE, Purpose.FEEDBACK, Purpose.BULLETIN]
