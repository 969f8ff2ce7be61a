"""One row of the list of answers, for who coordinates: everything that can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.outcomes.actions.answering import Author, assign, finish, take_back
from onderling.outcomes.actions.answers import answer
from onderling.outcomes.actions.merging import FEWEST, put_apart, reword_merged, split_row
from onderling.outcomes.actions.policies import tie_to_policy
from onderling.outcomes.forms.answers import AnswerForm, AssignForm, PolicyForm, TextForm
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.queries.ledger import today_in, with_state
from onderling.outcomes.queries.policies import policies_known
from onderling.outcomes.rules.ledger import OPEN, By
from onderling.people.http import PersonRequest


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
                if gone and found.round:
                    return redirect("outcomes:ledger", found.round.slug)
                return redirect("outcomes:row", row_id)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("outcomes:row", row_id)
    parents = [one.parent for one in found.parents.select_related("parent")]
    context = {
        "round": found.round,
        "row": with_state([found], today=today_in(found, now=now()))[0],
        "changes": found.changes.select_related("by").order_by("-pk"),
        "parents": parents,
        "merged": len(parents) >= FEWEST and not found.replaced and bool(found.text),
        "children": [one.child for one in found.children.select_related("child")],
        "form": forms.answer,
        "given": forms.assign,
        "parts": forms.parts,
        "words": forms.words,
        "tied": forms.tied,
        "policies": policies_known(found.round) if found.round else [],
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
    words: TextForm
    tied: PolicyForm


def _forms(row: Disposition, sent: Any, doing: str) -> Forms:
    answering = row.round.programme.addressees if row.round else Addressee.objects.none()
    others = list(answering.select_related("organisation"))
    start = {"addressee": row.addressee_id, "due": row.due}
    return Forms(
        AnswerForm(row, others, sent if doing == "antwoord" else None),
        AssignForm(row.round, sent if doing == "geef" else None, initial=start),
        TextForm(sent if doing == "splits" else None, label_suffix=""),
        TextForm(
            sent if doing == "verwoord" else None,
            initial={"text": row.text},
            prefix="woorden",
            label_suffix="",
        ),
        PolicyForm(
            sent if doing == "beleid" else None,
            initial={"policy": row.policy},
            label_suffix="",
        ),
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


def _reword(request: PersonRequest, row: Disposition, forms: Forms) -> bool:
    form, seen = forms.words, request.POST.get("gezien", "")
    if not form.is_valid():
        return False
    try:
        reword_merged(row, form.cleaned_data["text"], seen=seen, by=request.user, now=now())
    except Refused as refusal:  # what was typed stays, beside what is there now
        form.add_error("text", str(refusal))
        row.refresh_from_db()
        return False
    messages.success(request, _("Bewaard. Zo staat de vraag er nu."))
    return True


def _leave(request: PersonRequest, row: Disposition, _forms: Forms) -> bool:
    seen = request.POST.get("gezien", "")
    reword_merged(row, seen, seen=seen, by=request.user, now=now())
    messages.success(request, _("De woorden blijven zo."))
    return True


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


def _tie(request: PersonRequest, row: Disposition, forms: Forms) -> bool:
    form = forms.tied
    if form.is_valid():
        told = tie_to_policy(row, form.cleaned_data["policy"], by=request.user, now=now())
        said = (
            _("Bewaard: dit hoort bij {policy}.")
            if told.policy
            else _("Dit hoort nu bij geen beleid.")
        )
        messages.success(request, said.format(policy=told.policy))
    return form.is_valid()


def _nothing(_request: PersonRequest, _row: Disposition, _forms: Forms) -> bool:
    return True


Deed = Callable[[PersonRequest, Disposition, Forms], bool]
DEEDS: dict[str, Deed] = {
    "antwoord": _answer,
    "geef": _assign,
    "splits": _split,
    "verwoord": _reword,
    "laat-zo": _leave,
    "uit-elkaar": _put_apart,
    "gedaan": _finish,
    "terug": _take_back,
    "beleid": _tie,
}
