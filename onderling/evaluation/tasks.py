"""What looking back does by itself: close on time, show intentions, pair people for coffee."""

from zoneinfo import ZoneInfo

from django.utils.timezone import localdate, now

from onderling.evaluation.actions.asking import close_questions
from onderling.evaluation.actions.coffee import pair_month
from onderling.evaluation.actions.intentions import show_back
from onderling.evaluation.models import CoffeeMonth, Evaluation
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


def pair_for_coffee() -> None:
    """Make the appointments of a month once nobody can say yes any more, where it is held."""
    for month in CoffeeMonth.objects.filter(paired_on=None).select_related("round"):
        if month.last_day < localdate(now(), ZoneInfo(month.round.zone)):
            pair_month(month, now=now())
