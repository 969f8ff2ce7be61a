"""Coffee with somebody new, for who coordinates and for who joins (X-94)."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.evaluation.actions.coffee import (
    ask_for_coffee,
    asked_for_coffee,
    introduced,
    say_coffee,
    say_happened,
)
from onderling.evaluation.http import own_round
from onderling.evaluation.models import CoffeeSeat
from onderling.evaluation.queries.coffee import months_of
from onderling.evaluation.rules.coffee import first_of
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def coffee(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask who wants coffee this month, first say whom; and how it went before."""
    round, changed = managed_round(request, slug), False
    if request.method == "POST":
        try:
            digest = request.POST.get("groep", "")
            asked = ask_for_coffee(round, digest=digest, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("evaluation:coffee", slug)
        if asked:
            messages.success(request, _("De e-mails gaan over 5 minuten weg."))
            return redirect("evaluation:coffee", slug)
        changed = True
    months = months_of(round)
    today = localdate(now(), ZoneInfo(round.zone))
    context = {
        "round": round,
        "reach": asked_for_coffee(round).reach,
        "changed": changed,
        "months": months,
        "may_ask": not any(one.it.month == first_of(today) for one in months),
    }
    return render(request, "evaluation/coffee.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def my_coffee(request: PersonRequest, slug: str) -> HttpResponse:
    """Join this month or not; read with whom; say whether it came about."""
    round = own_round(request, slug)
    month = round.coffee.first()
    today = localdate(now(), ZoneInfo(round.zone))
    seat = month and month.seats.filter(person=request.user).first()
    if request.method == "POST" and month:
        said = request.POST.get("gelukt", "")
        try:
            if seat and said in CoffeeSeat.Happened.values:
                say_happened(seat, said)
            elif not seat:
                say_coffee(month, request.user, yes="ja" in request.POST, today=today)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Bewaard. U kunt het hier weer veranderen."))
        return redirect("evaluation:my_coffee", slug)
    context: dict[str, Any] = {
        "round": round,
        "month": month,
        "open": month and not month.paired_on and month.last_day >= today,
        "joins": month and month.yes.filter(person=request.user).exists(),
        "seat": seat,
        "answers": CoffeeSeat.Happened.choices,
    }
    if month and seat:
        others = month.seats.filter(table=seat.table).exclude(pk=seat.pk)
        context["others"] = [introduced(one.person) for one in others.select_related("person")]
    return render(request, "evaluation/my_coffee.html", context)
