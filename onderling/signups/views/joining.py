"""Signing up by oneself: the form, the mail, the button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import ANYONE, policy
from onderling.people.http import enter
from onderling.people.models import Person
from onderling.people.rules import Entry
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round
from onderling.rounds.queries import promised_on
from onderling.rounds.rules import Audience
from onderling.signups.actions.ambassadors import inviting
from onderling.signups.actions.joining import ask_to_join, confirm, waiting_for
from onderling.signups.actions.participations import OVER, is_late, take_part, why_outside
from onderling.signups.forms.join import JoinForm
from onderling.signups.models import Participation

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@once
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """One short form. Who is signed in already only presses a button."""
    round = visible_round(request, slug)
    context: dict[str, Any] = {
        "round": round,
        "over": round.state in OVER,
        "late": is_late(round, now=now()),
        "via": inviting(round, request.GET.get("via", "")),
        "promised": promised_on(round),
        "only": "" if round.audience == Audience.EVERYONE else why_outside(round),
    }
    if isinstance(request.user, Person):
        return _join_as(request.user, request, round, context)
    form = JoinForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid() and not context["over"]:
        typed = form.cleaned_data
        try:
            ask_to_join(
                round,
                email=typed["email"],
                name=form.name_parts(),
                organisation=typed["organisatie"] or typed["andere"],
                group=typed["rol"],
                now=now(),
                through=context["via"],
            )
        except Refused as refusal:
            form.add_error("organisatie", str(refusal))
        else:
            return redirect("signups:mailed", slug)
    return render(request, "signups/join.html", {**context, "form": form})


def _join_as(
    person: Person, request: HttpRequest, round: Round, context: dict[str, Any]
) -> HttpResponse:
    own = round.participations.filter(person=person).first()
    if own and own.state == Participation.State.COMING:
        return redirect("signups:wishes", round.slug)
    bonds = list(person.affiliations.current().select_related("organisation"))
    if request.method == "POST":
        chosen = next((b for b in bonds if str(b.pk) == request.POST.get("als")), None)
        try:
            take_part(
                round,
                person,
                affiliation=chosen,
                source="site",
                by=person,
                now=now(),
                through=context["via"],
            )
        except Refused as refusal:
            messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
            return redirect("signups:join", round.slug)
        messages.success(request, _("Fijn dat u komt. Geef nu uw wensen door."))
        return redirect("signups:wishes", round.slug)
    context |= {"person": person, "bonds": bonds}
    return render(request, "signups/join_as.html", context)


@require_safe
@policy(ANYONE)
def mailed(request: HttpRequest, slug: str) -> HttpResponse:
    round = visible_round(request, slug)
    return render(request, "signups/mailed.html", {"round": round})


@require_http_methods(READ_OR_SEND)
@policy(ANYONE)
@never_cache
def confirm_join(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show a button; only pressing it confirms. Mail scanners open every link."""
    found = waiting_for(token)
    if found is None or found.round.slug != slug:
        return render(request, "signups/confirm_gone.html", status=404)
    if request.method == "POST":
        try:
            participation = confirm(token, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("signups:join", slug)
        if participation:
            enter(request, participation.person, Entry.LINK)
            messages.success(request, _("U doet mee. Geef nu uw wensen door."))
            return redirect("signups:wishes", slug)
    context = {"round": found.round, "person": found.person, "token": token}
    return render(request, "signups/confirm.html", context)
