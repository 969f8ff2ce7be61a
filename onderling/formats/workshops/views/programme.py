"""The programme: read it, search it, share what you found."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from onderling.base.language import speak_as
from onderling.base.policy import ANYONE, policy
from onderling.evaluation.queries.groups import groups_running
from onderling.formats.workshops.forms.programme import filters_of, query_of
from onderling.formats.workshops.queries.demand import Places
from onderling.formats.workshops.queries.kept import keep
from onderling.formats.workshops.queries.preview import preview_of_workshop
from onderling.formats.workshops.queries.programme import (
    FRESH,
    Browsed,
    Edition,
    edition_of,
    kept_places,
    look_at,
    places_here,
)
from onderling.formats.workshops.rules.browsing import Entry, Filters, neighbours
from onderling.formats.workshops.views.drawing import drawn, fresh, told
from onderling.formats.workshops.views.whole import not_known, same_for_all, which
from onderling.offers.models import Offer
from onderling.offers.queries.audience import Reserved, not_for
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed, shows_demand
from onderling.signups.http import saved_by
from onderling.signups.queries import Own, own_here, takes_part


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
    of = _edition(request, slug)
    wanted = filters_of(request.GET)
    if not_known(request):
        return same_for_all(request, of, wanted, lambda: _page(request, of, wanted))
    return HttpResponse(_page(request, of, wanted))


def _page(request: HttpRequest, of: Edition, wanted: Filters) -> str:
    round = of.round
    saved = saved_by(request, round)
    screen = drawn(of, wanted, saved=saved, **which(request))
    read = screen.browsed.read
    wishing = read.wishing(now())
    context = {
        "round": round,
        "programme": screen.browsed,
        "filters": screen.filters,
        "list": screen.filled(kept_places(of), saved),
        "wanted": wanted,
        "query": query_of(wanted),
        "asked": request.GET.urlencode(),
        "saved": saved,
        "wishing": wishing if round.allows(Deed.WISH) else None,
        "one_list": read.one_list,
        "demand": shows_demand(round.state),
        "may_take": round.allows(Deed.TAKE_PLACE) and takes_part(request.user, round),
        "may_offer": round.allows(Deed.OFFER),
    }
    return render_to_string("workshops/programme.html", context, request)


@require_safe
@policy(ANYONE)
def places(request: PersonRequest, slug: str) -> HttpResponse:
    """The places left on one screen, apart from the rest: small, and asked for often."""
    of = _edition(request, slug)
    if not request.htmx:  # opened by hand, or without script: the page itself is as fresh
        asked = request.GET.urlencode()
        page = reverse("workshops:programme", args=[slug])
        return redirect(f"{page}?{asked}" if asked else page)
    etag = quote_etag(f"{of.at.offers}-{of.at.places}-{get_language()}")
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(_fresh(request, of))
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _fresh(request: HttpRequest, of: Edition) -> str:
    wanted, days = filters_of(request.GET), which(request)
    saved = saved_by(request, of.round) if wanted.kept else ()

    def draw() -> str:
        entries = drawn(of, wanted, saved=saved, **days).browsed.screen.entries
        return fresh(entries, kept_places(of))

    key = ("fresh", of.round.pk, wanted, saved, *days.values(), get_language())
    return keep(key, of.at, draw, seconds=FRESH)


@require_safe
@policy(ANYONE)
def workshop(request: HttpRequest, slug: str, offer_id: int) -> HttpResponse:
    """One workshop, with the ones before and after it among those somebody looks at."""
    of = _edition(request, slug)
    wanted = filters_of(request.GET)
    if not_known(request):
        return same_for_all(
            request, of, wanted, lambda: _workshop_page(request, of, wanted, offer_id)
        )
    return HttpResponse(_workshop_page(request, of, wanted, offer_id))


def _workshop_page(request: HttpRequest, of: Edition, wanted: Filters, offer_id: int) -> str:
    round = of.round
    saved = saved_by(request, round)
    browsed = keep(
        ("found", round.pk, wanted, saved if wanted.kept else None, get_language()),
        of.at if wanted.free else of.at.offers,
        lambda: look_at(of, wanted, whole=True, saved=saved),
    )
    here = [entry for entry in browsed.read.entries if entry.offer == offer_id]
    if not here:
        raise Http404
    counted = places_here(of, offer_id)
    may_take = round.allows(Deed.TAKE_PLACE) and takes_part(request.user, round)
    own = own_here(request.user.pk, offer_id) if may_take and request.user.pk else {}
    context = {
        "round": round,
        "line": here[0],
        "not_for": here[0].only and _not_for(request, round, offer_id),
        "told": _told(of, wanted, offer_id, browsed),
        "preview": preview_of_workshop(round, here, browsed.read.slots),
        "times": [_time(entry, counted, own) for entry in here],
        "among": browsed.shown,
        "wanted": wanted,
        "query": query_of(wanted),
        "saved": offer_id in saved,
        "wishing": round.allows(Deed.WISH) and browsed.read.wishing(now()),
        "one_list": browsed.read.one_list,
        "may_take": may_take,
    }
    return render_to_string("workshops/workshop.html", context, request)


def _told(of: Edition, wanted: Filters, offer_id: int, browsed: Browsed) -> SafeString:
    """What the page of a workshop tells everybody, drawn once."""

    def draw() -> SafeString:
        published = Offer.objects.published().filter(round=of.round)
        offer = get_object_or_404(
            published.select_related("theme", "working_form", "organisation"), pk=offer_id
        )
        before, after = neighbours(browsed.found.entries, offer_id)
        context = {
            "round": of.round,
            "offer": offer,
            "group": groups_running().filter(offer=offer).first(),
            "before": before,
            "after": after,
            "query": query_of(wanted),
        }
        return render_to_string("workshops/_told.html", context)

    if wanted.kept:
        return draw()  # nobody else has this one
    key = ("told", of.round.pk, offer_id, wanted, get_language())
    return keep(key, of.at if wanted.free else of.at.offers, draw)


@dataclass(frozen=True)
class Time:
    """One time a workshop is given: how full it is, and what the visitor has there."""

    entry: Entry
    places: str
    full: bool
    own: Own | None


def _time(entry: Entry, counted: Mapping[int, Places], own: Mapping[int, Own]) -> Time:
    meeting = entry.meeting
    known = counted.get(meeting) if meeting else None
    if not meeting or not known:
        return Time(entry, "", full=False, own=None)
    said = told(meeting, known, get_language())
    return Time(entry, said, known.full, own.get(meeting))


def _edition(request: HttpRequest, slug: str) -> Edition:
    found = edition_of(slug, request.user)
    if found is None:
        raise Http404
    speak_as(found.round.programme.form_of_address)
    return found


def _not_for(request: HttpRequest, round: Round, offer_id: int) -> Reserved | None:
    """Say to who takes part that this workshop is not for their organisation."""
    who = request.user
    if not who.is_authenticated:
        return None
    own = round.participations.filter(person=who).select_related("affiliation").first()
    return not_for(round, own.organisation_id).get(offer_id) if own else None
