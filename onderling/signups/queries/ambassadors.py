"""How many came by whose invitation."""

from django.db.models import Count, F, Q, QuerySet

from onderling.rounds.models import Round
from onderling.signups.models import Ambassador, Participation


def with_brought(round: Round) -> "QuerySet[Ambassador]":
    """The ambassadors of a round, each with how many take part because of them.

    Nobody brings themself, also not when two records became one.
    """
    comes = Q(brought__state=Participation.State.COMING)
    others = comes & ~Q(brought__person=F("person"))
    return round.ambassadors.select_related("person").annotate(
        number=Count("brought", filter=others, distinct=True)
    )
