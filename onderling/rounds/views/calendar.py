"""The calendar of a round: tasks so many weeks from the date (X-57)."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.terms import value_of
from onderling.people.http import PersonRequest
from onderling.rounds import actions
from onderling.rounds.forms import LineForm, MarkForm
from onderling.rounds.http import managed_round
from onderling.rounds.models import CalendarLine, Round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def calendar(request: PersonRequest, slug: str) -> HttpResponse:
    found = managed_round(request, slug)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_calendar_line(found, by=request.user, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("offset", str(refusal))
        else:
            messages.success(request, _("De taak staat in de kalender."))
            return redirect("rounds:calendar", slug)
    context = {"round": found, "form": form, **_sorted(found, today(found))}
    return render(request, "rounds/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def line(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    found = managed_round(request, slug)
    task = get_object_or_404(found.calendar, pk=pk)
    told = {"what": task.what, "who": task.who, "offset": task.offset}
    form = LineForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_calendar_line(task, by=request.user, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("offset", str(refusal))
        else:
            messages.success(request, _("De taak is bewaard."))
            return redirect("rounds:calendar", slug)
    mark = MarkForm(initial={"state": task.state, "because": task.because}, prefix="stand")
    context = {"round": found, "line": task, "form": form, "mark": mark}
    return render(request, "rounds/line.html", context)


@require_POST
@policy(COORDINATOR)
@once
def mark(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    found = managed_round(request, slug)
    task = get_object_or_404(found.calendar, pk=pk)
    form = MarkForm(request.POST, prefix="stand")
    if form.is_valid():
        actions.mark_line(task, by=request.user, now=now(), **form.cleaned_data)
        messages.success(request, _("‘{task}’: bewaard.").format(task=task.what))
        return redirect("rounds:calendar", slug)
    told = {"what": task.what, "who": task.who, "offset": task.offset}
    context = {"round": found, "line": task, "form": LineForm(initial=told), "mark": form}
    return render(request, "rounds/line.html", context)


def today(round: Round) -> date:
    return now().astimezone(ZoneInfo(round.zone)).date()


def _sorted(round: Round, day: date) -> dict[str, Any]:
    """Lay the tasks in four heaps: late, this week, later, and done or skipped."""
    soon = timedelta(days=value_of("soon_days"))
    lines = list(round.calendar.all())
    open_ = [task for task in lines if task.state == CalendarLine.State.PLANNED]
    return {
        "late": [task for task in open_ if task.on < day],
        "soon": [task for task in open_ if day <= task.on <= day + soon],
        "later": [task for task in open_ if task.on > day + soon],
        "over": [task for task in lines if task.state != CalendarLine.State.PLANNED],
    }
