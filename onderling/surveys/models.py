"""Questionnaires and their answers. No answer has a way back to who gave it (X-49)."""

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.people.models import Person
from onderling.surveys.rules import Scale, SurveyState

ASKED = Personal("weten aan wie wij een vragenlijst stuurden, en wie wij herinneren")
OPEN_TEXT = Personal(
    "lezen wat mensen ons zonder naam schreven", ground="toestemming", keep="antwoorden"
)


class Variable(Classified):
    """What a question is about. It keeps its identity over rounds and years (S1-13)."""

    key = models.SlugField(max_length=40, unique=True)
    level = models.CharField(max_length=40, blank=True)

    impersonal = "key level"

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class QuestionVersion(Classified):
    """One wording of a question, for one role. It never changes: another is another row.

    `wording` is the text per tongue. `follows` says whether its numbers may be compared with
    those of the version before it. Two roles with a version each make a mirror pair (X-93).
    """

    class Follows(models.TextChoices):
        COMPARABLE = "comparable", _("vergelijkbaar")
        BREAK = "break", _("trendbreuk")

    variable = models.ForeignKey(Variable, models.PROTECT, related_name="versions")
    role = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField(default=1)
    scale = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Scale])
    wording = models.JSONField()
    follows = models.CharField(
        max_length=10, choices=Follows.choices, default=Follows.COMPARABLE
    )

    impersonal = "variable role number scale wording follows"

    class Meta:
        ordering = ["variable", "role", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["variable", "role", "number"], name="question_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wording.get('nl', '')}"


class Survey(Classified):
    """One wave of a questionnaire: its questions, for whom, and since it closed its results.

    `breakdowns` are declared before opening; the database refuses a change later. `result` is
    what may be shown, worked out once: two looks at different times cannot be subtracted.
    """

    questions = models.CharField(max_length=20)  # which set
    about = models.CharField(max_length=200, default="")  # as it stands above the questions
    form = models.CharField(max_length=2, default="u")  # u or je
    state = models.CharField(
        max_length=8,
        choices=[(one.value, one.value) for one in SurveyState],
        default=SurveyState.DRAFT,
    )
    anonymous = models.BooleanField(default=True)
    breakdowns = models.CharField(max_length=80, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)  # the last that still counts
    closed_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    choices = models.JSONField(default=list, blank=True)  # of a question about ties: key, name
    result = models.JSONField(default=dict, blank=True)

    impersonal = (
        "questions about form state anonymous breakdowns opened_on last_day closed_on"
        " reminded_on choices result"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.questions} {self.pk}"


class Item(Classified):
    """A question as this survey asks it, in its place on the page of a role."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="items")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    impersonal = "survey version order"

    class Meta:
        ordering = ["survey", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "version"], name="question_once_a_survey"
            ),
        ]

    def __str__(self) -> str:
        return str(self.version)


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Invitation(Classified):
    """Whom we asked. That somebody answered is marked for ten people at once, or for nobody.

    The key opens the questions and is in no answer; `role` and `group` are what the answers of
    this person will carry, never of fewer than ten people.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    role = models.CharField(max_length=20)
    group = models.CharField(max_length=9, blank=True)
    on_paper = models.BooleanField(default=False)
    completed = models.BooleanField(default=False)

    personal = dict.fromkeys(("person", "key", "role", "group", "on_paper", "completed"), ASKED)
    impersonal = "survey"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="asked_once_a_survey"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class Spent(Classified):
    """That a key was used, under a name that only this server can work out. No time, no order:
    rows go as soon as their invitations are marked."""

    mark = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="spent")

    impersonal = "mark survey"

    def __str__(self) -> str:
        return self.mark


class Response(Classified):
    """What one person answered: no key to anybody, no moment, a number drawn by lot.

    Rows are written among earlier ones, so their order says nothing either.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    role = models.CharField(max_length=20)
    group = models.CharField(max_length=9, blank=True)
    answers = models.JSONField()

    impersonal = "survey role group answers"

    def __str__(self) -> str:
        return str(self.pk)


class OpenAnswer(Classified):
    """What somebody wrote, apart from their other answers: a style of writing may be known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="open_answers")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    text = models.TextField(max_length=1000)

    personal = {"text": OPEN_TEXT}
    impersonal = "survey version"

    def __str__(self) -> str:
        return self.text


class Tie(Classified):
    """With whom somebody is still in touch: an organisation, apart from all their answers.

    Only organisations of which many people were there can be chosen, so it names nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="ties")
    value = models.CharField(max_length=20)

    impersonal = "survey value"

    def __str__(self) -> str:
        return self.value
