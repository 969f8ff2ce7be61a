"""Texts of messages that a coordinator wrote instead of ours."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified


class OwnText(Classified):
    """The subject and body of one template, as one round wants them (X-33)."""

    scope_ref = models.CharField(max_length=80)
    key = models.CharField(max_length=40)
    subject = models.CharField(_("onderwerp"), max_length=200)
    body = models.TextField(_("tekst"))
    changed = models.DateTimeField()

    impersonal = "scope_ref key subject body changed"

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["scope_ref", "key"], name="own_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.subject}"
