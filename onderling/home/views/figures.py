"""A round in figures, for who coordinates it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from onderling.base.policy import COORDINATOR, policy
from onderling.evaluation.queries.measures import lines_of
from onderling.feedback.queries.coverage import told_coverage
from onderling.home.queries.figures import editions_of, figures_of, over_editions
from onderling.outcomes.queries.ledger import numbers_of_round
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round


@require_safe
@policy(COORDINATOR)
def figures(request: PersonRequest, slug: str) -> HttpResponse:
    """Who takes part, whose wishes came true, who came, per organisation and over editions."""
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    round = get_object_or_404(managed, slug=slug)
    editions = editions_of(round)
    context = {
        "round": round,
        "figures": figures_of(round),
        "answered": numbers_of_round(round),
        "coverage": told_coverage(round),
        "editions": editions if len(editions) > 1 else [],
        "measures": lines_of([one.round for one in editions]),
        "over": over_editions(editions) if len(editions) > 1 else [],
    }
    return render(request, "home/figures.html", context)
