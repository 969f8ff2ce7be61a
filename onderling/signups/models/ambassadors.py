"""Who invites others to a round through a link of their own."""

from django.db import models

from onderling.base.privacy import Classified, Personal
from onderling.people.models import Person, new_key
from onderling.rounds.models import Round

BROUGHT = Personal("tellen via wie mensen kwamen", keep="ronde+1m")


class Ambassador(Classified):
    """Somebody with an invitation of their own. Its address counts, and gives no right at all.

    An invitation that ended still leads to the round; whom it brought stays counted.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="ambassadors")
    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(("person", "by"), BROUGHT)
    impersonal = "round key since ended"

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="ambassador_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} nodigt uit voor {self.round}"
