"""Who answers: all that waits on one page, saved row by row, with the personal link."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.outcomes.actions.answering import Author, finish, take_back
from onderling.outcomes.actions.answers import answer
from onderling.outcomes.forms.answers import AnswerForm
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.queries.ledger import with_state
from onderling.outcomes.rules.ledger import ANSWERED, By
from onderling.people.http import PersonRequest

MOST = 100  # rows on one page


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def answering(request: PersonRequest) -> HttpResponse:
    """Ten answers in five minutes: what is complete is saved, what is half typed stays."""
    mine = Disposition.objects.asked_of(request.user).select_related(
        "round__programme", "addressee__organisation", "meeting__offer"
    )
    waiting = mine.unanswered().prefetch_related("changes").order_by("due", "pk")
    rows = list(waiting[:MOST])
    others = list(
        Addressee.objects.filter(
            programme__in={row.round.programme_id for row in rows if row.round}
        ).select_related("organisation")
    )
    sent = request.POST if request.method == "POST" else None
    forms = [AnswerForm(row, others, sent) for row in rows]
    if sent is not None:
        saved = sum(_save(request, form) for form in forms)
        if saved:
            said = ngettext("{n} antwoord is bewaard.", "{n} antwoorden zijn bewaard.", saved)
            messages.success(request, said.format(n=saved))
        forms = [form for form in forms if not form.saved]
        if not any(form.has_changed() for form in forms):
            return redirect("outcomes:answering")
        rows = [form.row for form in forms]
    today = localdate(now())
    answered = mine.filter(state__in=ANSWERED).order_by("-decided", "-pk")
    context = {
        "rows": list(zip(with_state(rows, today=today), forms, strict=True)),
        "late": sum(row.late for row in with_state(rows, today=today)),
        "answered": with_state(answered[:MOST], today=today),
    }
    return render(request, "outcomes/answering.html", context)


def _save(request: PersonRequest, form: AnswerForm) -> bool:
    """Save one row when it is complete; else leave it as typed, and say what is missing."""
    if not form.is_valid() or not form.chosen:
        return False
    if form.lacks_reason:
        form.add_error("reason", _("Schrijf erbij waarom. Zonder reden is het geen antwoord."))
        return False
    given: dict[str, Any] = form.cleaned_data
    try:
        answer(
            form.row,
            form.chosen,
            reason=given["reason"],
            to=given.get("to"),
            who=Author(request.user, By.ADDRESSEE),
            now=now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    form.saved = True
    return True


@require_POST
@policy(SIGNED_IN)
@once
def afterwards(request: PersonRequest, row_id: int) -> HttpResponse:
    """Say that it is done, or take a decision back while nobody was told."""
    mine = Disposition.objects.asked_of(request.user)
    row = get_object_or_404(mine, pk=row_id)
    deed = finish if request.POST.get("doe") == "gedaan" else take_back
    try:
        deed(row, who=Author(request.user, By.ADDRESSEE), now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("outcomes:answering")
