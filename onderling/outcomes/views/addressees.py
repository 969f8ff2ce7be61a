"""Who answers in a series of rounds: a role that everybody reads, with a person for now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.outcomes.actions.addressees import person_of, remove_addressee, set_addressee
from onderling.outcomes.forms.answers import AddresseeForm
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def addressees(request: PersonRequest, slug: str) -> HttpResponse:
    """List them, add one, and give a role to another person."""
    round = managed_round(request, slug)
    known = round.programme.addressees.select_related("organisation", "person")
    wanted = whole_number(request.GET.get("wie") or request.POST.get("wie"))
    chosen = known.filter(pk=wanted or 0).first()
    start = {}
    if chosen:
        start = {
            "role": chosen.role,
            "organisation": chosen.organisation_id,
            "email": chosen.person.email if chosen.person else "",
            "name": chosen.person.name if chosen.person and not chosen.person.email else "",
        }
    form = AddresseeForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and request.POST.get("doe") == "weg" and chosen:
        try:
            remove_addressee(chosen, round=round, by=request.user, now=now())
            messages.success(request, _("{who} is weg.").format(who=chosen))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("outcomes:addressees", slug)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            person = person_of(told["name"], told["email"], by=request.user, now=now())
            made = set_addressee(
                round,
                chosen,
                role=told["role"],
                organisation=told["organisation"],
                person=person,
                by=request.user,
                now=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bewaard: {who}.").format(who=made))
            if person and not person.email:
                said = _(
                    "{name} heeft geen e-mail. Lees de vragen voor, en schrijf het antwoord op."
                )
                messages.warning(request, said.format(name=person.name))
            return redirect("outcomes:addressees", slug)
    context = {"round": round, "addressees": known, "form": form, "chosen": chosen}
    return render(request, "outcomes/addressees.html", context)
