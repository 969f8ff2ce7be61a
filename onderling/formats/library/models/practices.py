"""Practical examples: what others can do tomorrow."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onderling.base.models import WHO_DID_WHAT
from onderling.base.privacy import Classified
from onderling.base.written import plural
from onderling.formats.library.models.contributions import GIVEN, Contribution
from onderling.formats.library.rules import LONGEST_NAME, LONGEST_TITLE
from onderling.offers.models import Theme, WorkingForm
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


class Practice(Classified):
    """A practical example, with what somebody must know before trying it (S0-16, X-129).

    Made out of a contribution, or written by an editor; `note_ref` names the note of a workshop
    that it came of. `minutes` is how long it takes; empty when that is not the point.
    """

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, null=True, blank=True, related_name="practice"
    )
    title = models.CharField(_("titel"), max_length=LONGEST_TITLE)
    words = models.TextField(_("tekst"))
    source = models.CharField(_("van wie"), max_length=LONGEST_NAME, blank=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, verbose_name=_("thema")
    )
    working_form = models.ForeignKey(
        WorkingForm, models.PROTECT, null=True, blank=True, verbose_name=_("werkvorm")
    )
    for_whom = models.CharField(_("voor wie"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("hoe lang het duurt"), null=True, blank=True)
    writer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    note_ref = models.CharField(max_length=80, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    hidden = models.DateTimeField(null=True, blank=True)

    personal = {
        **dict.fromkeys(("title", "words", "source", "contribution"), GIVEN),
        "writer": WHO_DID_WHAT,
    }
    impersonal = "theme working_form for_whom minutes note_ref published hidden"

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "-pk"]

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
    def known(self) -> list[tuple[str, str]]:
        """What somebody must know before trying it, as a page and a paper say it (X-129)."""
        one, more = gettext("minuut"), gettext("minuten")
        said = [
            (gettext("Thema"), str(self.theme or "")),
            (gettext("Werkvorm"), str(self.working_form or "")),
            (gettext("Voor"), self.for_whom),
            (gettext("Duurt"), plural(self.minutes, one, more) if self.minutes else ""),
        ]
        return [(label, value) for label, value in said if value]
