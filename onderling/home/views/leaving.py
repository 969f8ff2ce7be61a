"""Take along everything we keep of somebody; have it taken away (X-40)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.once import first_time, once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.base.transactions import write_transaction
from onderling.home.forms import AskedForm, EraseForm, EraseMeForm
from onderling.home.queries.everything import everything_of
from onderling.people.actions.erasing import erase_person, told_before, why_not
from onderling.people.actions.exporting import export_for
from onderling.people.actions.merging import has_role, is_owner
from onderling.people.actions.trails import someone
from onderling.people.http import PersonRequest, proved_lately
from onderling.people.models import Person
from onderling.signups.queries import people_in_reach, why_not_elsewhere


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
def everything(request: PersonRequest) -> HttpResponse:
    """Give a person all of their own data in one file, after signing in lately."""
    lately = proved_lately(request)
    if request.method != "POST" or not lately:
        return render(request, "home/take_along.html", {"lately": lately})
    moment = now()
    with write_transaction():
        audit.note(request.user, "export_person", on=request.user, now=moment)
    return _zipped(everything_of(request.user, now=moment), moment)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def erase_me(request: PersonRequest) -> HttpResponse:
    """Tell what goes and what stays, and then take it away."""
    lately = proved_lately(request)
    form = EraseMeForm(request.POST or None)
    if request.method == "POST" and lately and form.is_valid():
        try:
            erase_person(request.user, by=request.user, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _leave(request)
            return redirect("home:privacy")
    context = _told(request.user, by=request.user) | {"form": form, "lately": lately}
    return render(request, "home/erase_me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@never_cache
def everything_for(request: PersonRequest, person_id: int) -> HttpResponse:
    """The same for somebody who asked a coordinator, and perhaps has no mail."""
    person = get_object_or_404(people_in_reach(request.user), pk=person_id)
    lately = proved_lately(request)
    form = AskedForm(request.POST or None)
    why_not = _why_not_theirs(person, by=request.user)
    if request.method == "POST" and lately and not why_not and form.is_valid():
        moment, asked = now(), form.cleaned_data["asked"]
        with write_transaction():
            if first_time(request):  # who clicks twice gets the file twice, and notes it once
                export_for(person, by=request.user, asked=asked, now=moment)
        return _zipped(everything_of(person, now=moment), moment)
    context = {"person": person, "form": form, "lately": lately, "why_not": why_not}
    return render(request, "home/everything_for.html", context)


def _why_not_theirs(person: Person, *, by: Person) -> list[str]:
    """Everything is more than one coordinator may see: roles, and rounds of others."""
    if is_owner(by):
        return []
    if has_role(person):
        return [_("Deze persoon heeft een rol. Vraag een beheerder om dit te doen.")]
    return why_not_elsewhere(someone(person).ids, by=by)


def _zipped(content: bytes, moment: datetime) -> HttpResponse:
    response = HttpResponse(content, content_type="application/zip")
    name = f"mijn-gegevens-{localdate(moment):%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _leave(request: HttpRequest) -> None:
    logout(request)
    said = _("Uw gegevens zijn verwijderd. U bent overal uitgelogd. Dank dat u meedeed.")
    messages.success(request, said)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@never_cache
@once
def erase(request: PersonRequest, person_id: int) -> HttpResponse:
    """The same for somebody who asked a coordinator to do it."""
    person = get_object_or_404(people_in_reach(request.user), pk=person_id)
    lately = proved_lately(request)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and lately and form.is_valid():
        asked = form.cleaned_data["asked"]
        try:
            erase_person(person, by=request.user, now=now(), asked=asked)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De gegevens zijn verwijderd."))
            return redirect("home:today")
    context = _told(person, by=request.user) | {"form": form, "lately": lately}
    return render(request, "home/erase.html", context)


def _told(person: Person, *, by: Person) -> dict[str, Any]:
    moment = now()
    return {
        "person": person,
        "why_not": why_not(person, by=by, now=moment),
        "told": told_before(person, by=by, now=moment),
    }
