"""The organisations of this network."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.once import once
from onderling.base.policy import OWNER, policy
from onderling.base.typed import whole_number
from onderling.people.actions.organisations import (
    last_change_of,
    put_back_organisation,
    save_organisation,
)
from onderling.people.forms import OrganisationForm
from onderling.people.http import PersonRequest
from onderling.people.models import Organisation
from onderling.people.rules import Group


@require_safe
@policy(OWNER)
def organisations(request: PersonRequest) -> HttpResponse:
    asked = " ".join(request.GET.get("zoek", "").split())[:80]
    current = Q(affiliations__until=None)
    found = Organisation.objects.managed_by(request.user).annotate(
        paid=Count("affiliations", filter=current & Q(affiliations__group=Group.PAID)),
        volunteers=Count(
            "affiliations", filter=current & Q(affiliations__group=Group.VOLUNTEER)
        ),
    )
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(place__icontains=asked))
    context = {"found": list(found.order_by("name")), "asked": asked}
    return render(request, "people/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(OWNER)
@once
def organisation(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """One page for a new organisation and for changing one."""
    known = Organisation.objects.managed_by(request.user)
    kept = get_object_or_404(known, pk=pk) if pk else None
    if kept and "terug" in request.POST:
        line = whole_number(request.POST["terug"]) or 0
        put_back_organisation(kept, line, by=request.user, now=now())
        messages.success(request, _("Teruggezet."))
        return redirect("people:organisation", kept.pk)
    form = OrganisationForm(request.POST or None, instance=kept)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "kept": kept, "last": _last(kept) if kept else None}
        return render(request, "people/organisation.html", context)
    saved = save_organisation(form.instance, by=request.user, now=now())
    messages.success(request, _("{name} is bewaard.").format(name=saved.name))
    return redirect("people:organisations")


def _last(kept: Organisation) -> dict[str, Any] | None:
    """What was changed last, in the words of the form."""
    line = last_change_of(kept)
    if line is None:
        return None
    labels = {field.name: field.verbose_name for field in Organisation._meta.fields}
    fields = [
        (labels.get(name, name), old, line.detail.new.get(name))
        for name, old in line.detail.old.items()
    ]
    return {"line": line, "fields": fields}
