"""The page of one list: look at its rows, take it over, follow that, see what went in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from onderling.base.errors import Refused
from onderling.base.models import Import
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.formats.workshops.actions.imports import job, receive
from onderling.formats.workshops.actions.imports.take_over import Taken, perform
from onderling.formats.workshops.actions.imports.words import KIND_NAMES, column_name
from onderling.formats.workshops.forms.imports import ColumnsForm
from onderling.formats.workshops.rules.kinds import missing_in
from onderling.formats.workshops.rules.remarks import Look, Status
from onderling.formats.workshops.tasks import take_list_over
from onderling.formats.workshops.views import import_rows
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed

STEPS = (
    gettext_lazy("Kies uw lijst"),
    gettext_lazy("Bekijk de rijen"),
    gettext_lazy("Lees in"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
def preview(request: PersonRequest, slug: str, import_id: int) -> HttpResponse:
    """Look at every row before anything happens, decide about some, take the list over."""
    round, source = found_list(request, slug, import_id)
    if request.method == "POST":
        answer = _decide(request, round, source)
        _set_to_work(request, source)  # slow, so after the form was counted
        return answer
    if source.state in job.BUSY:
        return _show_job(request, round, source)
    if request.htmx:  # the job is done: the whole page follows
        return HttpResponseClientRedirect(request.path)
    if source.state != Import.State.PREVIEW:
        return _show_done(request, round, source)
    return show_preview(request, round, source, ColumnsForm(source=source))


@once
def _decide(request: PersonRequest, round: Round, source: Import) -> HttpResponse:
    deed, back = request.POST.get("doe"), request.get_full_path()
    try:
        if deed == "stop":
            job.stop(source, by=request.user, now=now())
            messages.success(request, _("Gestopt. Er is niets ingelezen."))
        elif source.state in job.BUSY:
            pass  # asked for before: its page tells how far it is
        else:
            receive.choose(source, _choices(request))
            if deed == "neem-over":
                back = request.path
                job.ask(source, by=request.user, now=now())
            else:
                said = _("Uw keuzes zijn bewaard. Er is nog niets ingelezen.")
                messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


def _set_to_work(request: PersonRequest, source: Import) -> None:
    """Do a short list here and now, so that its result is there; leave a long one to a worker.

    Nothing to do when this form was counted before: the list is in other hands by then.
    """
    source.refresh_from_db()
    if source.state != Import.State.QUEUED:
        return
    if source.rows.count() > job.AT_ONCE:
        take_list_over.enqueue(source.pk)
        return
    taken = perform(source.pk, now=now())
    if taken:
        messages.success(request, _told(taken))


def found_list(request: PersonRequest, slug: str, import_id: int) -> tuple[Round, Import]:
    """Find a list of a round that this person coordinates."""
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
    parts = [_("{count} nieuw").format(count=taken.new)]
    if taken.known:
        parts.append(_("{count} al bekend, maar nieuw in deze ronde").format(count=taken.known))
    parts += [
        _("{count} veranderd").format(count=taken.changed),
        _("{count} gelijk").format(count=taken.same),
        _("{count} overgeslagen").format(count=taken.skipped + taken.refused),
    ]
    return _("Ingelezen: {counts}.").format(counts=", ".join(parts))


def _show_job(request: PersonRequest, round: Round, source: Import) -> HttpResponse:
    told = {
        "state": "running" if source.state == Import.State.RUNNING else "waiting",
        "says": source.doing or _("Wij beginnen zo"),
        "percent": source.progress,
        "url": reverse("workshops:import_preview", args=[round.slug, source.pk]),
    }
    if request.htmx:
        return render(request, "base/_job.html", {"job": told})
    context = {"round": round, "job": told, "list": receive.name_of(source)}
    return render(request, "workshops/import_busy.html", context)


def show_preview(
    request: PersonRequest, round: Round, source: Import, form: ColumnsForm
) -> HttpResponse:
    """Show what taking this list over would do, with the form for its columns."""
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
            "comes_in": counts["new"] + counts["known"] + counts["changed"],
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
