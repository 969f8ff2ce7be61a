"""Workshops of earlier editions, to take over with one click (X-67)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.offers.actions.copying import WAS_THERE, copy_offers, givers_of, is_there
from onderling.offers.models import Offer
from onderling.offers.rules import OfferState
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def earlier(request: PersonRequest, slug: str) -> HttpResponse:
    """List what was given before; take over one, or all that are ticked."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    past = Round.objects.visible_to(request.user).filter(
        programme=round.programme_id, starts_on__lt=round.starts_on
    )
    offers = Offer.objects.filter(round__in=past, state__in=WAS_THERE).select_related(
        "round", "maker", "theme", "working_form"
    )
    if request.method == "POST":
        ids = [pk for one in request.POST.getlist("workshop") if (pk := whole_number(one))]
        chosen = offers if "alles" in request.POST else offers.filter(pk__in=ids)
        try:
            made = copy_offers(
                chosen.order_by("-round__starts_on", "pk"),
                into=round,
                by=request.user,
                now=now(),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("offers:earlier", slug)
        _say(request, len(made))
        return redirect("offers:earlier", slug)
    here = list(round.offers.exclude(state=OfferState.WITHDRAWN))
    last = past.order_by("-starts_on", "-pk").first()
    before, again = givers_of(last) if last else set(), givers_of(round)
    context: dict[str, Any] = {
        "round": round,
        "last": last,
        "rows": [
            {"offer": offer, "there": is_there(offer, here)}
            for offer in offers.order_by("-round__starts_on", "title", "pk")
        ],
        "gave": len(before),
        "return": len(before & again),
        "may": round.allows(Deed.ARRANGE),
    }
    context["open"] = sum(not row["there"] for row in context["rows"])
    return render(request, "offers/earlier.html", context)


def _say(request: PersonRequest, number: int) -> None:
    if not number:
        messages.warning(request, _("Er is niets overgenomen: u vinkte niets nieuws aan."))
        return
    said = ngettext(
        "{count} workshop is overgenomen. Vraag de gever of die weer meedoet.",
        "{count} workshops zijn overgenomen. Vraag de gevers of zij weer meedoen.",
        number,
    )
    messages.success(request, said.format(count=number))
