"""What somebody wants to hear of us, apart from what they need to know (X-31)."""

from django.db import models

from onderling.base.privacy import Classified, Personal

WANTS = Personal("sturen wat iemand wil horen", ground="toestemming", keep="altijd")


class Subscription(Classified):
    """A switch of one person: feedback on (unless told otherwise), the newsletter off.

    Goes by the opaque name of a person. Rows never change: the last one counts.
    """

    to_ref = models.CharField(max_length=80, db_index=True)
    purpose = models.CharField(max_length=12)
    wanted = models.BooleanField()
    at = models.DateTimeField()

    personal = {"to_ref": WANTS, "purpose": WANTS, "wanted": WANTS}
    impersonal = "at"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.wanted}"
