"""Workshops somebody saved while browsing: in the database, or in the session of a visitor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.offers.models import Offer
from onderling.people.http import PersonRequest, safe_path
from onderling.rounds.http import visible_round
from onderling.signups.actions.favourites import let_go, save_workshops
from onderling.signups.http import carry_over, save_for_visitor


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
            let_go(request.user, [offer.pk])
    else:
        save_for_visitor(request, offer.pk, keep=keep)
    if request.htmx:
        context = {"round": round, "offer": offer, "saved": keep}
        return render(request, "workshops/_heart.html", context)
    return redirect(_back(request, slug, offer))


def _back(request: HttpRequest, slug: str, offer: Offer) -> str:
    list_ = reverse("workshops:programme", args=[slug])
    asked = request.POST.get("terug", "")
    if asked.startswith("/"):
        return safe_path(asked, list_)
    return f"{list_}?{asked}#w{offer.pk}" if asked else f"{list_}#w{offer.pk}"
