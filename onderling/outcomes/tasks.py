"""What the worker does in this room."""

from django.utils.timezone import now

from onderling.outcomes.actions.asking import remind_who_answers
from onderling.outcomes.models import Disposition
from onderling.rounds.models import Round


def remind_of_answers() -> None:
    """Remind who was asked and did not answer; at most one letter a week each."""
    waiting = Disposition.objects.unanswered().exclude(asked=None).values("round")
    for round in Round.objects.filter(pk__in=waiting).select_related("programme__organisation"):
        remind_who_answers(round, now=now())
