"""Who holds which role, since when, given by whom."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.actions.persons import find_person
from onderling.people.actions.roles import end_role, grant
from onderling.people.actions.second_step import without_second_step
from onderling.people.forms import GrantForm
from onderling.people.http import PersonRequest
from onderling.people.models import Membership
from onderling.people.queries import Domain, domain_of
from onderling.people.rules import Role


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def roles(request: PersonRequest) -> HttpResponse:
    domain = domain_of(request.user)
    form = GrantForm(request.POST or None, scopes=domain.choices(), owner=domain.owner)
    if request.method == "POST" and form.is_valid():
        given = _give(request, form)
        if given:
            messages.success(
                request,
                _("{name} is nu {role} van {scope}.").format(
                    name=given.person.name,
                    role=given.get_role_display(),
                    scope=domain.name_of(given),
                ),
            )
            return redirect("people:roles")
    context = {"form": form, "held": _held(domain), "owner": domain.owner}
    return render(request, "people/roles.html", context)


def _give(request: PersonRequest, form: GrantForm) -> Membership | None:
    person = find_person(form.cleaned_data["email"])
    if person is None:
        form.add_error(
            "email", _("Wij kennen niemand met dit adres. Voeg die persoon eerst toe.")
        )
        return None
    scope, scope_id = form.cleaned_data["scope"].split(":")
    try:
        return grant(
            person,
            form.cleaned_data["role"],
            scope=scope,
            scope_id=int(scope_id),
            by=request.user,
            now=now(),
        )
    except Refused as refusal:
        form.add_error("role", str(refusal))
        return None


def _held(domain: Domain) -> list[dict[str, Any]]:
    memberships = list(domain.memberships())
    alone = without_second_step(membership.person_id for membership in memberships)
    return [
        {
            "membership": membership,
            "scope": domain.name_of(membership),
            "one_step": membership.person_id in alone,
            "may_end": domain.owner or membership.role != Role.OWNER,
        }
        for membership in memberships
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def end(request: PersonRequest, pk: int) -> HttpResponse:
    domain = domain_of(request.user)
    membership = get_object_or_404(domain.memberships(), pk=pk)
    context = {"membership": membership, "scope": domain.name_of(membership)}
    if request.method != "POST":
        return render(request, "people/role_end.html", context)
    end_role(membership, by=request.user, now=now())
    messages.success(
        request,
        _("De rol van {name} is geëindigd.").format(name=membership.person.name),
    )
    # Who ended the own last role may not see this page any more.
    mine = membership.person_id == request.user.pk
    return redirect("/mijn/" if mine else "people:roles")
