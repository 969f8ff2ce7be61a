"""Inviting others through a link of one's own, and who came of it (S3d-4)."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.once import once
from onderling.base.policy import ANYONE, COORDINATOR, SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.people.http import PersonRequest
from onderling.rounds.http import managed_round, visible_round
from onderling.rounds.models import Round
from onderling.signups.actions.ambassadors import end_ambassador, inviting, make_ambassador
from onderling.signups.actions.participations import OVER
from onderling.signups.http import chosen_person, looked_up
from onderling.signups.models import Ambassador, Participation
from onderling.signups.queries import people_in_reach
from onderling.signups.queries.ambassadors import with_brought

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
@policy(ANYONE)
def via(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Where an invitation leads: who invites, to what, and one button. Counts nothing yet."""
    round = visible_round(request, slug)
    ambassador = inviting(round, key)
    if ambassador is None:  # the guest need not suffer for it
        return redirect("home:round", slug)
    context = {"round": round, "ambassador": ambassador, "over": round.state in OVER}
    return render(request, "signups/via.html", context)


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def invite(request: PersonRequest, slug: str) -> HttpResponse:
    """One's own invitation, for who takes part or gives; and how many came of it."""
    round = visible_round(request, slug)
    own = with_brought(round).filter(person=request.user).first()
    if own is None and not _belongs(request, round):
        raise Http404
    if request.method == "POST":
        if own is None and round.state not in OVER:
            make_ambassador(round, request.user, by=request.user, now=now())
        return redirect("signups:invite", slug)
    context: dict[str, Any] = {"round": round, "own": own, "over": round.state in OVER}
    if own and not own.ended:
        context |= _to_share(round, own)
    return render(request, "signups/invite.html", context)


def _belongs(request: PersonRequest, round: Round) -> bool:
    comes = round.participations.filter(person=request.user, state=Participation.State.COMING)
    gives = round.offers.filter(meetings__givings__person=request.user)
    return comes.exists() or gives.exists()


def _to_share(round: Round, own: Ambassador) -> dict[str, str]:
    address = address_of(round, own)
    text = _("Doet u mee met {round}? {address}").format(round=round.name, address=address)
    return {"address": address, "whatsapp": f"https://wa.me/?text={quote(text)}"}


def address_of(round: Round, own: Ambassador) -> str:
    """The whole address of an invitation, as people pass it on."""
    return settings.BASE_ADDRESS + reverse("signups:via", args=[round.slug, own.key])


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def ambassadors(request: PersonRequest, slug: str) -> HttpResponse:
    """Who invites, with how many came; name somebody, or end an invitation."""
    round = managed_round(request, slug)
    if request.method == "POST":
        _change(request, round)
        return redirect("signups:ambassadors", slug)
    running = round.ambassadors.filter(ended=None).values("person")
    reach = people_in_reach(request.user).exclude(pk__in=running)
    rows: list[Any] = list(with_brought(round))  # each with its number
    rows.sort(key=lambda row: -row.number)
    context = {
        "round": round,
        "rows": [(row, address_of(round, row)) for row in rows],
        "brought": sum(row.number for row in rows),
        **looked_up(request, reach),
    }
    return render(request, "signups/ambassadors.html", context)


def _change(request: PersonRequest, round: Round) -> None:
    ending = whole_number(request.POST.get("stop"))
    if ending is not None:
        found = get_object_or_404(round.ambassadors.select_related("person"), pk=ending)
        end_ambassador(found, by=request.user, now=now())
        said = _("De uitnodiging van {name} telt niemand meer.")
        messages.success(request, said.format(name=found.person.name))
        return
    if person := chosen_person(request):
        make_ambassador(round, person, by=request.user, now=now())
        said = _("{name} heeft nu een eigen uitnodiging. Stuur het adres door.")
        messages.success(request, said.format(name=person.name))
