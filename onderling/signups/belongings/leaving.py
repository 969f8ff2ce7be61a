"""What this room tells and does when somebody is erased: places go to who waits for them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.people.actions.leaving import Farewell, Leaving
from onderling.people.actions.seen import Seen, Whom, of
from onderling.rounds.rules import State
from onderling.signups.actions.participations import set_state
from onderling.signups.belongings.merging import BUSY
from onderling.signups.models import Ambassador, DoorKeeper, Participation, Signup
from onderling.signups.queries.people import why_not_elsewhere
from onderling.signups.rules import SignupState

OVER = [State.WRAPPING_UP, State.CLOSED, State.CANCELLED]


def why_not_leave(leaving: Leaving) -> list[str]:
    """Nobody is taken out of a division at work, nor by a stranger to one of their rounds."""
    mine = _takes_part(leaving)
    if leaving.by and not leaving.own:
        elsewhere = why_not_elsewhere(leaving.who.ids, by=leaving.by)
        if elsewhere:
            return elsewhere
    busy = mine.filter(round__runs__state__in=BUSY).select_related("round").distinct()
    said = _("De verdeling van {round} is bezig. Wacht tot zij klaar is.")
    return [said.format(round=one.round) for one in busy]


def tell_leaving(leaving: Leaving) -> Farewell:
    ahead = _ahead(leaving)
    first = []
    for one in ahead:
        seats = one.signups.seated().count()
        if seats:
            places = plural(seats, _("plek komt vrij"), _("plekken komen vrij"))
            first.append(
                _("{round}: {places}. Wie op de wachtlijst staat, schuift door.").format(
                    round=one.round, places=places
                )
            )
    goes = []
    if _takes_part(leaving).exists():
        goes.append(_("Met wie iemand graag samen wil, wat iemand meeneemt, het agenda-adres."))
    stays = [
        _("{round}: dat er iemand meedeed, voor de aantallen, zonder naam.").format(
            round=one.round
        )
        for one in _takes_part(leaving).select_related("round").order_by("round__starts_on")
    ]
    return Farewell(first, goes, stays)


def leave(leaving: Leaving) -> None:
    """Give back what lies ahead through the one door, so that the waiting lists move up."""
    for one in _ahead(leaving):
        set_state(one, Participation.State.NOT_COMING, by=leaving.by, now=leaving.now)


def seen(whom: Whom) -> Iterator[Seen]:
    """Who takes part in a round or was asked to, invites others, or stands at the door."""
    for model in (Participation, Ambassador, DoorKeeper):
        rows = of(model._default_manager.order_by(), "person", whom)
        for found in rows.values_list("person", "round__ends_on", "round"):
            yield Seen(*found)


def _takes_part(leaving: Leaving) -> QuerySet[Participation]:
    return Participation.objects.filter(person__in=leaving.who.ids)


def _ahead(leaving: Leaving) -> list[Participation]:
    """Where somebody is still to come. Who was there, was there."""
    been = Signup.objects.filter(
        state=SignupState.ATTENDED, participation__person__in=leaving.who.ids
    )
    ahead = (
        _takes_part(leaving)
        .exclude(round__state__in=OVER)
        .exclude(pk__in=been.values("participation"))
        .filter(round__ends_on__gte=leaving.now.date())
    )
    return list(ahead.select_related("round", "person").order_by("round", "pk"))
