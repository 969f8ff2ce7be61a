"""Quotes of a round: a coordinator keeps them, and whoever said it takes it back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import ANYONE, COORDINATOR, SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.offers.queries.persons import people_called
from onderling.outcomes.actions.quotes import add_quote, quote_behind, quote_key, withdraw_quote
from onderling.outcomes.forms.quotes import QuoteForm
from onderling.outcomes.models import Quote
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def quotes(request: PersonRequest, slug: str) -> HttpResponse:
    """All quotes of a round with their permission; add one, or take one away."""
    round = managed_round(request, slug)
    gone = whole_number(request.POST.get("weg"))
    form = QuoteForm(request.POST if request.method == "POST" and gone is None else None)
    if gone is not None:
        withdraw_quote(
            get_object_or_404(round.quotes.all(), pk=gone), by=request.user, now=now()
        )
        messages.success(request, _("Het citaat is overal weg."))
        return redirect("outcomes:quotes", slug)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        found = people_called(told["who"]) if told["who"] else []
        try:
            if told["who"] and len(found) != 1:
                raise Refused(
                    _("Niemand heet zo, of meer dan één mens heet zo. Typ het e-mailadres.")
                )
            add_quote(
                round,
                told["text"],
                told["level"],
                person=found[0] if found else None,
                asks=told["asks"],
                by=request.user,
                now=now(),
            )
        except Refused as refusal:
            form.add_error("who", str(refusal))
        else:
            messages.success(request, _("Het citaat is bewaard."))
            return redirect("outcomes:quotes", slug)
    shown = list(round.quotes.shown().select_related("organisation"))
    context = {"round": round, "form": form, "quotes": [(one, _way_back(one)) for one in shown]}
    return render(request, "outcomes/quotes.html", context)


def _way_back(quote: Quote) -> str:
    """The address for who said something without a name: they have no page of their own."""
    if quote.level != Quote.Level.ANONYMOUS:
        return ""
    return settings.BASE_ADDRESS + reverse("outcomes:take_back", args=[quote_key(quote)])


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@never_cache
@once
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Take words back without a name: whoever has the address from the coordinator may."""
    found = quote_behind(token)
    if found is None:
        raise Http404
    speak_as(found.round.programme.form_of_address)
    if request.method == "POST":
        withdraw_quote(found, by=None, now=now())
        messages.success(request, _("Het citaat is overal weg."))
        return redirect("outcomes:take_back", token)
    return render(request, "outcomes/take_back.html", {"round": found.round, "quote": found})


@require_POST
@policy(SIGNED_IN)
@once
def withdraw(request: PersonRequest, quote_id: int) -> HttpResponse:
    """Take one's own words back; also with the personal link."""
    mine = get_object_or_404(request.user.quotes.filter(withdrawn=None), pk=quote_id)
    withdraw_quote(mine, by=request.user, now=now())
    messages.success(request, _("Het citaat is overal weg."))
    return redirect("outcomes:mine")
