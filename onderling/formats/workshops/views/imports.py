"""Pages for bringing lists in: choose one, look at its rows, take it over, undo it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.models import Import
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.formats.workshops.actions.imports import receive
from onderling.formats.workshops.actions.imports.take_over import Taken, take_over
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.formats.workshops.actions.imports.words import (
    KIND_HINTS,
    KIND_NAMES,
    column_name,
)
from onderling.formats.workshops.forms.imports import ColumnsForm, ListForm
from onderling.formats.workshops.rules.kinds import missing_in
from onderling.formats.workshops.rules.remarks import Look, Status
from onderling.formats.workshops.views import import_rows
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed

READ_OR_SEND = ["GET", "HEAD", "POST"]
STEPS = (lazy("Kies uw lijst"), lazy("Bekijk de rijen"), lazy("Lees in"))


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
        "name": source.file_name or _("lijst"),
        "kind": KIND_NAMES.get(source.kind, _("niet herkend")),
        "waits": source.state == Import.State.PREVIEW,
        "done": source.state == Import.State.DONE,
    }


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def preview(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Look at every row before anything happens, decide about some, take the list over."""
    round, source = _found(request, slug, import_id)
    if request.method == "POST":
        try:
            receive.choose(source, _choices(request))
            if request.POST.get("doe") != "neem-over":
                messages.success(
                    request, _("Uw keuzes zijn bewaard. Er is nog niets ingelezen.")
                )
                return redirect(request.get_full_path())
            taken = take_over(source, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _told(taken))
        return redirect("workshops:import_preview", round.slug, source.pk)
    if source.state != Import.State.PREVIEW:
        return _show_done(request, round, source)
    return _show_preview(request, round, source, ColumnsForm(source=source))


@require_POST
@policy(COORDINATOR)
@once
def columns(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Say what kind of list it is and what its columns are."""
    round, source = _found(request, slug, import_id)
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
    return _show_preview(request, round, source, form)


@require_POST
@policy(COORDINATOR)
@once
def discard(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Forget a list that was only looked at."""
    round, source = _found(request, slug, import_id)
    receive.throw_away(source, by=request.user, now=now())
    messages.success(request, _("De lijst is weg. Er was nog niets ingelezen."))
    return redirect("workshops:imports", round.slug)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def undo_import(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Ask first, then take back what a list did."""
    round, source = _found(request, slug, import_id)
    if request.method != "POST":
        context = {"round": round, "source": source, "rows": source.rows.count()}
        return render(request, "workshops/import_undo.html", context)
    undone = undo(source, by=request.user, now=now())
    if undone.kept:
        rows = ", ".join(str(number) for number in sorted(undone.kept))
        said = _("Ongedaan gemaakt, maar deze rijen blijven: {rows}. Daar veranderde al iets.")
        messages.warning(request, said.format(rows=rows))
    else:
        messages.success(request, _("Ongedaan gemaakt. Alles is weer zoals voor deze lijst."))
    return redirect("workshops:import_preview", round.slug, source.pk)


def _found(request: PersonRequest, slug: str, import_id: int) -> tuple[Round, Import]:
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    return round, get_object_or_404(receive.lists_of(round), pk=import_id)


def _choices(request: PersonRequest) -> dict[int, str]:
    found = {}
    for name, value in request.POST.items():
        number = name.removeprefix("keuze-")
        if number != name and number.isdecimal() and len(number) < 8:
            found[int(number)] = str(value)
    return found


def _told(taken: Taken) -> str:
    return _(
        "Ingelezen: {new} nieuw, {changed} veranderd, {same} gelijk, {skipped} overgeslagen."
    ).format(
        new=taken.new,
        changed=taken.changed,
        same=taken.same,
        skipped=taken.skipped + taken.refused,
    )


def _show_preview(
    request: PersonRequest, round: Round, source: Import, form: ColumnsForm
) -> HttpResponse:
    look = receive.look_of(source, round)
    context: dict[str, Any] = {"steps": STEPS, "step": 2, "columns_form": form}
    if look:
        mapped = {int(index): key for index, key in source.columns.items()}
        context |= {"missing": [_either(needed) for needed in missing_in(source.kind, mapped)]}
    context["may_import"] = round.allows(Deed.IMPORT)
    context["ask_columns"] = form.errors or not look or context.get("missing")
    return _show(request, round, source, look, context)


def _show_done(request: PersonRequest, round: Round, source: Import) -> HttpResponse:
    context = {"may_undo": source.state == Import.State.DONE and round.allows(Deed.IMPORT)}
    return _show(request, round, source, import_rows.as_it_was(source), context)


def _show(
    request: PersonRequest,
    round: Round,
    source: Import,
    look: Look | None,
    context: dict[str, Any],
) -> HttpResponse:
    context |= {"round": round, "source": source, "kind": KIND_NAMES.get(source.kind, "")}
    if look:
        only = import_rows.Filter.of(request.GET, look)
        page = import_rows.shown(look, only, request.GET)
        counts = {str(status): look.count(status) for status in Status}
        context |= {
            "count": counts,
            "stats": import_rows.stats_of(look, done="step" not in context),
            "total": len(look.rows),
            "comes_in": counts["new"] + counts["changed"],
            "odd": sum(import_rows.is_odd(row) for row in look.rows),
            "general": [import_rows.about_the_list(remark) for remark in look.general],
            "kinds": import_rows.kinds_of(look),
            "only": only,
            "page": page,
            "rows": [import_rows.in_words(row) for row in page],
        }
    return render(request, "workshops/import_preview.html", context)


def _either(needed: frozenset[str]) -> str:
    names = sorted(column_name(key) if key != "wish" else _("een wens") for key in needed)
    return _(" of ").join(names)
