"""What people say in a round, as far as somebody must look at it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.written import in_words
from onderling.home.rules import Matter
from onderling.rounds.models import Round


def comments_to_read(round: Round, number: int) -> Iterator[Matter]:
    """Say that comments wait for a look. No query."""
    if number:
        yield Matter(
            kind="few",
            word=_("Wacht op u"),
            title=in_words(number, _("reactie wacht op u"), _("reacties wachten op u")),
            text=_("Lees wat mensen schreven. Plaats het, of zeg waarom niet."),
            url=reverse("discussion:queue", args=[round.slug]),
            link=_("Lees de reacties"),
        )
