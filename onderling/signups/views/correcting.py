"""A coordinator corrects what we know of somebody (X-137)."""

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
    return _correct(request, participation.person, participation)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def somebody(request: PersonRequest, person_id: int) -> HttpResponse:
    """The same for who takes part in nothing: a giver, or who offered a workshop (X-40)."""
    person = get_object_or_404(people_in_reach(request.user), pk=person_id)
    return _correct(request, person, None)


def _correct(
    request: PersonRequest, person: Person, participation: Participation | None
) -> HttpResponse:
    if participation:
        back = reverse("signups:person", args=[participation.pk])
    else:
        back = reverse("home:today")
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
        scope = participation.round if participation else None
        try:
            moved = correct_person(
                person, by=request.user, now=now(), scope=scope, stranger=stranger, **typed
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De gegevens zijn verbeterd.") + _said(moved))
            return redirect(back if participation else request.path)
    twin = form.holder and people_in_reach(request.user).filter(pk=form.holder.pk).first()
    context = {
        "round": participation.round if participation else None,
        "participation": participation,
        "back_url": back,
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
