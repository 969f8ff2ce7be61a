"""Two records that turned out to be one person."""

from django.db import models

from onderling.base.privacy import Classified, Personal
from onderling.people.models.persons import Person

MERGED = Personal("twee kaarten van één mens samenvoegen, en dat kunnen terugdraaien")


class Merge(Classified):
    """One record went into another. `steps` is every row that changed, as it was and became,
    so that the record that ended can return as it was (X-137)."""

    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Person, models.CASCADE, related_name="went_into")
    steps = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone = models.DateTimeField(null=True, blank=True)

    personal = dict.fromkeys(("kept", "gone", "steps", "by"), MERGED)
    impersonal = "at undone"

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=models.Q(undone=None), name="merged_once"
            ),
        ]

    def __str__(self) -> str:
        return self.kept.name
