"""Pages for bringing lists in: choose one, name its columns, throw it away, undo it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.models import Import
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.formats.workshops.actions.imports import receive
from onderling.formats.workshops.actions.imports.job import BUSY
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.formats.workshops.actions.imports.words import KIND_HINTS, KIND_NAMES
from onderling.formats.workshops.forms.imports import ColumnsForm, ListForm
from onderling.formats.workshops.views.import_preview import STEPS, found_list, show_preview
from onderling.formats.workshops.views.import_rows import about_of
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed

READ_OR_SEND = ["GET", "HEAD", "POST"]
MOST_NAMED = 20  # rows in one sentence


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
def imports(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose a list, or go on with one that came in before."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        # Reading the file is slow and done: the key and the deed share a short transaction.
        return _bring_in(request, round, form)
    return _choose_list(request, round, form)


@once
def _bring_in(request: PersonRequest, round: Round, form: ListForm) -> HttpResponse:
    made = receive.bring_in(
        round, form.sheets, file_name=form.file_name, by=request.user, now=now()
    )
    if len(made) == 1:
        return redirect("workshops:import_preview", round.slug, made[0].pk)
    said = _("Dit bestand heeft {count} bladen. Bekijk ze een voor een.")
    messages.success(request, said.format(count=len(made)))
    return redirect("workshops:imports", round.slug)


def _choose_list(request: PersonRequest, round: Round, form: ListForm) -> HttpResponse:
    context = {
        "round": round,
        "form": form,
        "lists": [_in_the_list(source) for source in receive.lists_of(round)],
        "kinds": [(KIND_NAMES[key], KIND_HINTS[key]) for key in KIND_NAMES],
        "may_import": round.allows(Deed.IMPORT),
        "steps": STEPS,
    }
    return render(request, "workshops/imports.html", context)


def _in_the_list(source: Import) -> dict[str, Any]:
    return {
        "source": source,
        "name": receive.name_of(source),
        "kind": KIND_NAMES.get(source.kind, _("niet herkend")),
        "waits": source.state == Import.State.PREVIEW,
        "busy": source.state in BUSY,
        "done": source.state == Import.State.DONE,
    }


@require_POST
@policy(COORDINATOR)
@once
def columns(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Say what kind of list it is and what its columns are."""
    round, source = found_list(request, slug, import_id)
    form = ColumnsForm(request.POST, source=source)
    if form.is_valid():
        try:
            receive.name_columns(
                source,
                kind=form.cleaned_data["kind"],
                columns=form.columns(),
                by=request.user,
                now=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De kolommen zijn aangewezen."))
            return redirect("workshops:import_preview", round.slug, source.pk)
    return show_preview(request, round, source, form)


@require_POST
@policy(COORDINATOR)
@once
def discard(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Forget a list that was only looked at."""
    round, source = found_list(request, slug, import_id)
    receive.throw_away(source, by=request.user, now=now())
    messages.success(request, _("De lijst is weg. Er was nog niets ingelezen."))
    return redirect("workshops:imports", round.slug)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def undo_import(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Ask first, then take back what a list did."""
    round, source = found_list(request, slug, import_id)
    if request.method != "POST":
        context = {"round": round, "source": source, "rows": source.rows.count()}
        return render(request, "workshops/import_undo.html", context)
    undone = undo(source, by=request.user, now=now())
    if undone.kept:
        messages.warning(request, _kept(source, undone.kept))
    else:
        messages.success(request, _("Ongedaan gemaakt. Alles is weer zoals voor deze lijst."))
    return redirect("workshops:import_preview", round.slug, source.pk)


def _kept(source: Import, numbers: set[int]) -> str:
    """Name the rows that stay by number and by who or what they are about."""
    rows = source.rows.filter(number__in=numbers).order_by("number")[:MOST_NAMED]
    named = [
        _("rij {number} ({about})").format(number=r.number, about=about_of(r)) for r in rows
    ]
    if len(numbers) > MOST_NAMED:
        named.append(_("nog {count} rijen").format(count=len(numbers) - MOST_NAMED))
    said = _("Ongedaan gemaakt. Alleen dit blijft, want daar veranderde al iets: {rows}.")
    return (
        said.format(rows=", ".join(named))
        + " "
        + _("Lijst: {list}.").format(list=receive.name_of(source))
    )
