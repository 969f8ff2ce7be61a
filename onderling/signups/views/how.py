"""“Hoe verdelen wij?”: the rules of this round, true for the settings in force (X-143)."""

from typing import Any

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onderling.base.policy import ANYONE, policy
from onderling.matching.problem import Objective
from onderling.offers.models import Meeting
from onderling.rounds.http import visible_round
from onderling.rounds.models import Phase
from onderling.signups.models import ChoiceRule


@require_safe
@policy(ANYONE)
def how(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible_round(request, slug)
    rule = ChoiceRule.objects.filter(round=found).first() or ChoiceRule(round=found)
    here = Meeting.objects.chosen_from().filter(offer__round=found).order_by()
    sizes = here.aggregate(least=Min("minimum"), most=Max("minimum"))
    phases = {phase.kind: phase for phase in found.phases.all()}
    context: dict[str, Any] = {
        "round": found,
        "rule": rule,
        "points": _points(rule),
        "mixed": here.filter(offer__mixed=True).count(),
        "mix": rule.mix_paid or rule.mix_volunteer,
        "least": sizes["least"],
        "most": sizes["most"],
        "wishing": phases.get(Phase.Kind.WISHING),
        "matching": phases.get(Phase.Kind.MATCHING),
    }
    return render(request, "signups/how.html", context)


def _points(rule: ChoiceRule) -> list[tuple[int, int]]:
    """What each wish is worth: (rank, points). The last points count for every later wish."""
    points = [int(number) for number in rule.points] or list(Objective().points)
    last = len(points) - 1
    return [(rank, points[min(rank - 1, last)]) for rank in range(1, rule.wishes + 1)]
