"""Quotes of a round: a coordinator keeps them, and whoever said it takes it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.offers.queries.persons import people_called
from onderling.outcomes.actions.quotes import add_quote, withdraw_quote
from onderling.outcomes.forms.quotes import QuoteForm
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
                raise Refused(_("Wij vinden niet één mens met die naam. Typ het e-mailadres."))
            add_quote(
                round,
                told["text"],
                told["level"],
                person=found[0] if found else None,
                by=request.user,
                now=now(),
            )
        except Refused as refusal:
            form.add_error("who", str(refusal))
        else:
            messages.success(request, _("Het citaat is bewaard."))
            return redirect("outcomes:quotes", slug)
    shown = round.quotes.shown().select_related("organisation")
    context = {"round": round, "form": form, "quotes": shown}
    return render(request, "outcomes/quotes.html", context)


@require_POST
@policy(SIGNED_IN)
@once
def withdraw(request: PersonRequest, quote_id: int) -> HttpResponse:
    """Take one's own words back; also with the personal link."""
    mine = get_object_or_404(request.user.quotes.filter(withdrawn=None), pk=quote_id)
    withdraw_quote(mine, by=request.user, now=now())
    messages.success(request, _("Het citaat is overal weg."))
    return redirect("outcomes:mine")
