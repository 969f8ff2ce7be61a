"""Who gives what, and who said yes to the time it has now."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round


def givings_of(round: Round, *, now: datetime) -> QuerySet[Giving]:
    """Everybody who gives something that is still to come, in the order of the days."""
    ahead = Meeting.objects.chosen_from().filter(slot__starts__gt=now)
    return (
        Giving.objects.filter(meeting__in=ahead)
        .filter(meeting__offer__round=round)
        .select_related(
            "person", "meeting__offer__round", "meeting__slot", "meeting__last_slot"
        )
        .select_related("meeting__room")
        .order_by("meeting__slot__starts", "meeting", "pk")
    )


# Who did not say yes, or said it to another time.
SILENT = Q(confirmed_slot=None) | ~Q(confirmed_slot=F("meeting__slot"))


def unconfirmed_in(round: Round, *, now: datetime) -> QuerySet[Giving]:
    return givings_of(round, now=now).filter(SILENT)


def silent_givers(rounds: Iterable[Round], *, now: datetime) -> dict[int, int]:
    """Count per round the people who did not say yes to what is still to come. One query."""
    ahead = Meeting.objects.chosen_from().filter(offer__round__in=rounds, slot__starts__gt=now)
    rows = Giving.objects.filter(SILENT, meeting__in=ahead).order_by()
    counted = rows.values_list("meeting__offer__round").annotate(
        number=Count("person", distinct=True)
    )
    return dict(counted)


def to_confirm(person: Person, *, now: datetime) -> set[int]:
    """The meetings ahead that this person gives and did not say yes to."""
    ahead = Meeting.objects.on().filter(slot__starts__gt=now)
    own = Giving.objects.filter(SILENT, person=person, meeting__in=ahead)
    return set(own.values_list("meeting", flat=True))
