"""What goes within two months, and putting that off with a reason (X-40)."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, OWNER, policy
from onderling.base.privacy import A_YEAR_MORE, months_later
from onderling.home.forms import KeepLongerForm
from onderling.home.queries.clearing import KINDS, outlook_for
from onderling.people.actions.prolonging import keep_longer, name_of
from onderling.people.http import PersonRequest
from onderling.people.rules import Role
from onderling.rounds.models import Round

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
@policy(COORDINATOR)
def clearing(request: PersonRequest) -> HttpResponse:
    """A dry run: counts and days, no names."""
    user = request.user
    context = {"outlook": outlook_for(user, now=now()), "owner": user.holds(Role.OWNER)}
    return render(request, "home/clearing.html", context)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def keep_round(request: PersonRequest, slug: str) -> HttpResponse:
    managed = Round.objects.managed_by(request.user)
    round = get_object_or_404(managed, slug=slug)
    return _keep(request, name_of(round=round.pk), round.name, scope=round)


@require_http_methods(READ_OR_SEND)
@policy(OWNER)
@once
def keep_kind(request: PersonRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    keep, label, _term = KINDS[kind]
    return _keep(request, name_of(keep), str(label))


def _keep(
    request: PersonRequest, name: str, label: str, *, scope: models.Model | None = None
) -> HttpResponse:
    form = KeepLongerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed: dict[str, Any] = form.cleaned_data
        try:
            keep_longer(name, **typed, by=request.user, scope=scope, now=now())
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(request, _("Bewaard. De datum en de reden staan erbij."))
            return redirect("home:clearing")
    most = months_later(localdate(now()), A_YEAR_MORE)
    context = {"form": form, "label": label, "round": scope, "most": most}
    return render(request, "home/keep_longer.html", context)
