"""Consent per purpose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.people.models.persons import Person


class Consent(Classified):
    """What somebody said yes or no to, in which words, when (X-35). Rows never change."""

    class Purpose(models.TextChoices):
        PHOTO = "photo", _("foto’s")
        QUOTE = "quote", _("citaten")
        CONTACT = "contact", _("contact na afloop")
        PANEL = "panel", _("panel")
        NEEDS = "needs", _("lezen wat u nodig hebt")

    class Answer(models.TextChoices):
        GIVEN = "given", _("gegeven")
        REFUSED = "refused", _("geweigerd")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    answer = models.CharField(max_length=9, choices=Answer.choices)
    text_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    at = models.DateTimeField()

    personal = {
        name: Personal(
            "kunnen aantonen wat iemand goedvond", ground="toestemming", keep="altijd"
        )
        for name in ("person", "purpose", "answer")
    }
    impersonal = "text_version channel at"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.get_answer_display()}"
