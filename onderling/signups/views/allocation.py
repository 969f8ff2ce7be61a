"""The page of the allocation: start it, follow it, look at what came out (X-72)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from onderling.base import audit
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.transactions import write_transaction
from onderling.people.http import PersonRequest
from onderling.rounds.actions import change_state
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, State
from onderling.signups.actions.allocation import queue_run
from onderling.signups.actions.mail_groups import reach_of
from onderling.signups.actions.ways_out import take_way_out
from onderling.signups.forms.allocation import SearchForm
from onderling.signups.models import AllocationRun, Lock
from onderling.signups.queries import findings_of
from onderling.signups.tasks import run_allocation
from onderling.signups.views.allocation_data import SHOWN, Preview
from onderling.signups.views.allocation_unlucky import unlucky_of

Run = AllocationRun.State
BUSY = {Run.QUEUED: "waiting", Run.RUNNING: "running"}
OUTCOMES = {Run.PREVIEW, Run.PUBLISHED, Run.UNDONE}


def managed(request: PersonRequest, slug: str) -> Round:
    return get_object_or_404(Round.objects.managed_by(request.user), slug=slug)


@require_safe
@policy(COORDINATOR)
def allocation(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the last run, or an earlier one by its number."""
    round = managed(request, slug)
    run = _asked_for(request, round)
    if run and (run.state in BUSY or run.is_being_published):
        job = _job(run)
        if request.htmx:
            return render(request, "base/_job.html", {"job": job})
        context = {"round": round, "job": job, "publishes": run.is_being_published}
        return render(request, "signups/allocation_busy.html", context)
    if request.htmx:  # the job is done: the whole page follows
        return HttpResponseClientRedirect(request.path)
    if run is None or run.state not in OUTCOMES:
        return render(request, "signups/allocation_none.html", _before(round, run))
    run.round = round
    return render(request, "signups/allocation.html", _shown(request, run))


def _asked_for(request: PersonRequest, round: Round) -> AllocationRun | None:
    asked = request.GET.get("proef", "")
    if asked.isdigit():
        return get_object_or_404(round.runs, pk=asked)
    return round.runs.order_by("-pk").first()


def _job(run: AllocationRun) -> dict[str, Any]:
    if run.is_being_published:
        says = _("Iedereen krijgt de eigen plekken en een bericht")
        url = reverse("signups:allocation", args=[run.round.slug])
        return {"state": "running", "says": says, "percent": None, "url": url}
    return {
        "state": BUSY[Run(run.state)],
        "says": run.doing or _("Wij beginnen zo"),
        "percent": run.progress,
        "url": reverse("signups:allocation", args=[run.round.slug]),
    }


def _before(round: Round, run: AllocationRun | None) -> dict[str, Any]:
    """What stands on the page when there is nothing to look at yet."""
    people = round.participations.coming()
    return {
        "round": round,
        "run": run,
        "can_allocate": round.allows(Deed.ALLOCATE),
        "can_close": round.state == State.OPEN,
        "wishing": round.phases.filter(kind=Phase.Kind.WISHING, closes__gt=now()).first(),
        "people": people.count(),
        "unchosen": people.filter(chosen=None).count(),
        "late": people.filter(late=True, late_accepted=False).count(),
        "findings": findings_of(round),
        "locks": _locks(round),
        "runs": _runs(round),
        "search": SearchForm(label_suffix=""),
    }


def _shown(request: PersonRequest, run: AllocationRun) -> dict[str, Any]:
    round, preview = run.round, Preview(run)
    unlucky = unlucky_of(preview)
    everything = "alles" in request.GET
    latest = round.runs.order_by("-pk").values_list("pk", flat=True).first()
    return {
        "round": round,
        "run": run,
        "preview": preview,
        "unlucky": unlucky if everything else unlucky[:SHOWN],
        "without_wish": len(unlucky),
        "reach": reach_of(round),
        "findings": findings_of(round) if run.state == Run.PREVIEW else [],
        "latest": latest,
        "is_proof": run.state == Run.PREVIEW and run.pk == latest,
        "undone": _undone(run),
        "can_allocate": round.allows(Deed.ALLOCATE),
        "can_publish": round.allows(Deed.PUBLISH) and not preview.let_through,
        "can_undo": run.state == Run.PUBLISHED and round.allows(Deed.UNDO_PUBLISHING),
        "locks": _locks(round),
        "runs": _runs(round),
        "search": SearchForm(label_suffix=""),
    }


def _undone(run: AllocationRun) -> datetime | None:
    """When the publishing of this run was taken back, if it was."""
    if run.state != Run.UNDONE:
        return None
    line = audit.history_of(run).filter(deed="undo_allocation").last()
    return line.at if line else run.queued


def _locks(round: Round) -> list[Lock]:
    rows = Lock.objects.filter(participation__round=round)
    return list(rows.select_related("participation__person", "meeting__offer", "meeting__slot"))


def _runs(round: Round) -> list[AllocationRun]:
    rows = round.runs.defer("problem", "result").select_related("by")
    wishes = Count("matches", filter=Q(matches__kind="wish"))
    counted = rows.annotate(places=Count("matches"), wishes=wishes)
    return list(counted.order_by("-pk"))  # counting forgets the order of the model


@require_POST
@policy(COORDINATOR)
@once
def start(request: PersonRequest, slug: str) -> HttpResponse:
    """Close the wishes if that was asked, and divide."""
    round = managed(request, slug)
    if round.state == State.OPEN and "sluit" in request.POST:
        round = change_state(round, State.MATCHING, by=request.user, now=now())
    run = queue_run(round, by=request.user, now=now())
    run_allocation.enqueue(run.pk)
    return redirect("signups:allocation", slug)


@require_POST
@policy(COORDINATOR)
@once
def ways_out(request: PersonRequest, slug: str) -> HttpResponse:
    """Carry out the ways out that were chosen, one per workshop or rule."""
    round = managed(request, slug)
    ways = [way for way in request.POST.getlist("uitweg") if way]
    with write_transaction():
        done = [take_way_out(round, way, by=request.user, now=now()) for way in ways]
    for sentence in done:
        messages.success(request, sentence)
    if ways:
        messages.warning(request, _("Verdeel opnieuw. Dan ziet u wat dit verandert."))
    else:
        messages.info(request, _("U koos nog geen uitweg. Er is niets veranderd."))
    return redirect("signups:allocation", slug)
