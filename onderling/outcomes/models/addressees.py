"""Who answers: a role at an organisation, with a person for now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified, Personal
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Programme

ANSWERS = Personal("weten wie antwoordt op wat mensen vroegen", keep="ronde+12m")


class Addressee(Classified):
    """Who answers in a series of rounds. Everybody reads the role; the person may change, and
    then what is open goes to the next (X-84). Without a series: an editor of the library."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="addressees"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
    )
    role = models.CharField(_("functie of team"), max_length=120)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="answers_as"
    )

    personal = {"person": ANSWERS}
    impersonal = "programme organisation role"

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"], name="addressee_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role
