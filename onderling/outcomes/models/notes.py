"""What a workshop noted, and who may write it down."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.offers.models import Meeting, Theme
from onderling.outcomes.rules.notes import LONGEST, MOST
from onderling.people.models import Person

NOTES = Personal("weten wie opschrijft wat een workshop vindt", keep="ronde+1m")


class OutcomeNote(Classified):
    """One of at most five short notes of a meeting (S0-9). It is the workshop that says it:
    no person stands on it. `theme` is the tag.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("wat eruit kwam"), max_length=LONGEST)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, verbose_name=_("thema")
    )
    made = models.DateTimeField()
    changed = models.DateTimeField()

    impersonal = "meeting position text theme made changed"

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="note_once_a_place"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST), name="note_one_of_five"
            ),
            # SQLite does not count the characters of a column by itself.
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST), name="note_is_short"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class NoteTaker(Classified):
    """Somebody who writes the notes of one meeting instead of who gives it.

    No role: it opens the notes of that meeting and nothing else, also with a personal link.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="note_takers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="takes_notes")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField()

    personal = dict.fromkeys(("person", "by"), NOTES)
    impersonal = "meeting since"

    class Meta:
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="takes_notes_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} schrijft bij {self.meeting}"
