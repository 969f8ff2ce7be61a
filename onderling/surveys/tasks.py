"""What surveys does by itself: mark in batches, forget what is old enough."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from onderling.base.terms import value_of
from onderling.surveys.actions.surveys import mark_completed, purge_survey
from onderling.surveys.models import Survey
from onderling.surveys.rules import SurveyState

MONTH = timedelta(days=365.25 / 12)


def mark_who_answered() -> None:
    """Mark people as answered, ten or more at once, so that they are not reminded."""
    mark_completed()


def forget_old_answers() -> None:
    """Delete answers when their term is over; what was shown of them stays."""
    last = localdate(now()) - MONTH * value_of("keep_answers_months")
    for survey in Survey.objects.filter(state=SurveyState.CLOSED, closed_on__lt=last):
        purge_survey(survey)
