"""Publishing an allocation and taking it back, each after one look (X-72)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.http import PersonRequest
from onderling.rounds.rules import Deed
from onderling.signups.actions.mail_groups import reach_of
from onderling.signups.actions.publish import (
    ask_to_publish,
    let_through,
    publish,
    small_meetings,
    told_already,
    undo,
)
from onderling.signups.models import AllocationRun, Signup
from onderling.signups.queries import findings_of
from onderling.signups.tasks import publish_allocation
from onderling.signups.views.allocation import managed

AT_ONCE = 500  # so many people are told while the page waits; it takes half a second


@require_safe
@policy(COORDINATOR)
def reach(request: PersonRequest, slug: str) -> HttpResponse:
    """Who hears of it, how, and who does not."""
    round = managed(request, slug)
    context = {"round": round, "reach": reach_of(round)}
    return render(request, "signups/allocation_reach.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def publish_run(request: PersonRequest, slug: str, run_id: int) -> HttpResponse:
    round = managed(request, slug)
    run = get_object_or_404(round.runs, pk=run_id)
    if request.method == "POST" and round.participations.count() > AT_ONCE:
        ask_to_publish(run, by=request.user, now=now())
        publish_allocation.enqueue(run.pk)
        return redirect("signups:allocation", slug)
    if request.method == "POST":
        publish(run, by=request.user, now=now())
        messages.success(
            request,
            _("De verdeling is gepubliceerd. De berichten gaan over 5 minuten weg."),
        )
        return redirect("signups:allocation", slug)
    fewer = let_through(run)
    proof = run.state == AllocationRun.State.PREVIEW and not run.is_being_published
    may = round.allows(Deed.PUBLISH) and proof
    context = {
        "round": round,
        "run": run,
        "reach": reach_of(round),
        "let_through": fewer,
        "small": small_meetings(run),
        "findings": findings_of(round),
        "can_publish": may and not fewer,
    }
    return render(request, "signups/allocation_publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def undo_run(request: PersonRequest, slug: str, run_id: int) -> HttpResponse:
    """Take a publishing back; first who was told already and what people changed since."""
    round = managed(request, slug)
    run = get_object_or_404(round.runs.defer("problem"), pk=run_id)
    if request.method == "POST":
        kept = undo(run, by=request.user, now=now())
        messages.success(
            request, _("De verdeling is ongedaan gemaakt. U kunt opnieuw verdelen.")
        )
        if kept:
            said = ngettext(
                "{n} plek die iemand zelf veranderde, bleef staan.",
                "{n} plekken die mensen zelf veranderden, bleven staan.",
                len(kept),
            )
            messages.warning(request, said.format(n=len(kept)))
        return redirect("signups:allocation", slug)
    changed = Signup.objects.filter(participation__round=round, run=None)
    context = {
        "round": round,
        "run": run,
        "told": told_already(round),
        "changed": changed.select_related("participation__person", "meeting__offer"),
        "can_undo": run.state == AllocationRun.State.PUBLISHED
        and round.allows(Deed.UNDO_PUBLISHING),
    }
    return render(request, "signups/allocation_undo.html", context)
