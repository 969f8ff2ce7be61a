"""One participant, as the coordinator of the round sees them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.people.http import PersonRequest
from onderling.rounds.rules import Deed
from onderling.signups.actions.joining import link_on_paper
from onderling.signups.actions.participations import accept_late, set_state
from onderling.signups.actions.seats import rearrange
from onderling.signups.actions.wish_list import wish_list_of
from onderling.signups.forms.choosing import rule_of
from onderling.signups.forms.places import PlacesForm
from onderling.signups.forms.wishes import WishForm
from onderling.signups.models import AllocationRun, Participation
from onderling.signups.queries import my_day


def _of_mine(request: PersonRequest, pk: int) -> Participation:
    return get_object_or_404(
        Participation.objects.managed_by(request.user).select_related(
            "person", "round", "affiliation__organisation", "entered_by"
        ),
        pk=pk,
    )


@require_safe
@policy(COORDINATOR)
def person(request: PersonRequest, pk: int) -> HttpResponse:
    participation = _of_mine(request, pk)
    return render(request, "signups/person.html", _seen(participation))


def _seen(participation: Participation) -> dict[str, Any]:
    round, rule = participation.round, rule_of(participation)
    return {
        "round": round,
        "participation": participation,
        "merges": participation.person.merges.filter(undone=None).select_related("gone"),
        "slots": WishForm(participation, rule).slot_fields() if rule.per_slot else [],
        "chosen": None if rule.per_slot else wish_list_of(participation),
        "opinions": participation.wishes.filter(rank=None).select_related("meeting__offer"),
        "day": my_day(participation).parts,
        "given": round.allows(Deed.TAKE_PLACE)
        or round.runs.filter(state=AllocationRun.State.PUBLISHED).exists(),
        "can_change": round.allows(Deed.CANCEL_PLACE),
        "can_wish": round.allows(Deed.WISH_LATE) or round.allows(Deed.IMPORT),
        "can_accept": participation.late
        and not participation.late_accepted
        and round.allows(Deed.WISH_LATE),
    }


@require_POST
@policy(COORDINATOR)
@once
def show_link(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the personal link on paper, for who has no mail; others get theirs by mail.

    Whoever holds the address can act as this person, so showing it is written down.
    """
    participation = _of_mine(request, pk)
    if participation.person.email:
        raise Http404
    address = link_on_paper(participation, by=request.user, now=now())
    context = {
        "round": participation.round,
        "participation": participation,
        "address": address,
    }
    return render(request, "signups/paper_link.html", context)


@require_POST
@policy(COORDINATOR)
@once
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    participation = _of_mine(request, pk)
    accept_late(participation, by=request.user, now=now())
    said = _("{name} doet mee met de verdeling, en staat daar als laatkomer.")
    messages.success(request, said.format(name=participation.person.name))
    return redirect("signups:person", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def coming(request: PersonRequest, pk: int) -> HttpResponse:
    """Say on somebody's behalf that they come, or do not; asks first."""
    participation = _of_mine(request, pk)
    stays = participation.state == Participation.State.COMING
    if request.method == "POST":
        state = Participation.State.NOT_COMING if stays else Participation.State.COMING
        set_state(participation, state, by=request.user, now=now())
        said = _("{name} komt niet.") if stays else _("{name} doet mee.")
        messages.success(request, said.format(name=participation.person.name))
        return redirect("signups:person", pk)
    places = participation.signups.seated().select_related("meeting__offer")
    context = {
        "round": participation.round,
        "participation": participation,
        "places": places,
        "stays": stays,
    }
    return render(request, "signups/coming.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Give somebody other places after publishing, with the reason."""
    participation = _of_mine(request, pk)
    seats = participation.signups.seated().select_related("meeting")
    current = {seat.meeting.slot_id: seat.meeting_id for seat in seats if seat.meeting.slot_id}
    form = PlacesForm(
        participation.round,
        request.POST or None,
        person=participation.person,
        current=current,
        ask_why=True,
        label_suffix="",
    )
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["reden"]
        try:
            rearrange(participation, form.places, because=because, by=request.user, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("De plekken zijn veranderd. De deelnemer krijgt bericht.")
            )
            return redirect("signups:person", pk)
    context = {"round": participation.round, "participation": participation, "form": form}
    return render(request, "signups/change.html", context)
