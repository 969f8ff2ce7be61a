"""What people gave on public pages, as far as an editor must look at it."""

from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base.written import in_words
from onderling.evaluation.queries.groups import groups_waiting
from onderling.formats.library.models import Contribution
from onderling.home.rules import Matter
from onderling.outcomes.models import Disposition
from onderling.people.models import Person
from onderling.rounds.models import Round


def contributions_to_read(person: Person) -> Iterator[Matter]:
    """Say that contributions wait for this editor: of own rounds, and of no round.

    What was placed and is not answered in time belongs to every editor.
    """
    number = Contribution.objects.managed_by(person).to_judge().count()
    if number:
        yield Matter(
            kind="few",
            word=_("Wacht op u"),
            title=in_words(number, _("bijdrage wacht op u"), _("bijdragen wachten op u")),
            text=_("Lees wat mensen gaven. Plaats het, of zeg waarom niet."),
            url=reverse("library:queue"),
            link=_("Lees de bijdragen"),
        )
    unanswered = Disposition.objects.managed_by(person).unanswered().filter(round=None)
    if late := unanswered.filter(due__lt=localdate()).count():
        yield Matter(
            kind="bad",
            word=_("Te laat"),
            title=in_words(
                late, _("bijdrage kreeg geen antwoord"), _("bijdragen kregen geen antwoord")
            ),
            text=_("De inzender ziet dat ook. Schrijf wat ermee gebeurt, of waarom niet."),
            url=f"{reverse('library:queue')}#antwoorden",
            link=_("Bekijk welke"),
        )


def groups_to_read(person: Person) -> Iterator[Matter]:
    """Say that texts of standing groups were written anew; also in rounds that are closed."""
    waiting = groups_waiting(Round.objects.managed_by(person)).order_by("offer__round")
    counted: Counter[Round] = Counter(one.offer.round for one in waiting)
    for round, number in counted.items():
        yield Matter(
            kind="few",
            word=_("Wacht op u"),
            title=in_words(
                number,
                _("tekst van een vaste groep is verbeterd"),
                _("teksten van vaste groepen zijn verbeterd"),
            ),
            text=_("{name}. Lees ze. Zet ze terug, of zeg waarom niet.").format(
                name=round.name
            ),
            url=reverse("evaluation:groups", args=[round.slug]),
            link=_("Lees en beslis"),
        )
