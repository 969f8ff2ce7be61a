"""How a visitor takes part, what they saved while browsing, whom they looked up."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from onderling.base.language import speak_as
from onderling.base.prepared import prepared
from onderling.base.typed import whole_number
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round
from onderling.rounds.rules import is_public
from onderling.signups.actions.favourites import save_workshops
from onderling.signups.models import Favourite, Participation
from onderling.signups.queries import people_in_reach
from onderling.signups.queries.people import named


@prepared
def _own(person: int, slug: str) -> QuerySet[Participation]:
    own = Participation.objects.filter(person=person, round__slug=slug)
    return own.select_related("round__programme__organisation")


def own_participation(request: PersonRequest, slug: str) -> Participation:
    """Find how the visitor takes part in the round of this address; the page says its u or je.

    One question, for in a rush everybody asks it. Who does not take part finds no such page.
    """
    found = _own(person=request.user.pk, slug=slug)
    if not found or not is_public(found[0].round.state):
        visible_round(request, slug)  # a coordinator may take part in what is not public yet
    if not found:
        raise Http404
    own = found[0]
    own.person = request.user
    speak_as(own.round.programme.form_of_address)
    return own


SHOWN = 12  # people found by a name; who has more types more


def looked_up(request: PersonRequest, among: QuerySet[Person]) -> dict[str, Any]:
    """What a page needs to look somebody up by name: what was typed, and who was found."""
    query = request.GET.get("zoek", "").strip()[:80]
    return {"query": query, "found": named(among, query)[:SHOWN] if query else []}


def chosen_person(request: PersonRequest) -> Person | None:
    """Find whom a coordinator chose from what they looked up; None is told to them."""
    asked = whole_number(request.POST.get("wie")) or 0
    person = people_in_reach(request.user).filter(pk=asked).first()
    if person is None:
        messages.error(request, _("Kies iemand uit de lijst."))
    return person


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
