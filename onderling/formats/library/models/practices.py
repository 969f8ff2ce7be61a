"""Practical examples: what others can do tomorrow."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onderling.base.models import WHO_DID_WHAT
from onderling.formats.library.models.contributions import GIVEN, Contribution
from onderling.formats.library.models.trying import Tryable
from onderling.formats.library.rules import (
    FEWEST_ASKED,
    LONGEST_NAME,
    LONGEST_TITLE,
    MOST_PEOPLE,
)
from onderling.offers.models import WorkingForm
from onderling.people.models import Person
from onderling.people.rules import Role, Scope


class PracticeQuerySet(models.QuerySet["Practice"]):
    def shown(self) -> "PracticeQuerySet":
        """What everybody may read, with all that stands beside it."""
        return self.filter(published__isnull=False, hidden=None).with_facts()

    def with_facts(self) -> "PracticeQuerySet":
        return self.select_related("theme", "working_form", "contribution__upload")

    def managed_by(self, person: Any) -> "PracticeQuerySet":
        """The own ones of a coordinator; all of them for who runs the network."""
        if not isinstance(person, Person) or not person.holds(Role.OWNER, Role.COORDINATOR):
            return self.none()
        if person.holds(Role.OWNER) or Scope.NETWORK in person.scopes(Role.COORDINATOR):
            return self
        return self.filter(writer=person)

    def names_of(self, field: str) -> list[str]:
        """The themes, or working forms, that there are examples of."""
        names = self.filter(**{f"{field}__isnull": False}).values_list(
            f"{field}__name", flat=True
        )
        return sorted(set(names))


class Practice(Tryable):
    """A practical example, with what somebody must know before trying it (S0-16, X-129).

    Made out of a contribution, or written by an editor; `note_ref` names the note of a workshop
    that it came of. `asked`, `knows` and `uses` are the counts of a survey, typed by an editor
    with the name and the date of where they come from; all of them or none.
    """

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, null=True, blank=True, related_name="practice"
    )
    title = models.CharField(_("titel"), max_length=LONGEST_TITLE)
    words = models.TextField(_("tekst"))
    source = models.CharField(_("van wie"), max_length=LONGEST_NAME, blank=True)
    working_form = models.ForeignKey(
        WorkingForm, models.PROTECT, null=True, blank=True, verbose_name=_("werkvorm")
    )
    survey = models.CharField(max_length=LONGEST_NAME, blank=True)
    survey_when = models.CharField(max_length=40, blank=True)
    asked = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_PEOPLE, _("Zoveel kan niet. Kijk het aantal na."))],
    )
    knows = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(null=True, blank=True)
    writer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    note_ref = models.CharField(max_length=80, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    hidden = models.DateTimeField(null=True, blank=True)

    personal = {
        **dict.fromkeys(("title", "words", "source", "contribution"), GIVEN),
        "writer": WHO_DID_WHAT,
    }
    impersonal = (
        "theme working_form for_whom minutes survey survey_when asked knows uses note_ref"
        " published hidden"
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked=None, knows=None, uses=None, survey="", survey_when="")
                | (
                    models.Q(
                        asked__gte=FEWEST_ASKED,
                        asked__isnull=False,
                        knows__isnull=False,
                        uses__isnull=False,
                        knows__lte=models.F("asked"),
                        uses__lte=models.F("knows"),
                    )
                    & ~models.Q(survey="")
                    & ~models.Q(survey_when="")
                ),
                name="practice_counts_with_their_source",
            ),
            models.UniqueConstraint(
                fields=["note_ref"],
                condition=~models.Q(note_ref=""),
                name="practice_of_a_note_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_shown(self) -> bool:
        return self.published is not None and self.hidden is None

    @property
    def by(self) -> str:
        """The name that belongs to it; `writer` is the editor, and stands nowhere."""
        return self.source or gettext("anoniem")

    @property
    def counts_said(self) -> str:
        """How many know and use it, of how many, and who counted that; empty without counts."""
        if not self.asked:
            return ""
        source = f"{self.survey}, {self.survey_when}"
        if not self.knows:
            said = gettext(
                "Van de {asked} mensen die antwoordden, kent niemand dit ({source})."
            )
        elif not self.uses:
            said = gettext(
                "Van de {asked} mensen die antwoordden, kennen {knows} dit."
                " Niemand gebruikt het ({source})."
            )
        else:
            said = gettext(
                "Van de {asked} mensen die antwoordden, kennen {knows} dit en gebruiken {uses}"
                " het ({source})."
            )
        return said.format(asked=self.asked, knows=self.knows, uses=self.uses, source=source)

    def _facts(self) -> list[tuple[str, str]]:
        theme, *others = super()._facts()
        form = (gettext("Werkvorm"), str(self.working_form or ""))
        return [theme, form, *others, (gettext("Hoe bekend"), self.counts_said)]
