"""What an editor does with practical examples: write one, change it, take it off the site."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.base.versions import catch_up, held
from onderling.formats.library.actions.practices import (
    change_practice,
    set_practice,
    write_practice,
)
from onderling.formats.library.forms.judging import PracticeForm
from onderling.formats.library.models import Practice
from onderling.formats.library.queries import answered_note, first_words_of
from onderling.people.http import PersonRequest

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def new(request: PersonRequest) -> HttpResponse:
    """Write one; `uit` in the address names a note of a workshop that was answered."""
    note = answered_note(request.user, whole_number(request.GET.get("uit", "")))
    initial = first_words_of(note) if note else {}
    form = PracticeForm(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST" and form.is_valid():
        made = form.save(commit=False)
        try:
            write_practice(made, of=note, by=request.user, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het praktijkvoorbeeld staat op de site."))
            return redirect("library:practice", made.pk)
    context = {"form": form, "note": note, "action": request.get_full_path()}
    return render(request, "library/write_practice.html", context)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def edit(request: PersonRequest, practice_id: int) -> HttpResponse:
    """Change one; two people in one form see each other’s text."""
    found = held(Practice.objects.managed_by(request.user), request)
    practice = get_object_or_404(found, pk=practice_id)
    form = PracticeForm(request.POST or None, instance=practice, label_suffix="")
    differs = catch_up(form)
    if request.method == "POST" and not differs and form.is_valid():
        change_practice(practice, form.cleaned_data, by=request.user, now=now())
        messages.success(request, _("Het praktijkvoorbeeld is bewaard."))
        return redirect("library:practice", practice_id)
    context = {"form": form, "practice": practice, "action": request.path}
    return render(request, "library/write_practice.html", context)


@require_POST
@policy(COORDINATOR)
@once
def step(request: PersonRequest, practice_id: int) -> HttpResponse:
    """Take it off the site, or put it back."""
    practice = get_object_or_404(Practice.objects.managed_by(request.user), pk=practice_id)
    shown = request.POST.get("stap") == "terug"
    try:
        set_practice(practice, shown=shown, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
    else:
        back, off = (
            _("Het staat weer op de site."),
            _("Het is van de site. U kunt het terugzetten."),
        )
        messages.success(request, back if shown else off)
    return redirect("library:practice", practice_id)
