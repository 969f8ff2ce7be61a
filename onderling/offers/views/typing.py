"""Typing many workshops at once: a table that keeps itself (X-4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onderling.base.drafts import draft_of, value_in
from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.offers.actions.typing import type_in
from onderling.offers.forms.typing import COUNT, Rows, row_set, rows_in, with_more_rows
from onderling.offers.models import Slot
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def typing(request: PersonRequest, slug: str) -> HttpResponse:
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    parts = round.slots.filter(kind=Slot.Kind.WORKSHOPS)
    slots = {str(slot.pk): slot for slot in parts}
    context = {"round": round, "refusal": "", "quiet": False}
    if request.method != "POST":
        draft = draft_of(request.user, request.path)
        count = value_in(draft.typed, COUNT) if draft else ""
        context["rows"] = row_set(slots, rows=rows_in(count))
        return render(request, "offers/typing.html", context)
    if "meer" in request.POST:
        context |= {"rows": row_set(slots, with_more_rows(request.POST)), "quiet": True}
        return render(request, "offers/typing.html", context)
    rows = row_set(slots, request.POST)
    context["rows"] = rows
    if rows.is_valid():
        try:
            return _done(request, round, rows)
        except Refused as refusal:
            context["refusal"] = str(refusal)
    return render(request, "offers/typing.html", context)


def _done(request: PersonRequest, round: Round, rows: Rows) -> HttpResponse:
    typed = rows.typed()
    if not typed:
        raise Refused(_("U typte nog geen workshop. Vul ten minste één titel in."))
    made = type_in(round, typed, by=request.user, now=now())
    said = ngettext(
        "{count} workshop staat in het aanbod.",
        "{count} workshops staan in het aanbod.",
        len(made),
    )
    messages.success(request, said.format(count=len(made)))
    return redirect("offers:manage", round.slug)
