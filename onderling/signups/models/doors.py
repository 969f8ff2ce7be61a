"""Who stands at the doors of a round."""

from django.db import models

from onderling.base.privacy import Classified, Personal
from onderling.people.models import Person
from onderling.rounds.models import Round

AT_DOOR = Personal("weten wie er aan de deur staat", keep="ronde+1m")


class DoorKeeper(Classified):
    """Somebody who ticks who is there, on the days of the round and on no other.

    No role: it opens the door lists of one round, also with a personal link.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="door_keepers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="doors_kept")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField()

    personal = dict.fromkeys(("person", "by"), AT_DOOR)
    impersonal = "round since"

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="at_the_door_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} aan de deur van {self.round}"
