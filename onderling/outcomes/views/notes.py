"""The notes of a workshop: five short fields on a phone, for who gives it or writes for it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.outcomes.actions.note_takers import (
    add_taker,
    remind_to_note,
    remove_taker,
    to_remind,
)
from onderling.outcomes.actions.notes import refuse_unless_noting, save_notes
from onderling.outcomes.forms.notes import NotesForm
from onderling.outcomes.http import meeting_to_appoint, meeting_to_note
from onderling.outcomes.queries.notes import (
    begun_in,
    fixed_in,
    meetings_to_appoint,
    writers_of,
)
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def notes(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Write, read back and change; also with the personal link (S0-9, X-82)."""
    meeting = meeting_to_note(request, meeting_id)
    at, why_not = now(), ""
    try:
        refuse_unless_noting(meeting, now=at)
    except Refused as refusal:
        why_not = str(refusal)
    saved = dict(meeting.notes.values_list("position", "text"))
    form = NotesForm(saved, fixed_in(meeting), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            clashes = save_notes(meeting, form.typed(), form.shown(), by=request.user, now=at)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("outcomes:notes", meeting_id)
        if not clashes:
            messages.success(request, _("Bewaard. Dit gaat mee naar wie erover beslist."))
            return redirect("outcomes:notes", meeting_id)
        form.ask_again(clashes)
    context = {
        "round": meeting.offer.round,
        "meeting": meeting,
        "form": form,
        "saved": saved,
        "photos": meeting.photos.filter(gone=None).count(),
        "why_not": why_not,
        "appoints": meetings_to_appoint(request.user).filter(pk=meeting.pk).exists(),
    }
    return render(request, "outcomes/notes.html", context)


FEW = 12  # people on a page without a field to search


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def takers(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Who writes: anybody with a seat in this workshop."""
    meeting = meeting_to_appoint(request, meeting_id)
    writers = writers_of(meeting)
    if request.method == "POST":
        leaving, asked = (whole_number(request.POST.get(name)) for name in ("weg", "wie"))
        for one in writers:
            if one.writes and one.writes.pk == leaving:
                remove_taker(one.writes, by=request.user, now=now())
                said = _("{name} schrijft niet meer op wat eruit komt.")
                messages.success(request, said.format(name=one.person.name))
            elif one.person.pk == asked:
                add_taker(meeting, one.person, by=request.user, now=now())
                said = _("{name} kan nu opschrijven wat eruit komt.")
                messages.success(request, said.format(name=one.person.name))
        return redirect("outcomes:takers", meeting_id)
    query = " ".join(request.GET.get("zoek", "").split())[:80]
    found = [one for one in writers if query.casefold() in one.person.name.casefold()]
    context = {
        "round": meeting.offer.round,
        "meeting": meeting,
        "writers": found,
        "query": query,
        "searches": len(writers) > FEW,
    }
    return render(request, "outcomes/takers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def noted(request: PersonRequest, slug: str) -> HttpResponse:
    """Which workshops wrote something down; one button reminds who did not."""
    round = managed_round(request, slug)
    if request.method == "POST":
        digest = request.POST.get("groep", "")
        if remind_to_note(round, digest=digest, by=request.user, now=now()) is None:
            messages.error(request, _("De groep is intussen veranderd. Kijk opnieuw."))
        else:
            said = _("De berichten staan klaar. Ze gaan over 5 minuten weg.")
            messages.success(request, said)
        return redirect("outcomes:noted", slug)
    meetings: list[Any] = list(begun_in(round, now=now()))  # each with its number of notes
    context = {
        "round": round,
        "meetings": sorted(meetings, key=lambda one: one.noted > 0),
        "done": sum(one.noted > 0 for one in meetings),
        "reach": to_remind(round, now=now()).reach,
    }
    return render(request, "outcomes/noted.html", context)
