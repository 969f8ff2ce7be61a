"""What there is to do about workshops: to read, to give a time, to hear a yes of."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.written import in_words
from onderling.home.rules import Matter
from onderling.offers.models import Meeting
from onderling.offers.queries.givers import silent_givers
from onderling.offers.rules import OfferState
from onderling.rounds.models import Round
from onderling.rounds.rules import State

SETTLED = {State.CONFIRMED, State.RUNNING}  # before that a time may still change


def matters_of_offers(round: Round, *, now: datetime) -> Iterator[Matter]:
    """What waits among the workshops: to be read, to get a time, to be said yes to."""
    if round.state in {State.WRAPPING_UP, State.CLOSED, State.CANCELLED}:
        return
    waiting = round.offers.filter(state=OfferState.SUBMITTED).count()
    here = Meeting.objects.filter(offer__round=round)
    planned = here.values("offer")
    loose = here.on().filter(slot=None).count()
    loose += round.offers.filter(state=OfferState.PUBLISHED).exclude(pk__in=planned).count()
    if waiting:
        yield Matter(
            kind="few",
            word=_("Wacht op u"),
            title=in_words(
                waiting, _("workshop is aangeboden"), _("workshops zijn aangeboden")
            ),
            text=_("Lees wat mensen aanbieden. Zeg ja, of vraag een aanpassing."),
            url=f"{reverse('offers:manage', args=[round.slug])}?stand={OfferState.SUBMITTED}",
            link=_("Bekijk het aanbod"),
        )
    if loose:
        yield Matter(
            kind="few",
            word=_("Nog doen"),
            title=in_words(
                loose, _("workshop heeft geen tijd"), _("workshops hebben geen tijd")
            ),
            text=_("Zet ze in een ronde en een zaal."),
            url=f"{reverse('offers:board', args=[round.slug])}#los",
            link=_("Open het bord"),
        )
    if round.state in SETTLED:
        yield from givers_to_remind(round, silent_givers([round], now=now).get(round.pk, 0))


def givers_to_remind(round: Round, number: int) -> Iterator[Matter]:
    """Say how many givers did not say yes to their time yet. No query."""
    if number:
        yield Matter(
            kind="few",
            word=_("Nog doen"),
            title=in_words(number, _("gever zei nog geen ja"), _("gevers zeiden nog geen ja")),
            text=_("Herinner hen met één knop, of bel."),
            url=reverse("offers:givers", args=[round.slug]),
            link=_("Bekijk welke gevers"),
        )
