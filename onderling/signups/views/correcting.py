"""A coordinator corrects what we know of somebody (X-137)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.actions.changed_by import may_save
from onderling.people.actions.correcting import correct_person
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.signups.forms.correcting import CorrectForm
from onderling.signups.models import Participation
from onderling.signups.queries import people_in_reach


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def correct(request: PersonRequest, participation_id: int) -> HttpResponse:
    mine = Participation.objects.managed_by(request.user).select_related("person", "round")
    participation = get_object_or_404(mine, pk=participation_id)
    person = participation.person
    # The form writes what was typed on its instance; ours stays what is kept.
    form = CorrectForm(
        request.POST or None,
        instance=Person.objects.filter(pk=person.pk).first(),
        by=request.user,
    )
    clear = may_save(form, person)
    if request.method == "POST" and clear and form.is_valid():
        typed = dict(form.cleaned_data)
        stranger = bool(typed.pop("stranger", False))
        scope = participation.round
        try:
            moved = correct_person(
                person, by=request.user, now=now(), scope=scope, stranger=stranger, **typed
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De gegevens zijn verbeterd.") + _said(moved))
            return redirect("signups:person", participation.pk)
    twin = form.holder and people_in_reach(request.user).filter(pk=form.holder.pk).first()
    context = {
        "round": participation.round,
        "participation": participation,
        "person": person,
        "form": form,
        "twin": twin,
    }
    return render(request, "signups/correct.html", context)


def _said(moved: int) -> str:
    if not moved:
        return ""
    said = ngettext(
        "{n} bericht gaat naar het nieuwe adres.",
        "{n} berichten gaan naar het nieuwe adres.",
        moved,
    )
    return " " + said.format(n=moved)
