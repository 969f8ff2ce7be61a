"""The phases of a round: from which day up to and including which day (S4-11, X-59)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.actions.changed_by import may_save
from onderling.people.http import PersonRequest
from onderling.rounds import actions
from onderling.rounds.forms import phase_form
from onderling.rounds.http import managed_round
from onderling.rounds.models import Phase
from onderling.rounds.rules import first_day_of, last_day_of


@require_safe
@policy(COORDINATOR)
def phases(request: PersonRequest, slug: str) -> HttpResponse:
    found = managed_round(request, slug)
    at = now()
    rows: list[dict[str, Any]] = [
        {
            "phase": phase,
            "first": first_day_of(phase.opens, found.zone),
            "last": last_day_of(phase.closes, found.zone),
            "open": phase.is_open(now=at),
            "over": phase.closes <= at,
        }
        for phase in found.phases.all()
    ]
    there = {row["phase"].kind for row in rows}
    missing = [(kind, label) for kind, label in Phase.Kind.choices if kind not in there]
    context = {"round": found, "rows": rows, "missing": missing}
    return render(request, "rounds/phases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def phase(request: PersonRequest, slug: str, kind: str) -> HttpResponse:
    found = managed_round(request, slug)
    if kind not in Phase.Kind.values:
        raise Http404
    form = phase_form(found, kind, request.POST or None)
    clear = may_save(form, found.phases.filter(kind=kind).first())
    if request.method == "POST" and clear and form.is_valid():
        try:
            actions.set_phase(found, kind, by=request.user, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De fase is bewaard."))
            return redirect("rounds:phases", slug)
    context = {
        "round": found,
        "form": form,
        "kind": kind,
        "kind_label": Phase.Kind(kind).label,
        "exists": found.phases.filter(kind=kind).exists(),
    }
    return render(request, "rounds/phase.html", context)


@require_POST
@policy(COORDINATOR)
@once
def remove_phase(request: PersonRequest, slug: str, kind: str) -> HttpResponse:
    found = managed_round(request, slug)
    gone = get_object_or_404(found.phases, kind=kind)
    actions.remove_phase(gone, by=request.user, now=now())
    messages.success(request, _("De fase is weg. U kunt haar hieronder weer toevoegen."))
    return redirect("rounds:phases", slug)
