"""Handing a round over: ask, show what it means, do it; an owner can turn it back (X-141)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, OWNER, policy
from onderling.people.http import PersonRequest
from onderling.people.rules import Role
from onderling.rounds.actions.hand_over import (
    coordinators_of,
    moves_with,
    read_note,
    turn_back,
)
from onderling.rounds.actions.hand_over import hand_over as do_hand_over
from onderling.rounds.forms import HandOverForm
from onderling.rounds.http import managed_round
from onderling.rounds.models import HandOver, Round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def hand_over(request: PersonRequest, slug: str) -> HttpResponse:
    found = managed_round(request, slug)
    form = HandOverForm(coordinators_of(found), request.POST or None, me=request.user)
    context: dict[str, Any] = {"round": found, "form": form, "there": form.there}
    context["owner"] = request.user.holds(Role.OWNER)
    context["earlier"] = found.hand_overs.select_related("old", "new")
    if request.method != "POST" or "terug" in request.POST or not form.is_valid():
        return render(request, "rounds/hand_over.html", context)
    asked = form.cleaned_data
    if "zeker" not in request.POST:
        context |= {"moves": moves_with(found, asked["old"]), "asked": asked}
        return render(request, "rounds/hand_over_confirm.html", context)
    try:
        do_hand_over(found, **asked, by=request.user, now=now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "rounds/hand_over.html", context)
    said = _("{round} is overgedragen aan {name}. Wij hebben het allebei gemaild.")
    messages.success(request, said.format(round=found.name, name=asked["new"].name))
    # Who gave the round away may not see it from here on.
    kept = asked["old"] != request.user or moves_with(found, asked["old"]).keeps
    return redirect("home:manage", slug) if kept else redirect("home:mine")


@require_POST
@policy(COORDINATOR)
@once
def note_read(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    found = managed_round(request, slug)
    handed = get_object_or_404(found.hand_overs, pk=pk, new=request.user)
    read_note(handed, now=now())
    messages.success(request, _("Mooi. De overdracht is rond."))
    return redirect("home:manage", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(OWNER)
@once
def hand_over_back(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    found = managed_round(request, slug)
    handed = _open(found, pk)
    if request.method == "POST":
        try:
            turn_back(handed, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("{name} is weer de coördinator.").format(name=handed.old.name)
            )
        return redirect("rounds:hand_over", slug)
    context = {"round": found, "handed": handed}
    return render(request, "rounds/hand_over_back.html", context)


def _open(round: Round, pk: int) -> HandOver:
    return get_object_or_404(round.hand_overs.select_related("old", "new"), pk=pk)
