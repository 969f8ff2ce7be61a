"""The shape of the day: its stretches and its rooms."""

import re

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified
from onderling.rounds.models import Round

# “Maandag 7 december, 9.30 uur”
HOUR_OF_ITS_OWN = re.compile(r",? \d{1,2}[.:]\d{2}( uur| u)?$")


class Slot(Classified):
    """A stretch of the day: a round of workshops, a plenary part, lunch or a break (X-135)."""

    class Kind(models.TextChoices):
        WORKSHOPS = "workshops", _("workshops")
        PLENARY = "plenary", _("met z’n allen")
        BREAK = "break", _("pauze of lunch")

    round = models.ForeignKey(Round, models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.WORKSHOPS)
    number = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("naam"), max_length=80)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    where = models.CharField(_("waar"), max_length=80, blank=True)

    impersonal = "round kind number label starts ends where"

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="slot_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def beside_hours(self) -> str:
        """The label where the hours stand next to it: without an hour of its own."""
        return HOUR_OF_ITS_OWN.sub("", self.label)


class Room(Classified):
    """A room in the building of this round's day."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="rooms")
    name = models.CharField(_("zaal"), max_length=60)
    holds = models.PositiveSmallIntegerField(_("plekken"), default=20)
    accessible = models.BooleanField(_("met een rolstoel te bereiken"), default=True)
    # A place without walls, such as online: workshops there are not in each other's way.
    shared = models.BooleanField(_("meer workshops tegelijk"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    impersonal = "round name holds accessible shared order"

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="room_once_a_round"),
        ]

    def __str__(self) -> str:
        return self.name
