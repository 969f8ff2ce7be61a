"""Let go what is past its term, in small steps that may be broken off anywhere (X-40, X-48).

A card goes by the same way as when somebody asks; a row by what its trail says of erasing.
"""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from onderling.base import audit
from onderling.base.privacy import NOTICE
from onderling.base.transactions import write_transaction
from onderling.people.actions.erasing import expire_person, sweep_rows, why_not
from onderling.people.actions.outlook import Ending, cards, endings, over
from onderling.people.actions.prolonging import put_off
from onderling.people.actions.staying import comes_back, heard_on
from onderling.people.models import Going, Person

AT_ONCE = 500  # rows in one transaction
TURN = timedelta(seconds=20)  # the worker has other work too; the rest goes next time


def clear(*, now: datetime, most: timedelta = TURN) -> dict[str, int]:
    """Take away what is past its term today; say how much of what. Twice is once.

    Who was not told in time is left alone.
    """
    until = time.monotonic() + most.total_seconds()
    done = clear_rows(now=now, goes_on=lambda: time.monotonic() < until)
    gone = let_cards_go(now=now, goes_on=lambda: time.monotonic() < until)
    return done | ({Person._meta.label: gone} if gone else {})


def clear_rows(*, now: datetime, goes_on: Callable[[], bool] = lambda: True) -> dict[str, int]:
    """Take away rows and fields whose own term is over."""
    done: dict[str, int] = {}
    today, until = localdate(now), put_off()
    for ending in endings():
        for round, rows in over(ending, today=today, until=until):
            label = ending.trail.model._meta.label
            # Looked at first: a write, also of nothing, takes the turn of all who write.
            while (
                goes_on() and rows.exists() and (number := _some(ending, rows, round, now=now))
            ):
                done[label] = done.get(label, 0) + number
    return done


@write_transaction()
def _some(ending: Ending, rows: Any, round: int | None, *, now: datetime) -> int:
    """So many rows in one go, with a line of how many; of a round in the log of that round."""
    keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return 0
    label = ending.trail.model._meta.label
    sweep_rows(ending.trail, keys, drop=ending.drop, values=ending.values)
    about = import_string(settings.MANAGED).objects.filter(pk=round).first() if round else None
    audit.note(None, "clear_kept", on=about, now=now, new={label: len(keys)})
    return len(keys)


def let_cards_go(*, now: datetime, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Let everybody go who was told in time and did not come back; say how many."""
    today, gone = localdate(now), 0
    for going in Going.objects.filter(on__lte=today).select_related("person"):
        if not goes_on():
            break
        if _told_in_time(going, today=today):
            gone += _let_go(going, now=now)
    return gone


def _told_in_time(going: Going, *, today: date) -> bool:
    """Say whether they heard of it, two weeks ago at least. Who never heard, stays."""
    heard = heard_on(going)
    return heard is not None and localdate(heard) + NOTICE <= today


@write_transaction()
def _let_go(going: Going, *, now: datetime) -> int:
    held = Going.objects.select_for_update(of=("self",)).filter(pk=going.pk).first()
    if held is None:  # came back a moment ago
        return 0
    if not _told_in_time(held, today=localdate(now)):  # a tick was taken back
        return 0
    # Asked here: somebody may have signed in meanwhile. Of this one only, for hundreds may go.
    card = cards(whom=[held.person_id]).get(held.person_id)
    if card is None or card.on > localdate(now) or why_not(held.person, by=None, now=now):
        comes_back(held)
        return 0
    expire_person(held.person, now=now)
    return 1
