"""A place that somebody would give for one in another workshop."""

from django.db import models

from onderling.base.privacy import Classified
from onderling.mail.models import Mailing
from onderling.offers.models import Meeting
from onderling.signups.models.participations import PLACE
from onderling.signups.models.seats import Signup


class Exchange(Classified):
    """A proposal: my place for one in that workshop. Who sits there reads it without a name.

    It ends with the place: a place that was given back proposes nothing.
    """

    place = models.ForeignKey(Signup, models.CASCADE, related_name="exchanges")
    wanted = models.ForeignKey(Meeting, models.CASCADE, related_name="exchanges")
    made = models.DateTimeField()
    # The letters to who sits there: kept back when the proposal is gone before they left.
    mailing = models.ForeignKey(
        Mailing, models.SET_NULL, null=True, blank=True, related_name="exchanges"
    )

    personal = {"place": PLACE}
    impersonal = "wanted made mailing"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "wanted"], name="exchange_proposed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place} tegen {self.wanted}"
