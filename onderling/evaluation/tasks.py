"""What looking back does by itself: close when the last day is over, show intentions."""

from django.utils.timezone import localdate, now

from onderling.evaluation.actions.asking import close_questions
from onderling.evaluation.actions.intentions import show_back
from onderling.evaluation.models import Evaluation
from onderling.surveys.rules import SurveyState


def close_ended() -> None:
    """Close the questions after their last day."""
    for one in Evaluation.objects.select_related("round", "after", "pulse"):
        for survey in filter(None, (one.after, one.pulse)):
            over = survey.last_day is not None and survey.last_day < localdate(now())
            if survey.state == SurveyState.FIELDING and over:
                close_questions(one.round, survey, by=None, now=now())


def show_intentions_back() -> None:
    """Give people their own sentence back when its weeks are over."""
    show_back(today=localdate(now()), now=now())
