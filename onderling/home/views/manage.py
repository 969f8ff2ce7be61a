"""The overview of a round for who coordinates it: what needs attention now."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from onderling.base.policy import COORDINATOR, policy
from onderling.home.queries.attention import headline_of, matters_of
from onderling.home.queries.progress import numbers_of, steps_of
from onderling.people.http import PersonRequest
from onderling.rounds.models import CalendarLine, Round

NEXT_TASKS = 6


@require_safe
@policy(COORDINATOR)
def manage(request: PersonRequest, slug: str) -> HttpResponse:
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    found = get_object_or_404(managed, slug=slug)
    at = now()
    steps = steps_of(found, now=at)
    numbers = numbers_of(found)
    matters = matters_of(found, steps, numbers, now=at)
    today = at.astimezone(ZoneInfo(found.zone)).date()
    ahead = found.calendar.filter(state=CalendarLine.State.PLANNED, on__gte=today)
    context = {
        "round": found,
        "at": at,
        "steps": steps,
        "numbers": numbers,
        "matters": matters,
        "headline": headline_of(matters),
        "tasks": ahead[:NEXT_TASKS],
    }
    return render(request, "home/manage.html", context)
