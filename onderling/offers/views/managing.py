"""The coordinator's list of workshops: what waits, what is published, what is missing."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.offers.actions.offers import step
from onderling.offers.models import Meeting, Offer
from onderling.offers.queries.balance import balance_grid
from onderling.offers.rules import OfferDeed, OfferState
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round

A_PAGE = 50
# What waits for the coordinator comes first.
ORDER = [
    OfferState.SUBMITTED,
    OfferState.CHANGES_ASKED,
    OfferState.PUBLISHED,
    OfferState.DELIVERED,
    OfferState.DRAFT,
    OfferState.WITHDRAWN,
]


@require_safe
@policy(COORDINATOR)
def manage(request: PersonRequest, slug: str) -> HttpResponse:
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    counts = Counter(round.offers.values_list("state", flat=True))
    there = [state for state in ORDER if counts[state]]
    asked = request.GET.get("stand", "")
    state = asked if asked in there else (there[0] if there else OfferState.SUBMITTED)
    offers = (
        round.offers.filter(state=state)
        .select_related("theme", "working_form", "organisation", "maker")
        .annotate(given=Count("meetings", filter=~Q(meetings__state=Meeting.State.CANCELLED)))
        .order_by("title", "pk")
    )
    labels = dict(Offer._meta.get_field("state").flatchoices)
    address = reverse("offers:manage", args=[slug])
    tabs = [
        {
            "label": f"{labels[one]} ({counts[one]})".capitalize(),
            "url": f"{address}?stand={one}",
            "current": one == state,
        }
        for one in there
    ]
    context = {
        "round": round,
        "tabs": tabs,
        "state": str(state),
        "label": labels[state],
        "page": Paginator(offers, A_PAGE).get_page(request.GET.get("pagina")),
        "waiting": counts[OfferState.SUBMITTED],
        "published": counts[OfferState.PUBLISHED],
        "total": counts.total(),
        "balance": balance_grid(round),
    }
    return render(request, "offers/manage.html", context)


@require_POST
@policy(COORDINATOR)
@once
def publish(request: PersonRequest, slug: str) -> HttpResponse:
    """Publish the ticked workshops: all of them, or on a refusal none."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    ids = [pk for one in request.POST.getlist("workshop") if (pk := whole_number(one))]
    ticked = list(round.offers.filter(pk__in=ids, state=OfferState.SUBMITTED).order_by("pk"))
    for offer in ticked:
        step(offer, OfferDeed.PUBLISH, by=request.user, now=now())
    if ticked:
        said = ngettext(
            "{count} workshop is gepubliceerd.",
            "{count} workshops zijn gepubliceerd.",
            len(ticked),
        )
        messages.success(request, said.format(count=len(ticked)))
    else:
        messages.warning(request, _("U vinkte geen workshop aan. Er is niets veranderd."))
    return redirect("offers:manage", slug)
