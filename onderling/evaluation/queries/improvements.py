"""The improvements of the edition before a round."""

from django.db.models import QuerySet

from onderling.evaluation.models import Improvement
from onderling.evaluation.rules.improvements import ImprovementState
from onderling.rounds.models import Round
from onderling.rounds.rules import State

WAITING = (ImprovementState.PROPOSED, ImprovementState.TAKEN_OVER)


def before(round: Round) -> QuerySet[Improvement]:
    """What the edition before this one wanted to do better. One query."""
    earlier = Round.objects.filter(
        programme=round.programme_id, starts_on__lt=round.starts_on
    ).exclude(state__in=[State.DRAFT, State.CANCELLED])
    last = earlier.order_by("-starts_on", "-pk").values("pk")[:1]
    return Improvement.objects.filter(round__in=last).select_related("round")


def waiting_before(round: Round) -> list[Improvement]:
    """Those of them that wait for somebody to do something, or to say why not (X-61)."""
    return list(before(round).filter(state__in=WAITING))
