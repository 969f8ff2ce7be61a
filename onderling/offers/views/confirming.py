"""A giver says yes, on a page of one button; and the coordinator's list of who did not yet."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.offers.actions.confirming import confirm_giving, remind_givers
from onderling.offers.queries.givers import givings_of, unconfirmed_in
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@once
def confirm(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Time and place, and one button; also with the personal link."""
    giving = get_object_or_404(
        request.user.givings.exclude(meeting__state="cancelled").select_related(
            "meeting__offer__round__programme__organisation",
            *("meeting__slot", "meeting__last_slot", "meeting__room", "person"),
        ),
        meeting=meeting_id,
    )
    round = giving.meeting.offer.round
    speak_as(round.programme.form_of_address)
    if request.method == "POST":
        yes = request.POST.get("ja") != "nee"
        try:
            confirm_giving(giving, by=request.user, now=now(), yes=yes)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("offers:confirm", meeting_id)
    context = {"round": round, "giving": giving, "meeting": giving.meeting}
    return render(request, "offers/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def givers(request: PersonRequest, slug: str) -> HttpResponse:
    """Who said yes and who did not; one button reminds the last."""
    round = get_object_or_404(
        Round.objects.managed_by(request.user).select_related("programme"), slug=slug
    )
    if request.method == "POST":
        try:
            number = remind_givers(round, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("offers:givers", slug)
        said = ngettext("{n} gever krijgt bericht.", "{n} gevers krijgen bericht.", number)
        said += " " + _("De berichten gaan over 5 minuten weg. Zo lang kunt u ze stoppen.")
        nobody = _("Iedereen zei al ja, of kreeg vandaag al bericht.")
        messages.success(request, said.format(n=number) if number else nobody)
        return redirect("offers:givers", slug)
    waiting = unconfirmed_in(round, now=now())
    context = {
        "round": round,
        "page": Paginator(waiting, A_PAGE).get_page(request.GET.get("pagina")),
        "people": waiting.order_by().values("person").distinct().count(),
        "total": givings_of(round, now=now()).order_by().values("person").distinct().count(),
    }
    return render(request, "offers/givers.html", context)
