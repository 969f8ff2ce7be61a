"""The list of answers of a round, for who coordinates it: give, ask, answer, merge, split."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.outcomes.actions.answering import Author, assign, finish, take_back
from onderling.outcomes.actions.answers import answer
from onderling.outcomes.actions.asking import ask_for_answers, waiting_in
from onderling.outcomes.actions.merging import merge_rows, put_apart, split_row
from onderling.outcomes.forms.answers import AnswerForm, AssignForm, TextForm
from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import numbers_of_round, today_in, with_state
from onderling.outcomes.rules.ledger import ANSWERED, OPEN, By
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round

TABS = ("geven", "wacht", "laat", "af", "alles")


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
    groups = {
        "geven": [row for row in rows if not row.it.addressee and row.it.state in OPEN],
        "wacht": [row for row in rows if row.it.addressee and row.it.state in OPEN],
        "laat": [row for row in rows if row.late],
        "af": [row for row in rows if row.it.state in ANSWERED],
        "alles": rows,
    }
    asked = request.GET.get("toon", "")
    shown = asked if asked in TABS else next((name for name in TABS if groups[name]), "alles")
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
        "af": _("Beantwoord"),
        "alles": _("Alles"),
    }
    return [
        {
            "label": f"{labels[name]} ({len(rows)})",
            "url": f"?toon={name}",
            "current": name == shown,
        }
        for name, rows in groups.items()
    ]


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


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def row(request: PersonRequest, row_id: int) -> HttpResponse:
    """One thing that was said, its history, and everything that can be done with it."""
    found = get_object_or_404(
        Disposition.objects.managed_by(request.user).select_related(
            "round__programme__organisation", "addressee__organisation", "meeting__offer"
        ),
        pk=row_id,
    )
    sent = request.POST if request.method == "POST" else None
    doing = sent.get("doe", "") if sent else ""
    forms = _forms(found, sent, doing)
    if sent is not None:
        try:
            if DEEDS.get(doing, _nothing)(request, found, forms):
                gone = doing == "uit-elkaar"  # with what it was made of, the row itself goes
                where = (
                    ["outcomes:ledger", found.round.slug] if gone else ["outcomes:row", row_id]
                )
                return redirect(*where)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("outcomes:row", row_id)
    context = {
        "round": found.round,
        "row": with_state([found], today=today_in(found.round, now=now()))[0],
        "changes": found.changes.select_related("by").order_by("-pk"),
        "parents": [one.parent for one in found.parents.select_related("parent")],
        "children": [one.child for one in found.children.select_related("child")],
        "form": forms.answer,
        "given": forms.assign,
        "parts": forms.parts,
        "open": found.state in OPEN and not found.replaced,
        "takes_back": found.state in {"decided", "done"},
    }
    return render(request, "outcomes/row.html", context)


@dataclass(frozen=True)
class Forms:
    """The forms on the page of one row; the one that was sent holds what was typed."""

    answer: AnswerForm
    assign: AssignForm
    parts: TextForm


def _forms(row: Disposition, sent: Any, doing: str) -> Forms:
    others = list(row.round.programme.addressees.select_related("organisation"))
    start = {"addressee": row.addressee_id, "due": row.due}
    return Forms(
        AnswerForm(row, others, sent if doing == "antwoord" else None),
        AssignForm(row.round, sent if doing == "geef" else None, initial=start),
        TextForm(sent if doing == "splits" else None, label_suffix=""),
    )


def _answer(request: PersonRequest, row: Disposition, forms: Forms) -> bool:
    form = forms.answer
    if not form.is_valid() or not form.chosen:
        return False
    told, who = form.cleaned_data, Author(request.user, By.COORDINATOR)
    answer(row, form.chosen, reason=told["reason"], to=told.get("to"), who=who, now=now())
    return True


def _assign(request: PersonRequest, row: Disposition, forms: Forms) -> bool:
    form = forms.assign
    if form.is_valid():
        told = form.cleaned_data
        assign(row, told["addressee"], due=told["due"], by=request.user, now=now())
    return form.is_valid()


def _split(request: PersonRequest, row: Disposition, forms: Forms) -> bool:
    form = forms.parts
    if form.is_valid():
        split_row(row, form.cleaned_data["text"].splitlines(), by=request.user, now=now())
    return form.is_valid()


def _put_apart(request: PersonRequest, row: Disposition, _forms: Forms) -> bool:
    put_apart(row, by=request.user, now=now())
    messages.success(request, _("Alles staat weer zoals het was."))
    return True


def _finish(request: PersonRequest, row: Disposition, _forms: Forms) -> bool:
    finish(row, who=Author(request.user, By.COORDINATOR), now=now())
    return True


def _take_back(request: PersonRequest, row: Disposition, _forms: Forms) -> bool:
    take_back(row, who=Author(request.user, By.COORDINATOR), now=now())
    return True


def _nothing(_request: PersonRequest, _row: Disposition, _forms: Forms) -> bool:
    return True


DEEDS = {
    "antwoord": _answer,
    "geef": _assign,
    "splits": _split,
    "uit-elkaar": _put_apart,
    "gedaan": _finish,
    "terug": _take_back,
}
