"""What somebody must know before trying what another gave: about what, for whom, how long."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onderling.base.privacy import Classified
from onderling.base.written import plural
from onderling.formats.library.rules import A_WEEK
from onderling.offers.models import Theme


class Tryable(Classified):
    """`minutes` is how long it takes; empty when that is not the point (X-129)."""

    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, verbose_name=_("thema")
    )
    for_whom = models.CharField(_("voor wie"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("hoe lang het duurt"),
        null=True,
        blank=True,
        validators=[
            MaxValueValidator(A_WEEK, _("Dat is meer dan een week. Zet dat in de tekst.")),
        ],
    )

    class Meta:
        abstract = True

    @property
    def known(self) -> list[tuple[str, str]]:
        """What somebody must know before trying it, as a page and a paper say it."""
        return [(label, value) for label, value in self._facts() if value]

    def _facts(self) -> list[tuple[str, str]]:
        one, more = gettext("minuut"), gettext("minuten")
        return [
            (gettext("Thema"), str(self.theme or "")),
            (gettext("Voor"), self.for_whom),
            (gettext("Duurt"), plural(self.minutes, one, more) if self.minutes else ""),
        ]
