"""What a visitor saved while browsing: in the database, or in the session of who is a guest."""

from typing import Any

from django.http import HttpRequest

from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.signups.actions.favourites import save_workshops
from onderling.signups.models import Favourite

SESSION = "bewaard"  # what a visitor saved: the numbers of workshops
MOST = 200  # a session is no store room


def saved_by(request: HttpRequest, round: Round) -> tuple[int, ...]:
    """The workshops of this round that the visitor saved, in the order of saving."""
    here = list(request.session.get(SESSION, ()))
    person: Any = request.user
    if person.is_authenticated:
        own = Favourite.objects.filter(person=person, offer__round=round).order_by("pk")
        here = [*own.values_list("offer_id", flat=True), *here]
    return tuple(dict.fromkeys(here))


def save_for_visitor(request: HttpRequest, offer: int, *, keep: bool) -> None:
    """Save a workshop in the session, or let go of it."""
    others = [pk for pk in request.session.get(SESSION, []) if pk != offer]
    request.session[SESSION] = [*others, offer][-MOST:] if keep else others


def carry_over(request: PersonRequest) -> None:
    """Move what somebody saved before signing in to their own list."""
    if before := request.session.pop(SESSION, None):
        save_workshops(request.user, before)
