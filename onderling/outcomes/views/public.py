"""What became of what people said: for everybody (X-79, X-84)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import (
    heaps_of,
    heard_by,
    numbers_of_round,
    today_in,
    with_state,
)
from onderling.outcomes.queries.photos import shown
from onderling.outcomes.queries.policies import policies_of
from onderling.people.http import PersonRequest
from onderling.rounds.http import visible_round


@require_safe
@policy(ANYONE)
def harvest(request: HttpRequest, slug: str) -> HttpResponse:
    """All that was given to somebody to answer, with the role of who answers."""
    round = visible_round(request, slug)
    public = (
        Disposition.objects.public()
        .filter(round=round)
        .select_related("round", "addressee__organisation")
        .order_by("due", "pk")
    )
    rows = with_state(public, today=today_in(round, now=now()))
    policies = policies_of(rows)
    asked = request.GET.get("beleid", "")
    chosen = next((one.name for one in policies if one.name == asked), "")
    if chosen:
        rows = [row for row in rows if row.it.policy == chosen]
    context = {
        "round": round,
        "numbers": numbers_of_round(round),
        "policies": policies,
        "chosen": chosen,
        "rows": rows,
        "late": sum(row.late for row in rows),
        "unread": Disposition.objects.unanswered().filter(round=round, addressee=None).count(),
        "heaps": heaps_of(rows, titles()),
        "quotes": round.quotes.shown(),
        "photos": shown(round),
    }
    return render(request, "outcomes/harvest.html", context)


def titles() -> dict[str, str]:
    return {
        "done": _("Overgenomen of gedaan"),
        "busy": _("Wacht nog op antwoord"),
        "not": _("Niet overgenomen, of doorgestuurd"),
    }


@require_safe
@policy(SIGNED_IN)
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """What became of one's own input, and of that of the workshops one was in."""
    found = heard_by(request.user)
    found = found.select_related("round", "addressee__organisation", "meeting__offer")
    rows = [
        row
        for one in found.order_by("-received", "pk")[:200]
        for row in with_state([one], today=today_in(one, now=now()))
    ]
    context = {
        "rows": rows,
        "heaps": heaps_of(rows, titles()),
        "quotes": request.user.quotes.filter(withdrawn=None).exclude(text=""),
    }
    return render(request, "outcomes/mine.html", context)
