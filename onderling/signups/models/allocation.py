"""Runs of the allocation: what was fixed beforehand, what came out, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models.participations import PLACE, Participation


class Lock(Classified):
    """Somebody is fixed in a meeting before the allocation runs, with why (X-25, X-5)."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="locks")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="locks")
    because = models.CharField(_("reden"), max_length=200)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    personal = dict.fromkeys(("participation", "because", "by"), PLACE)
    impersonal = "meeting at"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "meeting"], name="lock_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participation} vast in {self.meeting}"


class AllocationRun(Classified):
    """One run of the allocation: input, seed, settings and result, kept as they were (X-22)."""

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht")
        RUNNING = "running", _("bezig")
        PREVIEW = "preview", _("proef")
        INFEASIBLE = "infeasible", _("kan niet")
        FAILED = "failed", _("mislukt")
        STOPPED = "stopped", _("gestopt")
        PUBLISHED = "published", _("gepubliceerd")
        UNDONE = "undone", _("ongedaan gemaakt")

    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    seed = models.CharField(max_length=40)
    problem = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    result = models.JSONField(default=dict)
    progress = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=120, blank=True)
    trouble = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    queued = models.DateTimeField()
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    asked = models.DateTimeField(null=True, blank=True)  # that the worker publishes this
    asker = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    personal = dict.fromkeys(("problem", "result", "trouble", "by", "asker"), PLACE)
    impersonal = (
        "round state seed digest progress doing attempts queued started finished published"
        " asked"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state="published"),
                name="one_published_run_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"verdeling {self.pk} van {self.round}"

    @property
    def is_being_published(self) -> bool:
        return self.state == self.State.PREVIEW and self.asked is not None


class Match(Classified):
    """One person's place in a run, as proposed. Becomes a sign-up when the run is published."""

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="matches")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="matches")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    because = models.CharField(max_length=200, blank=True)

    personal = dict.fromkeys(("participation", "kind", "rank", "because"), PLACE)
    impersonal = "run meeting by_hand"

    class Meta:
        ordering = ["participation", "meeting__slot__starts"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "participation", "meeting"], name="match_once_a_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation} in {self.meeting}"


class Reason(Classified):
    """Why a higher wish was missed, in numbers that can be checked (X-23).

    Read by the person and the coordinators of the round only; names no other person.
    """

    run = models.ForeignKey(AllocationRun, models.CASCADE, related_name="reasons")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="reasons")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    because = models.CharField(max_length=12)
    numbers = models.JSONField(default=dict)

    personal = dict.fromkeys(("participation", "because", "numbers"), PLACE)
    impersonal = "run meeting"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "participation", "meeting"], name="reason_once_a_run"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.because}: {self.meeting}"
