"""What a round says about itself, and where it stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.actions.changed_by import may_save
from onderling.people.http import PersonRequest
from onderling.rounds import actions, rules
from onderling.rounds.forms import SettingsForm
from onderling.rounds.http import managed_round
from onderling.rounds.models import Round
from onderling.rounds.rules import State

# What a step means for people: the button, and what happens. In words of the coordinator.
STEPS = {
    State.ANNOUNCED: (
        gettext_lazy("Kondig de ronde aan"),
        gettext_lazy(
            "De ronde staat dan op de site. Iedereen kan een workshop aanbieden. Wensen"
            " doorgeven kan nog niet."
        ),
    ),
    State.OPEN: (
        gettext_lazy("Open de ronde voor wensen"),
        gettext_lazy(
            "Wie meedoet, kan dan wensen doorgeven zolang de fase ‘wensen doorgeven’ duurt."
        ),
    ),
    State.MATCHING: (
        gettext_lazy("Sluit de wensen en ga verdelen"),
        gettext_lazy(
            "Niemand kan dan nog een wens veranderen. Wie later komt, staat op de late lijst."
        ),
    ),
    State.RUNNING: (
        gettext_lazy("Begin de dag"),
        gettext_lazy(
            "De indeling van de zalen staat dan vast. Afmelden en aanschuiven kan nog wel."
        ),
    ),
    State.WRAPPING_UP: (
        gettext_lazy("Rond de dag af"),
        gettext_lazy("Plekken veranderen dan niet meer. Opschrijven wat eruit kwam, kan wel."),
    ),
    State.CLOSED: (
        gettext_lazy("Sluit de ronde"),
        gettext_lazy("Iedereen kan de ronde dan nog lezen. Er verandert niets meer."),
    ),
    State.CANCELLED: (
        gettext_lazy("Zeg de ronde af"),
        gettext_lazy(
            "De ronde gaat dan niet door en verdwijnt van de site. Dit kunt u niet ongedaan"
            " maken. Mensen krijgen niet vanzelf bericht."
        ),
    ),
}

BACK = {
    State.DRAFT: (
        gettext_lazy("Haal de ronde weer van de site"),
        gettext_lazy("Alleen coördinatoren zien de ronde dan nog. Wat er staat, blijft staan."),
    ),
    State.ANNOUNCED: (
        gettext_lazy("Sluit de ronde weer voor wensen"),
        gettext_lazy("Niemand kan dan nog wensen doorgeven. Wat er is, blijft bewaard."),
    ),
    State.OPEN: (
        gettext_lazy("Open de wensen weer"),
        gettext_lazy(
            "Wie meedoet, kan dan weer wensen veranderen, zolang de fase ‘wensen"
            " doorgeven’ duurt."
        ),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def settings(request: PersonRequest, slug: str) -> HttpResponse:
    found = managed_round(request, slug)
    form = SettingsForm(request.POST or None, instance=managed_round(request, slug))
    clear = may_save(form, found)
    if request.method == "POST" and clear and form.is_valid():
        try:
            actions.change_round(found, by=request.user, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De instellingen zijn bewaard."))
            return redirect("rounds:settings", slug)
    steps = [
        {"state": goal, "deed": _step(found, goal)[0], "back": rules.is_back(found.state, goal)}
        for goal in rules.BY_HAND[State(found.state)]
    ]
    return render(
        request, "rounds/settings.html", {"round": found, "form": form, "steps": steps}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def state(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask first what a step means, then take it."""
    found = managed_round(request, slug)
    goal = request.POST.get("naar") or request.GET.get("naar", "")
    if goal not in rules.BY_HAND[State(found.state)]:
        messages.error(request, _("Deze stap kan nu niet. Kies een stap uit de lijst."))
        return redirect("rounds:settings", slug)
    deed, means = _step(found, State(goal))
    if request.method == "POST":
        changed = actions.change_state(found, goal, by=request.user, now=now())
        messages.success(request, _said(changed))
        return redirect("home:manage", slug)
    # The overview is where most people come from; the settings say so in the address.
    here = "rounds:settings" if request.GET.get("van") == "instellingen" else "home:manage"
    context = {
        "round": found,
        "goal": goal,
        "deed": deed,
        "means": means,
        "back_url": reverse(here, args=[slug]),
    }
    return render(request, "rounds/state.html", context)


def _step(round: Round, goal: State) -> tuple[Any, Any]:
    """The button of a step, and what it means."""
    return BACK[goal] if rules.is_back(round.state, goal) else STEPS[goal]


def _said(round: Round) -> str:
    return _("De ronde staat nu op: {state}.").format(state=round.get_state_display())
