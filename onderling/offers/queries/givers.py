"""Who gives what, and who said yes to the time it has now."""

from django.db.models import F, Q, QuerySet

from onderling.offers.models import Giving, Meeting
from onderling.rounds.models import Round


def givings_of(round: Round) -> QuerySet[Giving]:
    """Everybody who gives something that has a time, in the order of the days."""
    return (
        Giving.objects.filter(meeting__in=Meeting.objects.chosen_from())
        .filter(meeting__offer__round=round)
        .select_related(
            "person", "meeting__offer__round", "meeting__slot", "meeting__last_slot"
        )
        .select_related("meeting__room")
        .order_by("meeting__slot__starts", "meeting", "pk")
    )


def unconfirmed_in(round: Round) -> QuerySet[Giving]:
    """Those who did not say yes, or said it to another time."""
    said_no = Q(confirmed_slot=None) | ~Q(confirmed_slot=F("meeting__slot"))
    return givings_of(round).filter(said_no)
