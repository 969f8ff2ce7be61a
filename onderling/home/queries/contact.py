"""Whose telephone number stands on a page that is about no round (X-140)."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, When
from django.utils.timezone import localdate

from onderling.people.models import Person
from onderling.rounds.models import Round


def round_to_ask(person: Person | None, *, now: datetime) -> Round | None:
    """The round somebody takes part in next, or else the round that is next for everybody.

    One query: this stands at the foot of pages.
    """
    ahead = Case(When(ends_on__gte=localdate(now), then="starts_on"))
    known = Round.objects.public().select_related("programme__organisation")
    order: list[Any] = [F("ahead").asc(nulls_last=True), "-starts_on", "pk"]
    if person is None:
        return known.annotate(ahead=ahead).order_by(*order).first()
    own = Exists(person.participations.filter(round=OuterRef("pk")))
    return known.annotate(ahead=ahead, own=own).order_by("-own", *order).first()
