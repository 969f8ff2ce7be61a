"""What the worker does in this room."""

from django.utils.timezone import now

from onderling.outcomes.actions.asking import remind_who_answers
from onderling.outcomes.actions.photo_asking import remind_about_photos
from onderling.outcomes.actions.photos import sweep_photos
from onderling.outcomes.actions.reminding import remind_editors
from onderling.outcomes.models import Disposition, Recognisable
from onderling.rounds.models import Round


def remind_of_answers() -> None:
    """Remind who was asked and did not answer; at most one letter a week each."""
    waiting = Disposition.objects.unanswered().exclude(asked=None).values("round")
    for round in Round.objects.filter(pk__in=waiting).select_related("programme__organisation"):
        remind_who_answers(round, now=now())
    remind_editors(now=now())


def look_after_photos() -> None:
    """Remove what may not be shown any more; remind who is on a photo and said nothing."""
    sweep_photos(now=now())
    waiting = Recognisable.objects.filter(answer="", reminded=None).exclude(asked=None)
    rounds = Round.objects.filter(pk__in=waiting.values("photo__round"))
    for round in rounds.select_related("programme__organisation"):
        remind_about_photos(round, now=now())
