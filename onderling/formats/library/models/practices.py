"""Practical examples: what others can do tomorrow."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onderling.base.models import WHO_DID_WHAT
from onderling.base.privacy import Classified
from onderling.formats.library.models.contributions import GIVEN, Contribution
from onderling.formats.library.rules import LONGEST_NAME, LONGEST_TITLE
from onderling.offers.models import Theme, WorkingForm
from onderling.people.models import Person


class PracticeQuerySet(models.QuerySet["Practice"]):
    def shown(self) -> "PracticeQuerySet":
        """What everybody may read, with all that stands beside it."""
        return self.filter(published__isnull=False).select_related(
            "theme", "working_form", "contribution__upload"
        )

    def names_of(self, field: str) -> list[str]:
        """The themes, or working forms, that there are examples of."""
        names = self.filter(**{f"{field}__isnull": False}).values_list(
            f"{field}__name", flat=True
        )
        return sorted(set(names))


class Practice(Classified):
    """A practical example, with what somebody must know before trying it (S0-16, X-129).

    Made out of a contribution, or written by an editor after a round. `minutes` is how long it
    takes; empty when that is not the point.
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
    published = models.DateTimeField(null=True, blank=True)

    personal = {
        **dict.fromkeys(("title", "words", "source", "contribution"), GIVEN),
        "writer": WHO_DID_WHAT,
    }
    impersonal = "theme working_form for_whom minutes published"

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def by(self) -> str:
        """The name that belongs to it; `writer` is the editor, and stands nowhere."""
        return self.source or gettext("anoniem")
