"""Photos of one workshop, on the telephone of who writes its notes (S0-11, X-86)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.pictures import Drawn, draw_anew
from onderling.base.policy import SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.offers.models import Meeting
from onderling.outcomes.actions.notes import refuse_unless_noting
from onderling.outcomes.actions.photos import add_photos, drop_photo, tell_photo
from onderling.outcomes.forms.photos import PhotoForm, PhotosForm
from onderling.outcomes.http import meeting_to_note
from onderling.outcomes.queries.photos import PhotoRow, there_at, with_standing
from onderling.outcomes.rules.photos import MOST_AT_ONCE, Standing
from onderling.people.http import PersonRequest
from onderling.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
def photos(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Add photos, several at once, and say of each what is on it and who."""
    meeting = meeting_to_note(request, meeting_id)
    sent = request.FILES.getlist("photos") if request.method == "POST" else []
    if sent:
        drawn, faults = _drawn(sent)  # slow, and done before the transaction begins
        return _keep(request, meeting, drawn, faults)
    return _tell(request, meeting)


def _drawn(sent: list[Any]) -> tuple[list[Drawn], list[str]]:
    """Draw each photo anew; of what is none, say which file it was and why not."""
    drawn, faults = [], []
    for file in sent[:MOST_AT_ONCE]:
        try:
            drawn.append(draw_anew(file, file.size))
        except Refused as refusal:
            faults.append(f"{file.name}: {refusal}")
    if len(sent) > MOST_AT_ONCE:
        said = _("Wij namen de eerste {n} foto’s aan. Stuur de rest daarna.")
        faults.append(said.format(n=MOST_AT_ONCE))
    return drawn, faults


@once
def _keep(
    request: PersonRequest, meeting: Meeting, drawn: list[Drawn], faults: list[str]
) -> HttpResponse:
    try:
        made = add_photos(meeting, drawn, by=request.user, now=now())
    except Refused as refusal:
        made, faults = [], [str(refusal)]
    if made:
        said = ngettext(
            "{n} foto is binnen. Schrijf erbij wat er te zien is, en wie.",
            "{n} foto’s zijn binnen. Schrijf erbij wat er te zien is, en wie.",
            len(made),
        )
        messages.success(request, said.format(n=len(made)))
    for fault in faults:
        messages.error(request, fault)
    return redirect("outcomes:photos", meeting.pk)


@once
def _tell(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    rows = with_standing(list(meeting.photos.filter(gone=None)))
    sent = request.POST if request.method == "POST" else None
    if sent is not None and (asked := whole_number(sent.get("weg"))):
        for row in rows:
            if row.it.pk == asked:
                drop_photo(row.it, by=request.user, now=now())
                messages.success(request, _("De foto is weg."))
        # What was typed at the other photos came along in the same form.
        rows = [row for row in rows if row.it.pk != asked]
    there = there_at(meeting)
    again = {whole_number(key) for key in (sent or request.GET).getlist("foto")}
    open_ = [
        row
        for row in rows
        if row.standing == Standing.UNTOLD or row.it.pk in again or _typed_at(row, sent)
    ]
    forms = [_form(row, there, sent) for row in open_]
    if sent is not None:
        _stop_overtaken(forms, [row for row in open_ if row.it.pk not in again])
        _save(request, forms)
        if all(form.saved or not form.has_changed() for form in forms):
            return redirect("outcomes:photos", meeting.pk)
        # Who left a photo alone is not told what is wrong with it.
        forms = [
            form if form.has_changed() else _form(row, there)
            for form, row in zip(forms, open_, strict=True)
            if not form.saved
        ]
    shown = {form.photo.pk for form in forms}
    context = {
        "round": meeting.offer.round,
        "meeting": meeting,
        "form": PhotosForm(label_suffix=""),
        "forms": forms,
        "again": {row.it.pk for row in open_ if row.standing != Standing.UNTOLD},
        "rows": [row for row in rows if row.it.pk not in shown],
        "why_not": _why_not(meeting),
    }
    return render(request, "outcomes/photos.html", context)


def _form(row: PhotoRow, there: list[Person], sent: Any = None) -> PhotoForm:
    return PhotoForm(row.it, there, [said.it for said in row.said], sent)


def _typed_at(row: PhotoRow, sent: Any) -> bool:
    """Whether something was typed at a photo, also when it has its text already."""
    begins = f"foto-{row.it.pk}-"
    return any(key.startswith(begins) and value.strip() for key, value in (sent or {}).items())


def _stop_overtaken(forms: list[PhotoForm], rows: list[PhotoRow]) -> None:
    """Keep what was typed at a photo that another told about meanwhile, and say what they
    wrote; who saves once more wants their own words in its place."""
    told = {row.it.pk: row for row in rows if row.standing != Standing.UNTOLD}
    for form in forms:
        if (row := told.get(form.photo.pk)) and form.has_changed():
            words = ", ".join([row.it.alt, *(str(said.it) for said in row.said)])
            said = _(
                "Bij deze foto is intussen bewaard: ‘{words}’."
                " Bewaart u opnieuw? Dan komt uw tekst ervoor in de plaats."
            )
            form.add_error(None, said.format(words=words))


def _save(request: PersonRequest, forms: list[PhotoForm]) -> None:
    """Save what is complete; what is half typed stays on the page, with what is missing."""
    for form in forms:
        if form.has_changed() and form.is_valid():
            try:
                tell_photo(form.photo, form.told(), by=request.user, now=now())
                form.saved = True
            except Refused as refusal:
                form.add_error(None, str(refusal))
    number = sum(form.saved for form in forms)
    if number:
        said = ngettext("{n} foto is bewaard.", "{n} foto’s zijn bewaard.", number)
        messages.success(request, said.format(n=number))
    elif "stuur" in request.POST:
        messages.error(request, _("Kies eerst een foto."))


def _why_not(meeting: Meeting) -> str:
    try:
        refuse_unless_noting(meeting, now=now())
    except Refused as refusal:
        return str(refusal)
    return ""
