"""The board, and the forms by which workshops get their place on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.base.versions import held
from onderling.offers.actions.meetings import (
    cancel_meeting,
    make_meeting,
    place_meeting,
    restore_meeting,
)
from onderling.offers.actions.moving import Step
from onderling.offers.forms.board import BecauseForm, PlaceForm, place_now
from onderling.offers.models import Meeting, Offer
from onderling.offers.queries.balance import balance_grid
from onderling.offers.queries.board import board_of
from onderling.offers.views.moving import LAST_STEP, remember
from onderling.people.actions.changed_by import may_save
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
@policy(COORDINATOR)
def board(request: PersonRequest, slug: str) -> HttpResponse:
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    laid = board_of(round)
    context = {
        "round": round,
        "board": laid,
        "shown": laid.of_day(request.GET.get("dag", "")),
        "balance": balance_grid(round),
        "can_change": round.allows(Deed.ARRANGE),
        "can_undo": LAST_STEP.format(slug) in request.session,
    }
    return render(request, "offers/board.html", context)


@require_safe
@policy(COORDINATOR)
def fill(request: PersonRequest, slug: str) -> HttpResponse:
    """Choose what comes in one free place: what has none yet first."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    slot = round.slots.filter(pk=_number(request, "deel")).first()
    room = round.rooms.filter(pk=_number(request, "zaal")).first()
    if slot is None or room is None:
        messages.warning(request, _("Dit vak is er niet meer. Kies een ander vak op het bord."))
        return redirect("offers:board", slug)
    laid = board_of(round)
    first = {offer.pk for offer in laid.waiting}
    again = [
        offer
        for offer in round.offers.published().select_related("theme", "working_form", "maker")
        if offer.pk not in first
    ]
    context = {
        "round": round,
        "slot": slot,
        "room": room,
        "loose": laid.loose,
        "waiting": laid.waiting,
        "again": again,
        "query": urlencode({"deel": slot.pk, "zaal": room.pk}),
    }
    return render(request, "offers/fill.html", context)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def plan(request: PersonRequest, offer_id: int) -> HttpResponse:
    """Let a workshop be given, once more perhaps: a new card on the board."""
    offer = get_object_or_404(
        Offer.objects.managed_by(request.user).select_related("round"), pk=offer_id
    )
    begin = {
        "seats": offer.maximum,
        "minimum": offer.minimum,
        "givers": [offer.maker_id] if offer.maker_id else [],
        **_asked(request),
    }
    form = PlaceForm(request.POST or None, offer=offer, initial=begin)
    if request.method == "POST" and form.is_valid() and form.settled():
        try:
            made = make_meeting(offer, by=request.user, now=now(), **form.place())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            remember(request, Step(made.pk, None, None, None, made.sequence), offer.round)
            return _placed(request, offer)
    return _ask_place(request, offer, form)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def place(request: PersonRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(_managed(request), pk=meeting_id)
    stands = place_now(meeting)
    begin = {**stands, **_asked(request)}
    form = PlaceForm(request.POST or None, offer=meeting.offer, meeting=meeting, initial=begin)
    clear = may_save(form, meeting, stands)
    if request.method == "POST" and clear and form.is_valid() and form.settled():
        stood = (meeting.slot_id, meeting.last_slot_id, meeting.room_id)
        before = meeting.sequence
        try:
            place_meeting(meeting, by=request.user, now=now(), **form.place())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            meeting.refresh_from_db(fields=["sequence"])
            if meeting.sequence != before:
                step = Step(meeting.pk, *stood, meeting.sequence)
                remember(request, step, meeting.offer.round)
            return _placed(request, meeting.offer)
    return _ask_place(request, meeting.offer, form, meeting)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def cancel(request: PersonRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(_managed(request), pk=meeting_id)
    if meeting.taken:  # who has a place there hears of it
        address = reverse("signups:change_meeting", args=[meeting_id])
        return redirect(f"{address}?wat=afzeggen")
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            because = form.cleaned_data["because"]
            cancel_meeting(meeting, because=because, by=request.user, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("‘{title}’ gaat niet door. Onder het bord kunt u dat ongedaan maken.")
            messages.success(request, said.format(title=meeting.offer.title))
            return redirect("offers:board", meeting.offer.round.slug)
    context = {"round": meeting.offer.round, "meeting": meeting, "form": form}
    return render(request, "offers/cancel.html", context)


@require_POST
@policy(COORDINATOR)
@once
def restore(request: PersonRequest, meeting_id: int) -> HttpResponse:
    meeting = get_object_or_404(_managed(request), pk=meeting_id)
    restore_meeting(meeting, by=request.user, now=now())
    said = _("‘{title}’ gaat toch door.").format(title=meeting.offer.title)
    messages.success(request, said)
    return redirect("offers:board", meeting.offer.round.slug)


def _managed(request: HttpRequest) -> Any:
    return held(Meeting.objects.managed_by(request.user), request).select_related(
        "offer__round", "slot", "last_slot", "room"
    )


def _number(request: HttpRequest, name: str) -> int:
    return whole_number(request.GET.get(name)) or 0


def _asked(request: HttpRequest) -> dict[str, int]:
    """The free place that somebody came from, if any."""
    asked = {"slot": _number(request, "deel"), "room": _number(request, "zaal")}
    return {name: number for name, number in asked.items() if number}


def _placed(request: HttpRequest, offer: Offer) -> HttpResponse:
    messages.success(
        request, _("De plaats van ‘{title}’ is bewaard.").format(title=offer.title)
    )
    return redirect("offers:board", offer.round.slug)


def _ask_place(
    request: HttpRequest, offer: Offer, form: PlaceForm, meeting: Meeting | None = None
) -> HttpResponse:
    context = {
        "round": offer.round,
        "offer": offer,
        "meeting": meeting,
        "form": form,
        "back_url": reverse("offers:board", args=[offer.round.slug]),
    }
    return render(request, "offers/place.html", context)
