"""Who was told that their card goes, and when that is."""

from django.db import models

from onderling.base.privacy import Classified, Personal
from onderling.mail.models import Message
from onderling.people.models.persons import Person


class Going(Classified):
    """Somebody whose term is nearly over: told on `told`, and gone from `on`.

    Whoever comes back in time, or says so, has no such row any more. `letter` tells it: who
    heard, and when, `actions.staying` says.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="going")
    on = models.DateField()
    told = models.DateTimeField()
    letter = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    personal = {"person": Personal("op tijd zeggen dat gegevens weggaan")}
    impersonal = "on told letter"

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.on}"
