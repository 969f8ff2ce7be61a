"""Workshops somebody saved while browsing: in the database, or in the session of a visitor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.formats.workshops.actions.favourites import let_go, save_workshops
from onderling.formats.workshops.models import Favourite
from onderling.offers.models import Offer
from onderling.people.http import PersonRequest, safe_path
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round

SESSION = "bewaard"  # what a visitor saved: the numbers of workshops
MOST = 200  # a session is no store room


@require_POST
@policy(ANYONE)
@once
def save(request: PersonRequest, slug: str, offer_id: int) -> HttpResponse:
    """Save a workshop, or let go of it. The button says which; twice is once."""
    round = visible_round(request, slug)
    published = Offer.objects.published().filter(round=round).select_related("round")
    offer = get_object_or_404(published, pk=offer_id)
    keep = request.POST.get("bewaar") != "nee"
    if request.user.is_authenticated:
        carry_over(request)
        if keep:
            save_workshops(request.user, [offer.pk])
        else:
            let_go(request.user, offer.pk)
    else:
        others = [pk for pk in request.session.get(SESSION, []) if pk != offer.pk]
        request.session[SESSION] = [*others, offer.pk][-MOST:] if keep else others
    if request.htmx:
        context = {"round": round, "offer": offer, "saved": keep}
        return render(request, "workshops/_heart.html", context)
    return redirect(_back(request, slug, offer))


def carry_over(request: PersonRequest) -> None:
    """Move what somebody saved before signing in to their own list."""
    if before := request.session.pop(SESSION, None):
        save_workshops(request.user, before)


def saved_by(request: HttpRequest, round: Round) -> frozenset[int]:
    """The workshops of this round that the visitor saved."""
    here = set(request.session.get(SESSION, ()))
    person: Any = request.user
    if person.is_authenticated:
        own = Favourite.objects.filter(person=person, offer__round=round)
        here |= set(own.values_list("offer_id", flat=True))
    return frozenset(here)


def _back(request: HttpRequest, slug: str, offer: Offer) -> str:
    list_ = reverse("workshops:programme", args=[slug])
    asked = request.POST.get("terug", "")
    if asked.startswith("/"):
        return safe_path(asked, list_)
    return f"{list_}?{asked}#w{offer.pk}" if asked else f"{list_}#w{offer.pk}"
