"""The shape of the day: its stretches and its rooms."""

from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.versions import held
from onderling.offers.actions import day as deeds
from onderling.offers.forms.day import RoomForm, SlotForm, room_now, slot_now
from onderling.offers.models import Meeting, Slot
from onderling.people.actions.changed_by import may_save
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed

READ_OR_SEND = ["GET", "HEAD", "POST"]
ON = ~Q(meetings__state=Meeting.State.CANCELLED)


@require_safe
@policy(COORDINATOR)
def day(request: PersonRequest, slug: str) -> HttpResponse:
    return _show(request, _round(request, slug))


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def add_slot(request: PersonRequest, slug: str) -> HttpResponse:
    round = _round(request, slug)
    form = SlotForm(request.POST or None, round=round, initial={"kind": Slot.Kind.WORKSHOPS})
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_slot()
        try:
            slot = deeds.add_slot(round, by=request.user, now=now(), **fields)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("{name} staat in de dag.").format(name=slot.label))
            return redirect("offers:day", slug)
    title = _("Voeg een deel van de dag toe")
    return _ask(request, round, form, title=title, submit=_("Voeg dit deel toe"))


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def slot(request: PersonRequest, slug: str, slot_id: int) -> HttpResponse:
    round = _round(request, slug)
    found = get_object_or_404(held(round.slots.all(), request), pk=slot_id)
    form = SlotForm(request.POST or None, round=round, initial=slot_now(found))
    clear = may_save(form, found)
    if request.method == "POST" and clear and form.is_valid():
        try:
            deeds.change_slot(found, by=request.user, now=now(), **form.fields_of_slot())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De wijziging van de dag is bewaard."))
            return redirect("offers:day", slug)
    away = reverse("offers:remove_slot", args=[slug, slot_id])
    title = _("Wijzig {name}").format(name=found.label)
    return _ask(request, round, form, title=title, submit=_("Bewaar dit deel"), away=away)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def remove_slot(request: PersonRequest, slug: str, slot_id: int) -> HttpResponse:
    round = _round(request, slug)
    found = get_object_or_404(round.slots, pk=slot_id)
    if request.method == "POST":
        return _remove(request, slug, deeds.remove_slot, found)
    return _sure(request, round, found.label, _("Haal {name} uit de dag"))


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def add_room(request: PersonRequest, slug: str) -> HttpResponse:
    round = _round(request, slug)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room = deeds.add_room(round, by=request.user, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("{name} staat op het bord.").format(name=room.name))
            return redirect(f"{reverse('offers:day', args=[slug])}#zalen")
    title = _("Voeg een zaal toe")
    return _ask(request, round, form, title=title, submit=_("Voeg deze zaal toe"))


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def room(request: PersonRequest, slug: str, room_id: int) -> HttpResponse:
    round = _round(request, slug)
    found = get_object_or_404(held(round.rooms.all(), request), pk=room_id)
    form = RoomForm(request.POST or None, initial=room_now(found))
    clear = may_save(form, found)
    if request.method == "POST" and clear and form.is_valid():
        try:
            deeds.change_room(found, by=request.user, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De wijziging van de zaal is bewaard."))
            return redirect(f"{reverse('offers:day', args=[slug])}#zalen")
    away = reverse("offers:remove_room", args=[slug, room_id])
    title = _("Wijzig {name}").format(name=found.name)
    return _ask(request, round, form, title=title, submit=_("Bewaar deze zaal"), away=away)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def remove_room(request: PersonRequest, slug: str, room_id: int) -> HttpResponse:
    round = _round(request, slug)
    found = get_object_or_404(round.rooms, pk=room_id)
    if request.method == "POST":
        return _remove(request, slug, deeds.remove_room, found)
    return _sure(request, round, found.name, _("Haal {name} van het bord"))


def _round(request: PersonRequest, slug: str) -> Round:
    return get_object_or_404(Round.objects.managed_by(request.user), slug=slug)


def _show(request: PersonRequest, round: Round) -> HttpResponse:
    # Counting drops the order of the model, so it is said again.
    slots = list(
        round.slots.annotate(count=Count("meetings", filter=ON)).order_by("starts", "pk")
    )
    context = {
        "round": round,
        "slots": slots,
        "rooms": round.rooms.annotate(count=Count("meetings", filter=ON)).order_by(
            "order", "pk"
        ),
        "overlaps": [(one, two) for one, two in pairwise(slots) if two.starts < one.ends],
        "can_change": round.allows(Deed.ARRANGE),
    }
    return render(request, "offers/day.html", context)


def _ask(request: PersonRequest, round: Round, form: forms.Form, **words: str) -> HttpResponse:
    return render(request, "offers/part.html", {"round": round, "form": form, **words})


def _sure(request: PersonRequest, round: Round, name: str, deed: str) -> HttpResponse:
    context = {"round": round, "name": name, "deed": deed.format(name=name)}
    return render(request, "offers/remove.html", context)


def _remove(request: PersonRequest, slug: str, deed: Any, thing: Any) -> HttpResponse:
    name = str(thing)
    try:
        deed(thing, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("{name} is weg.").format(name=name))
    return redirect("offers:day", slug)
