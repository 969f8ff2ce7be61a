"""The list of answers of a round, for who coordinates it: give, ask, answer, merge, split."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.outcomes.actions.answering import assign
from onderling.outcomes.actions.asking import ask_for_answers, waiting_in
from onderling.outcomes.actions.merging import merge_rows
from onderling.outcomes.forms.answers import AssignForm, TextForm
from onderling.outcomes.http import tabs
from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import numbers_of_round, today_in, with_state
from onderling.outcomes.rules.ledger import ANSWERED, OPEN
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def ledger(request: PersonRequest, slug: str) -> HttpResponse:
    """All that was said; give some of it to somebody, or make one of several."""
    round = managed_round(request, slug)
    every = round.dispositions.current().select_related(
        "addressee__organisation", "addressee__person", "meeting__offer"
    )
    today = today_in(round, now=now())
    rows = with_state(every, today=today)
    form = AssignForm(round, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        chosen = {whole_number(pk) for pk in request.POST.getlist("rij")}
        picked = [row.it for row in rows if row.it.pk in chosen]
        if request.POST.get("doe") == "samen" and len(picked) > 1:
            keys = "&".join(f"rij={row.pk}" for row in picked)
            return redirect(f"{reverse('outcomes:merge', args=[slug])}?{keys}")
        if _give(request, form, picked):
            return redirect("outcomes:ledger", slug)
    asks = [row for row in rows if row.it.state in OPEN and row.it.text]
    groups = {
        "geven": [row for row in asks if not row.it.addressee],
        "wacht": [row for row in asks if row.it.addressee],
        "laat": [row for row in asks if row.late],
        "nakijken": [row for row in rows if row.it.lost and row.it.text],
        "af": [row for row in rows if row.it.state in ANSWERED],
        "alles": rows,
    }
    if not groups["nakijken"]:  # rare: it has a tab only while there is one
        del groups["nakijken"]
    asked = request.GET.get("toon", "")
    shown = (
        asked if asked in groups else next((name for name in groups if groups[name]), "alles")
    )
    context = {
        "round": round,
        "numbers": numbers_of_round(round),
        "tabs": _tabs(groups, shown),
        "rows": groups[shown],
        "form": form,
        "answering": round.programme.addressees.exists(),
        "waiting": waiting_in(round),
    }
    return render(request, "outcomes/ledger.html", context)


def _tabs(groups: dict[str, list[Any]], shown: str) -> list[dict[str, Any]]:
    labels = {
        "geven": _("Nog aan niemand gegeven"),
        "wacht": _("Wacht op antwoord"),
        "laat": _("Te laat"),
        "nakijken": _("Kijk na"),
        "af": _("Beantwoord"),
        "alles": _("Alles"),
    }
    return tabs(labels, groups, shown)


def _give(request: PersonRequest, form: AssignForm, picked: list[Disposition]) -> bool:
    """Give what was picked to one who answers; say what is missing, and then do nothing."""
    if not picked:
        messages.error(request, _("Vink eerst aan wat u wilt geven of samenvoegen."))
        return True
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        for row in picked:
            assign(row, given["addressee"], due=given["due"], by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return True
    said = ngettext("{n} vraag gaat naar {who}.", "{n} vragen gaan naar {who}.", len(picked))
    messages.success(request, said.format(n=len(picked), who=given["addressee"]))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def ask(request: PersonRequest, slug: str) -> HttpResponse:
    """Who is asked for which answers; one letter each, after a look."""
    round = managed_round(request, slug)
    if request.method == "POST":
        digest = request.POST.get("groep", "")
        if ask_for_answers(round, digest=digest, by=request.user, now=now()) is None:
            messages.error(request, _("De groep is intussen veranderd. Kijk opnieuw."))
            return redirect("outcomes:ask", slug)
        said = _("De berichten staan klaar. Ze gaan over 5 minuten weg.")
        messages.success(request, said)
        return redirect("outcomes:ledger", slug)
    waiting = waiting_in(round)
    people = [(waiting.people[ref], rows) for ref, rows in waiting.rows.items()]
    context = {"round": round, "waiting": waiting, "reach": waiting.reach, "people": people}
    return render(request, "outcomes/ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def merge(request: PersonRequest, slug: str) -> HttpResponse:
    """See what becomes one, and in which words; parents stay and can be put apart."""
    round = managed_round(request, slug)
    keys = [whole_number(pk) for pk in (request.GET or request.POST).getlist("rij")]
    picked = list(round.dispositions.unanswered().filter(pk__in=[pk for pk in keys if pk]))
    form = TextForm(
        request.POST if request.method == "POST" else None,
        initial={"text": picked[0].text if picked else ""},
        label_suffix="",
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = merge_rows(
                round, picked, form.cleaned_data["text"], by=request.user, now=now()
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("outcomes:ledger", slug)
        return redirect("outcomes:row", made.pk)
    context = {"round": round, "picked": picked, "form": form}
    return render(request, "outcomes/merge.html", context)
