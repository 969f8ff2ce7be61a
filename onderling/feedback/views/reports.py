"""Mini reports: all of a round for who coordinates it, one for who gave it (S0-11, X-87)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.feedback.actions.reports import refuse_unless_begun, write_opening
from onderling.feedback.forms import OpeningForm
from onderling.feedback.models import MiniReport
from onderling.feedback.queries.reports import composed
from onderling.outcomes.queries.notes import begun_in, meetings_to_appoint
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round


@require_safe
@policy(COORDINATOR)
def reports(request: PersonRequest, slug: str) -> HttpResponse:
    """What stands in each, those with nothing first."""
    round = managed_round(request, slug)
    found = composed(begun_in(round, now=now()))
    context = {
        "round": round,
        "reports": sorted(found, key=lambda report: not report.empty),
        "told": sum(not report.empty for report in found),
    }
    return render(request, "feedback/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def opening(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """The sentence above one, and how it will be read; for who gave it or coordinates."""
    mine = meetings_to_appoint(request.user).select_related(
        "offer__round__programme__organisation", "slot", "last_slot"
    )
    meeting = get_object_or_404(mine, pk=meeting_id)
    round = meeting.offer.round
    speak_as(round.programme.form_of_address)
    why_not = ""
    try:
        refuse_unless_begun(meeting, now=now())
    except Refused as refusal:
        why_not = str(refusal)
    kept = MiniReport.objects.filter(meeting=meeting).first()
    form = OpeningForm(
        request.POST or None, instance=kept or MiniReport(meeting=meeting), label_suffix=""
    )
    if request.method == "POST" and not why_not and form.is_valid():
        write_opening(meeting, form.cleaned_data["opening"], by=request.user, now=now())
        messages.success(request, _("Bewaard. Zo gaat het verslag mee in de terugkoppeling."))
        return redirect("feedback:opening", meeting_id)
    context = {
        "round": round,
        "meeting": meeting,
        "form": form,
        "why_not": why_not,
        "report": composed([meeting])[0],
    }
    return render(request, "feedback/opening.html", context)
