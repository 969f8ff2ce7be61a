"""Vandaag: what needs attention now, in one round and over all of them (X-58)."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from onderling.base.policy import COORDINATOR, policy
from onderling.evaluation.queries.improvements import waiting_before
from onderling.home.queries.answers import late_after, still_open_from
from onderling.home.queries.attention import headline_of, matters_of
from onderling.home.queries.clearing import goes_soon
from onderling.home.queries.contributions import contributions_to_read, groups_to_read
from onderling.home.queries.progress import numbers_of, steps_of
from onderling.home.queries.today import (
    handed_to,
    matters_over,
    next_tasks,
    running,
    waiting_of,
)
from onderling.home.rules import Matter
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.models import CalendarLine, Round
from onderling.rounds.rules import State

BEFORE = {State.DRAFT, State.ANNOUNCED, State.OPEN, State.MATCHING, State.CONFIRMED}
FIRST = 5  # things that go wrong, and tasks that come; the rest is one click away


@require_safe
@policy(COORDINATOR)
def manage(request: PersonRequest, slug: str) -> HttpResponse:
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    found = get_object_or_404(managed, slug=slug)
    at = now()
    steps = steps_of(found, now=at)
    numbers = numbers_of(found)
    matters = matters_of(found, steps, numbers, now=at)
    matters += _for_oneself(request.user)
    today = at.astimezone(ZoneInfo(found.zone)).date()
    ahead = found.calendar.filter(state=CalendarLine.State.PLANNED, on__gte=today)
    context = {
        "round": found,
        "at": at,
        "unanswered": still_open_from(found) if found.state in BEFORE else [],
        "steps": steps,
        "numbers": numbers,
        "matters": matters[:FIRST],
        "more": matters[FIRST:],
        "headline": headline_of(matters),
        "tasks": ahead[:FIRST],
    }
    context["waiting"] = waiting_of(found)
    context["promised"] = waiting_before(found)
    context["handed"] = handed_to(request.user, [found])
    return render(request, "home/manage.html", context)


@require_safe
@policy(COORDINATOR)
def today(request: PersonRequest) -> HttpResponse:
    """All rounds on one page. Who has one round, sees that one."""
    at = now()
    managed = Round.objects.managed_by(request.user).select_related("programme__organisation")
    every = list(managed.prefetch_related("phases"))
    rounds = running(every)
    if len(rounds) == 1:
        return redirect("home:manage", rounds[0].slug)
    matters = matters_over(rounds, now=at)
    matters += late_after(every, now=at)
    matters += _for_oneself(request.user)
    context = {
        "at": at,
        "rounds": rounds,
        "headline": headline_of(matters),
        "matters": matters[:FIRST],
        "more": matters[FIRST:],
        "tasks": next_tasks(rounds, now=at, most=FIRST),
        "handed": handed_to(request.user, rounds),
    }
    return render(request, "home/today.html", context)


def _for_oneself(person: Person) -> list[Matter]:
    """What waits for this coordinator beside the rounds that are open."""
    return [*contributions_to_read(person), *groups_to_read(person), *goes_soon(person)]
