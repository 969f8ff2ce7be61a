"""Whose telephone number stands on a page that is about no round (X-140)."""

from datetime import datetime

from django.utils.timezone import localdate

from onderling.people.models import Person
from onderling.rounds.models import Round


def round_to_ask(person: Person | None, *, now: datetime) -> Round | None:
    """The round somebody takes part in next, or else the round that is next for everybody."""
    today = localdate(now)
    if person is not None:
        taking = Round.objects.filter(participations__person=person)
        if own := taking.next_up(today=today):
            return own
    return Round.objects.next_up(today=today)
