"""Mail while all goes wrong (F2, F3, P4): nothing lost, nothing twice, doubt listed."""

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils.timezone import now

from onderling.mail.adapter import connect, envelope, written
from onderling.mail.models import Message
from onderling.mail.queries import overdue
from onderling.mail.tasks import send_waiting
from tests.makers import NOON
from tests.victim import kill, start_worker

pytestmark = [pytest.mark.sqlite_only]
Mail = Callable[..., Message]
State = Message.State
MAILS, KILLS = 120, 5
# How many of a hundred meet which fault: the first word of the address asks for it.
FAULTS = [("late", 6), ("full", 6), ("lost", 5)]
SEND = "onderling.mail.tasks.send_waiting"


def addresses() -> list[str]:
    chance = random.Random(7)  # noqa: S311 -- a drill, not a secret
    kinds = [kind for kind, share in FAULTS for _one in range(share)]
    kinds += ["mens"] * (100 - len(kinds))
    return [f"{chance.choice(kinds)}{n}@voorbeeld.example" for n in range(MAILS)]


def keep_pages_to_the_system() -> None:
    """A kill loses no page that the system has; only a power cut would."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


def wait_for(postbox: Any, number: int) -> None:
    ends = time.monotonic() + 20
    while len(postbox.arrived) < number and time.monotonic() < ends:
        time.sleep(0.002)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_again_and_again_loses_no_mail_and_sends_none_twice(
    postbox: Any, mail: Mail
) -> None:
    """F2: 451 after DATA, 452 before it, lost answers. Four hundred mails: bin/bench kills."""
    for address in addresses():
        mail(address)
    chance = random.Random(11)  # noqa: S311 -- as above
    for number in range(1, KILLS + 1):
        worker = start_worker(SEND, but=keep_pages_to_the_system)
        wait_for(postbox, number * MAILS // (KILLS + 2))
        time.sleep(chance.random() / 50)  # anywhere in a mail
        kill(worker)
    postbox.faults = False  # what was “later” is welcome now
    with time_machine.travel(NOON) as clock:
        for _quarter in range(60):
            send_waiting()
            if not Message.objects.filter(state__in=[State.QUEUED, State.SENDING]).exists():
                break
            clock.shift(timedelta(minutes=15))
    ends = Counter(Message.objects.values_list("state", flat=True))
    taken = Counter(to for to, _text in postbox.arrived)
    told = set(Message.objects.filter(state=State.SENT).values_list("to_address", flat=True))
    doubt = set(Message.objects.doubtful().values_list("to_address", flat=True))
    assert [to for to, number in taken.items() if number > 1] == []  # none twice
    assert told - set(taken) == set()  # none that we call sent is lost
    assert told | doubt == set(addresses())  # of every mail we know the end, or that we doubt
    assert {to for to in addresses() if to.startswith("lost")} <= doubt
    assert ends[State.UNKNOWN] <= KILLS + sum(to.startswith("lost") for to in addresses())


def mark_at_the_end(messages: list[Message], *, killed_after: int) -> None:
    """How not to do it: send all, then write down that all were sent."""
    with connect() as server:
        for number, message in enumerate(messages):
            if number == killed_after:
                raise KeyboardInterrupt
            server.sendmail(*envelope(message), written(message))
    Message.objects.filter(pk__in=[one.pk for one in messages]).update(state=State.SENT)


def test_marking_at_the_end_of_a_batch_is_seen_to_send_twice(postbox: Any, mail: Mail) -> None:
    """The control: without claim and `data_started` the same kill does harm."""
    messages = [mail(f"mens{n}@voorbeeld.example") for n in range(6)]
    with suppress(KeyboardInterrupt):
        mark_at_the_end(messages, killed_after=4)
    waiting = list(Message.objects.waiting().order_by("pk"))
    mark_at_the_end(waiting, killed_after=99)
    taken = Counter(to for to, _text in postbox.arrived)
    assert sum(number - 1 for number in taken.values()) == 4


def test_queueing_what_was_under_way_again_is_seen_to_send_twice(
    postbox: Any, mail: Mail
) -> None:
    """The second control: a claim alone does not know whether the text had left."""
    mail("lost@voorbeeld.example")
    send_waiting()
    Message.objects.update(state=State.QUEUED, not_before=now())
    send_waiting()
    assert [to for to, _text in postbox.arrived] == ["lost@voorbeeld.example"] * 2


def test_a_server_that_is_away_for_an_hour_delays_all_and_loses_none(
    settings: Any, postbox: Any, mail: Mail
) -> None:
    """F3: the alarm goes after a quarter of an hour; all leave within fifteen minutes after."""
    for number in range(10):
        mail(f"mens{number}@voorbeeld.example")
    door, settings.EMAIL_PORT = settings.EMAIL_PORT, 9  # nobody listens there
    alarms = {}
    with time_machine.travel(NOON, tick=False) as clock:
        for minute in range(0, 60, 6):
            assert send_waiting() == 0
            alarms[minute] = overdue(Message.objects.all(), now=now()).count()
            clock.shift(timedelta(minutes=6))
        settings.EMAIL_PORT = door
        minutes = 0
        while Message.objects.waiting().exists() and minutes < 15:
            clock.shift(timedelta(minutes=1))
            minutes += 1
            send_waiting()
    assert (alarms[12], alarms[18]) == (0, 10)
    assert len({to for to, _text in postbox.arrived}) == len(postbox.arrived) == 10
    assert minutes <= 15
