"""The life of a survey: made, opened, reminded, closed, forgotten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.surveys.actions.answering import mark_of
from onderling.surveys.actions.questions import versions_of
from onderling.surveys.actions.results import worked_out
from onderling.surveys.models import Invitation, Item, Spent, Survey
from onderling.surveys.rules import Cell, SurveyState, in_batches, kept_cells, may_follow


@dataclass(frozen=True)
class Asked:
    """Somebody to ask: in which role, of which group, and whether they get paper."""

    person: int
    role: str
    group: str
    on_paper: bool = False


@write_transaction()
def make_survey(
    questions: str,
    *,
    about: str,
    form: str = "u",
    breakdowns: str = "group",
    choices: Sequence[Sequence[str]] = (),
) -> Survey:
    """Make a wave of a set of questions. By what it is told apart is declared here.

    `choices` are what a question about ties offers: a key and a name each.
    """
    made = Survey.objects.create(
        questions=questions,
        about=about,
        form=form,
        breakdowns=breakdowns,
        choices=[list(one) for one in choices],
    )
    Item.objects.bulk_create(
        Item(survey=made, version=version, order=number)
        for number, version in enumerate(versions_of(questions))
    )
    return made


@write_transaction()
def open_survey(  # noqa: PLR0913 -- whom, until when, by whom; all by keyword but two
    survey: Survey,
    asked: Iterable[Asked],
    *,
    last_day: date,
    today: date,
    scope: models.Model,
    by: models.Model,
    now: datetime,
) -> list[Invitation]:
    """Open a survey for these people. Whose marks would show few people carry none."""
    asked = list(asked)
    if last_day < today:
        raise Refused(_("Deze dag is al voorbij. Kies een dag die nog komt."))
    if not asked:
        raise Refused(_("Er is niemand om iets te vragen."))
    survey.opened_on, survey.last_day = today, last_day
    _move(survey, SurveyState.FIELDING)
    cells = kept_cells(Cell(one.role, one.group) for one in asked)
    made = Invitation.objects.bulk_create(
        Invitation(
            survey=survey,
            person_id=one.person,
            role=(cell := cells[Cell(one.role, one.group)]).role,
            group=cell.group,
            on_paper=one.on_paper,
        )
        for one in asked
    )
    new = {"asked": len(made), "last_day": str(last_day)}
    audit.note(by, "open_survey", on=survey, scope=scope, now=now, new=new)
    return made


@write_transaction()
def mark_completed() -> int:
    """Mark who answered, for ten people at once or for nobody; return how many."""
    number = 0
    for survey in Survey.objects.filter(state=SurveyState.FIELDING):
        spent = set(Spent.objects.filter(survey=survey).values_list("mark", flat=True))
        if not in_batches(list(spent)):
            continue
        waiting = survey.invitations.filter(completed=False).values_list("pk", "key")
        found = {pk: mark for pk, key in waiting if (mark := mark_of(key)) in spent}
        now_marked = in_batches(list(found))
        if now_marked:
            survey.invitations.filter(pk__in=now_marked).update(completed=True)
            Spent.objects.filter(mark__in=found.values()).delete()
        number += len(now_marked)
    return number


@write_transaction()
def note_reminded(survey: Survey, *, today: date) -> None:
    """Remember the day of the last reminder: two on one day help nobody."""
    survey.reminded_on = today
    survey.save(update_fields=["reminded_on"])


@write_transaction()
def close_survey(
    survey: Survey, *, today: date, scope: models.Model, by: models.Model | None, now: datetime
) -> Survey:
    """Close a survey and work out, once, what may be shown of it."""
    survey = Survey.objects.select_for_update().get(pk=survey.pk)
    if survey.state == SurveyState.CLOSED:
        return survey
    survey.closed_on = today
    survey.result = worked_out(survey)
    _move(survey, SurveyState.CLOSED)
    survey.spent.all().delete()  # nobody needs to know any more who did not answer
    audit.note(by, "close_survey", on=survey, scope=scope, now=now)
    return survey


@write_transaction()
def purge_survey(survey: Survey) -> None:
    """Forget the answers and whom we asked; what was shown stays, for it names nobody."""
    survey.responses.all().delete()
    survey.open_answers.all().delete()
    survey.ties.all().delete()
    survey.invitations.all().delete()
    _move(survey, SurveyState.PURGED)


def _move(survey: Survey, state: SurveyState) -> None:
    if not may_follow(survey.state, state):
        raise Refused(_("Dat kan niet meer met deze vragenlijst."))
    survey.state = state
    survey.save()
