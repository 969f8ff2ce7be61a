"""The programme: read it, search it, share what you found."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from onderling.base.policy import ANYONE, policy
from onderling.formats.workshops.forms.programme import day_of, filters_of, query_of
from onderling.formats.workshops.queries.kept import with_versions
from onderling.formats.workshops.queries.programme import (
    kept_places,
    kept_programme,
    look_at,
    versions,
)
from onderling.formats.workshops.rules.browsing import neighbours
from onderling.formats.workshops.views.drawing import asked, drawn, fresh, told
from onderling.formats.workshops.views.saved import saved_by
from onderling.offers.models import Offer
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed, shows_demand


@require_safe
@policy(ANYONE)
def programme_now(request: HttpRequest) -> HttpResponse:
    found = Round.objects.next_up(today=localdate())
    if found is None:
        return render(request, "workshops/no_programme.html")
    return redirect("workshops:programme", found.slug)


@require_safe
@policy(ANYONE)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    round = _round(request, slug)
    wanted = filters_of(request.GET)
    saved = saved_by(request, round)
    screen = drawn(round, wanted, saved=saved, **_which(request))
    wishing = kept_programme(round).wishing(now())
    context = {
        "round": round,
        "programme": screen.browsed,
        "filters": screen.filters,
        "list": screen.filled(kept_places(round), saved),
        "wanted": wanted,
        "query": query_of(wanted),
        "asked": asked(request),
        "saved": saved,
        "wishing": wishing if round.allows(Deed.WISH) else None,
        "demand": shows_demand(round.state),
        "may_take": round.allows(Deed.TAKE_PLACE) and _takes_part(request, round),
        "may_offer": round.allows(Deed.OFFER),
    }
    return render(request, "workshops/programme.html", context)


@require_safe
@policy(ANYONE)
def places(request: HttpRequest, slug: str) -> HttpResponse:
    """The places left on one screen, apart from the rest: small, and asked for often."""
    round = _round(request, slug)
    etag = quote_etag("-".join(map(str, (*versions(round), get_language()))))
    not_changed = get_conditional_response(request, etag=etag)
    if not_changed:
        return not_changed
    screen = drawn(
        round, filters_of(request.GET), saved=saved_by(request, round), **_which(request)
    )
    response = HttpResponse(fresh(screen.browsed.screen.entries, kept_places(round)))
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


@require_safe
@policy(ANYONE)
def workshop(request: HttpRequest, slug: str, offer_id: int) -> HttpResponse:
    """One workshop, with the ones before and after it among those somebody looks at."""
    round = _round(request, slug)
    wanted = filters_of(request.GET)
    saved = saved_by(request, round)
    browsed = look_at(round, wanted, whole=True, saved=saved)
    here = [entry for entry in browsed.read.entries if entry.offer == offer_id]
    if not here:
        raise Http404
    offer = get_object_or_404(
        Offer.objects.published()
        .filter(round=round)
        .select_related("theme", "working_form", "organisation"),
        pk=offer_id,
    )
    before, after = neighbours(browsed.found.entries, offer_id)
    counted = kept_places(round)
    context = {
        "round": round,
        "offer": offer,
        "times": [(e, _said(e.meeting, counted)) for e in here],
        "before": before,
        "after": after,
        "among": browsed.shown,
        "wanted": wanted,
        "query": query_of(wanted),
        "saved": offer_id in saved,
        "wishing": round.allows(Deed.WISH) and browsed.read.wishing(now()),
        "may_take": round.allows(Deed.TAKE_PLACE) and _takes_part(request, round),
    }
    return render(request, "workshops/workshop.html", context)


def _said(meeting: int | None, counted: Any) -> str:
    known = counted.get(meeting) if meeting else None
    return told(meeting, known, get_language()) if meeting and known else ""


def _round(request: HttpRequest, slug: str) -> Round:
    visible = with_versions(Round.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related("programme__organisation"), slug=slug)


def _which(request: HttpRequest) -> dict[str, Any]:
    """Which days of what fits: from a day on, or all of it on one page."""
    since = day_of(request.GET.get("vanaf", ""))
    return {"since": since, "whole": request.GET.get("toon") == "alles"}


def _takes_part(request: HttpRequest, round: Round) -> bool:
    who = request.user
    return who.is_authenticated and round.participations.filter(person=who).exists()
