"""The example in this install: how far it is built, and which rows are its."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.demo.rules import PEOPLE, WORKSHOPS, Size, Stage
from onderling.people.models import Person
from onderling.rounds.models import Round


class Example(Classified):
    """The example network. There is one at most; `rows` lists what goes when it goes.

    `rows` maps a code of the lists ("p-002", "org-29") to a primary key, for what the example
    itself made. An organisation or person that was here before is not in it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht")
        BUILDING = "building", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("mislukt")

    only = models.BooleanField(default=True, unique=True)
    stage = models.CharField(
        max_length=9,
        choices=[
            (Stage.OFFERS, _("het aanbod staat er")),
            (Stage.WISHES, _("de wensen zijn binnen")),
            (Stage.MATCHED, _("de proefverdeling is klaar")),
            (Stage.PUBLISHED, _("de verdeling is gepubliceerd")),
        ],
    )
    size = models.CharField(
        max_length=8,
        choices=[(Size.STUDY_DAY, _("een studiedag")), (Size.FESTIVAL, _("een festival"))],
        default=Size.STUDY_DAY,
    )
    people = models.PositiveIntegerField(default=PEOPLE[Size.STUDY_DAY])
    workshops = models.PositiveIntegerField(default=WORKSHOPS[Size.STUDY_DAY])
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    steps_done = models.PositiveSmallIntegerField(default=0)
    round = models.ForeignKey(Round, models.SET_NULL, null=True, related_name="+")
    rows = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    queued = models.DateTimeField()

    personal = {
        "by": Personal("nagaan wie wat veranderde", ground="gerechtvaardigd belang"),
    }
    impersonal = "only stage size people workshops state steps_done round rows queued"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="one_example_at_most"),
        ]

    def __str__(self) -> str:
        return self.get_stage_display()

    @property
    def study_day(self) -> Round:
        """The round of the example, once a step of building has made it."""
        if self.round is None:
            raise Round.DoesNotExist
        return self.round
