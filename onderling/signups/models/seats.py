"""Who sits where, and who stands in line for it."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.signups.models.allocation import AllocationRun
from onderling.signups.models.participations import PLACE, Participation
from onderling.signups.rules import SEATED, SignupState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class SignupQuerySet(models.QuerySet["Signup"]):
    def seated(self) -> "SignupQuerySet":
        return self.filter(state__in=SEATED)

    def waiting(self) -> "SignupQuerySet":
        """The waiting list, in order."""
        return self.filter(state=SignupState.WAITLISTED).order_by("sequence", "pk")

    def visible_to(self, person: "Person | AnonymousUser") -> "SignupQuerySet":
        """The own places, and those in rounds this person coordinates."""
        return self.filter(participation__in=Participation.objects.visible_to(person))


class Signup(Classified):
    """One person in one meeting: a seat, a place in the waiting list, or given back.

    Only `signups.actions.seats` writes these rows and the counter of the meeting.
    """

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="signups")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="signups")
    state = models.CharField(
        max_length=10,
        choices=[
            (SignupState.CONFIRMED, _("plek")),
            (SignupState.WAITLISTED, _("wachtlijst")),
            (SignupState.CANCELLED, _("afgemeld")),
            (SignupState.NO_SHOW, _("niet gekomen")),
            (SignupState.ATTENDED, _("geweest")),
        ],
    )
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    run = models.ForeignKey(AllocationRun, models.SET_NULL, null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    because = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()

    personal = dict.fromkeys(("participation", "state", "kind", "rank", "because"), PLACE)
    impersonal = "meeting sequence run by_hand since"

    objects = SignupQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "sequence", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "meeting"], name="signup_once_a_meeting"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "state", "sequence"], name="signup_in_line")]

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_state_display()} in {self.meeting}"
