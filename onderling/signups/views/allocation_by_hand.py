"""Adjusting an allocation by hand: fix somebody, let go, move, and see everybody (X-25)."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.transactions import write_transaction
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.rules import Deed
from onderling.signups.actions.allocation_words import sentence
from onderling.signups.actions.by_hand import change_by_hand, lock_person, release
from onderling.signups.forms.allocation import LockForm, SearchForm
from onderling.signups.forms.places import MoveForm
from onderling.signups.models import AllocationRun, Lock, Participation
from onderling.signups.views.allocation import managed

A_PAGE = 60


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def lock(request: PersonRequest, slug: str) -> HttpResponse:
    """Search somebody, then fix them in a workshop. The search is in the address."""
    round = managed(request, slug)
    search = SearchForm(request.GET or None, label_suffix="")
    found = search.found_in(round)
    form = LockForm(round, found, request.POST or None, label_suffix="") if found else None
    if request.method == "POST" and form and form.is_valid():
        try:
            lock_person(
                form.who,
                form.where,
                because=form.cleaned_data["reden"],
                by=request.user,
                now=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("{name} staat vast in ‘{title}’. Verdeel opnieuw.")
            title = form.where.offer.title
            messages.success(request, said.format(name=form.who.person.name, title=title))
            return redirect("signups:allocation", slug)
    typed = search.cleaned_data.get("zoek", "") if search.is_valid() else ""
    context = {
        "round": round,
        "search": search,
        "searched": bool(request.GET),
        "form": form,
        "here": f"{reverse('signups:lock', args=[slug])}?{urlencode({'zoek': typed})}",
        "locks": Lock.objects.filter(participation__round=round).select_related(
            "participation__person", "meeting__offer", "meeting__slot"
        ),
        "can_allocate": round.allows(Deed.ALLOCATE),
    }
    return render(request, "signups/allocation_lock.html", context)


@require_POST
@policy(COORDINATOR)
@once
def unlock(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    round = managed(request, slug)
    found = get_object_or_404(
        Lock.objects.select_related("participation__person", "meeting__offer"),
        pk=pk,
        participation__round=round,
    )
    name = found.participation.person.name
    release(found, by=request.user, now=now())
    messages.success(request, _("{name} staat niet meer vast.").format(name=name))
    return redirect("signups:lock", slug)


@require_safe
@policy(COORDINATOR)
def everybody(request: PersonRequest, slug: str, run_id: int) -> HttpResponse:
    """Everybody in a run with their places; from here one person can be moved."""
    round = managed(request, slug)
    run = get_object_or_404(round.runs.defer("problem", "result"), pk=run_id)
    search = SearchForm(request.GET or None, label_suffix="")
    people = round.participations.coming().select_related("person", "affiliation__organisation")
    if request.GET.get("zoek") and search.is_valid():
        people = people.filter(pk__in=[who.pk for who in search.found_in(round)])
    page = Paginator(people, A_PAGE).get_page(request.GET.get("pagina"))
    places: dict[int, list[Any]] = {who.pk: [] for who in page}
    matches = run.matches.filter(participation__in=places).select_related(
        "meeting__offer", "meeting__slot"
    )
    for match in matches.order_by("meeting__slot__starts"):
        places[match.participation_id].append(match)
    query = {"zoek": request.GET["zoek"]} if request.GET.get("zoek") else {}
    context = {
        "round": round,
        "run": run,
        "search": search if request.GET.get("zoek") else SearchForm(label_suffix=""),
        "page": page,
        "rows": [(who, places[who.pk]) for who in page],
        "query": f"{urlencode(query)}&" if query else "",
        "can_move": _can_move(run),
    }
    return render(request, "signups/allocation_people.html", context)


def _can_move(run: AllocationRun) -> bool:
    return run.state == AllocationRun.State.PREVIEW and run.round.allows(Deed.ALLOCATE)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def somebody(request: PersonRequest, slug: str, run_id: int, pk: int) -> HttpResponse:
    """One person in a run: their places, why, and other places with a reason."""
    round = managed(request, slug)
    run = get_object_or_404(round.runs, pk=run_id)
    who = get_object_or_404(round.participations.select_related("person"), pk=pk)
    form = MoveForm(run, who, request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            warnings = _move(form, run, who, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("De plekken van {name} zijn veranderd.").format(name=who.person.name)
            messages.success(request, said)
            for warning in warnings:
                messages.warning(request, warning)
            return redirect("signups:allocation_person", slug, run.pk, who.pk)
    reasons = run.reasons.filter(participation=who).select_related("meeting__offer")
    context = {
        "round": round,
        "run": run,
        "who": who,
        "form": form,
        "matches": who.matches.filter(run=run)
        .select_related("meeting__offer", "meeting__slot", "meeting__room")
        .order_by("meeting__slot__starts"),
        "sentences": [sentence(reason) for reason in reasons],
        "can_move": _can_move(run),
    }
    return render(request, "signups/allocation_person.html", context)


def _move(form: MoveForm, run: AllocationRun, who: Participation, *, by: Person) -> list[str]:
    """All the changes of one form, or none of them."""
    warnings: list[str] = []
    because = form.cleaned_data["reden"]
    with write_transaction():
        for away, to in form.changes():
            warnings += change_by_hand(
                run, who, away=away, to=to, because=because, by=by, now=now()
            )
    return warnings
