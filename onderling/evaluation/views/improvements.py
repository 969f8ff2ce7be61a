"""What must go better: written, taken back, ticked off by the next edition (S3d-6)."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.evaluation.actions.improvements import move_on, propose, take_back
from onderling.evaluation.forms import ImprovementForm
from onderling.evaluation.models import Improvement
from onderling.evaluation.queries.improvements import before
from onderling.evaluation.rules.improvements import ImprovementState
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round
from onderling.rounds.models import Round


@require_POST
@policy(COORDINATOR)
@once
def add(request: PersonRequest, slug: str) -> HttpResponse:
    round = managed_round(request, slug)
    form = ImprovementForm(request.POST, label_suffix="")
    if form.is_valid():
        propose(round, form.cleaned_data["text"], by=request.user, now=now())
        messages.success(request, _("Het punt staat erbij. De volgende keer begint ermee."))
    else:
        messages.error(request, _("Schrijf op wat er beter moet, in hoogstens 300 tekens."))
    return redirect("evaluation:overview", slug)


@require_POST
@policy(COORDINATOR)
@once
def drop(request: PersonRequest, slug: str, improvement_id: int) -> HttpResponse:
    round = managed_round(request, slug)
    gone = get_object_or_404(round.improvements, pk=improvement_id)
    try:
        take_back(gone, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Het punt is weg."))
    return redirect("evaluation:overview", slug)


@require_POST
@policy(COORDINATOR)
@once
def move(request: PersonRequest, slug: str, improvement_id: int) -> HttpResponse:
    """Say what became of a point of this edition, or of the one before."""
    round = managed_round(request, slug)
    point = get_object_or_404(_here(round), pk=improvement_id)
    state = request.POST.get("stand", "")
    try:
        if state not in set(ImprovementState):
            raise Refused(_("Kies wat er met dit punt gebeurde."))
        because = request.POST.get("reden", "")
        move_on(point, state, here=round, because=because, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Bewaard."))
    return redirect("evaluation:overview", slug)


def _here(round: Round) -> QuerySet[Improvement]:
    return Improvement.objects.filter(Q(round=round) | Q(pk__in=before(round).values("pk")))
