"""At the door: add somebody by name, or sign up oneself through the code on the door."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.offers.models import Meeting, Room
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.participations import take_part
from onderling.signups.actions.seat_at_door import (
    door_is_open,
    guest_at_door,
    refuse_unless_door,
    seat_at_door,
)
from onderling.signups.forms.walk_ins import GuestForm, LeavingForm
from onderling.signups.models import Participation
from onderling.signups.queries.attendance import Hat, hat_of
from onderling.signups.views.attendance import open_meeting

SHOWN = 8  # people with nearly that name; who has more types more


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def walk_in(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """First the name; then one tap on who it is, or one on “new guest”."""
    meeting = open_meeting(request, meeting_id)
    round = meeting.offer.round
    if request.method == "POST" and (answer := _add(request, meeting)):
        return answer
    asked = request.POST if request.method == "POST" else request.GET
    name = " ".join(asked.get("naam", "").split())[:160]
    hat = hat_of(request.user, round, now=now())
    context = {
        "round": round,
        "meeting": meeting,
        "name": name,
        "closed": _why_closed(round, meeting),
        "left": max(0, meeting.seats - meeting.taken),
        "found": _named(round, meeting, name, hat) if name else [],
        "leaving": LeavingForm(
            request.POST or None, label=_("Heeft iemand nu elders een plek? Geef die door")
        ),
        "form": GuestForm(initial={"naam": name}, label_suffix=""),
    }
    return render(request, "signups/walk_in.html", context)


def _add(request: PersonRequest, meeting: Meeting) -> HttpResponse | None:
    """Seat who was chosen, or the new guest; nothing when the page must ask on."""
    by, at = request.user, now()
    try:
        if "wie" in request.POST:
            asked = whole_number(request.POST["wie"]) or 0
            who = get_object_or_404(
                meeting.offer.round.participations.select_related("person", "round"),
                pk=asked,
            )
            leaving = request.POST.get("toch") == "ja"
            signup = seat_at_door(who, meeting, leaving=leaving, by=by, now=at)
        else:
            form = GuestForm(request.POST, label_suffix="")
            if not form.is_valid():
                return None
            name, group = form.name_parts(), form.cleaned_data["rol"]
            signup = guest_at_door(meeting, name=name, group=group, by=by, now=at)
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
        return None
    said = _("{name} heeft een plek en is er.")
    messages.success(request, said.format(name=signup.participation.person.name))
    response = redirect("signups:attendance", meeting.pk)
    response["Location"] += f"#plek-{signup.pk}"
    return response


def _why_closed(round: Round, meeting: Meeting) -> str:
    try:
        refuse_unless_door(round, meeting, now=now())
    except Refused as refusal:
        return str(refusal)
    return ""


def _named(round: Round, meeting: Meeting, name: str, hat: Hat) -> list[Participation]:
    """Who it may be. A giver has no list of everybody: there the whole name must be right."""
    here = meeting.signups.seated().values("participation")
    people = round.participations.select_related("person").exclude(pk__in=here)
    for word in name.split():
        people = people.filter(
            Q(person__first_name__icontains=word)
            | Q(person__infix__icontains=word)
            | Q(person__last_name__icontains=word)
        )
    found = list(people.order_by("person__last_name", "person__first_name", "pk")[:SHOWN])
    if hat == Hat.GIVER:
        found = [one for one in found if one.person.name.casefold() == name.casefold()]
    return found


@require_safe
@policy(ANYONE)
@never_cache
def room_door(request: HttpRequest, room_id: int) -> HttpResponse:
    """The page behind the code on the door of a room: what is on here today, and a button."""
    rooms = Room.objects.filter(round__in=Round.objects.visible_to(request.user))
    room = get_object_or_404(rooms.select_related("round__programme__organisation"), pk=room_id)
    round, at = room.round, now()
    speak_as(round.programme.form_of_address)
    today = localdate(at)
    here = (
        Meeting.objects.chosen_from()
        .filter(room=room)
        .select_related("offer", "slot", "last_slot")
        .order_by("slot__starts", "pk")
    )
    mine = _mine(request.user, room)
    context = {
        "round": round,
        "room": room,
        "rows": [
            {
                "meeting": one,
                "open": door_is_open(one, now=at) and not _why_closed(round, one),
                "left": max(0, one.seats - one.taken),
                "mine": mine.get(one.pk),
                "leaving": LeavingForm(auto_id=f"{one.pk}-%s"),
            }
            for one in here
            if one.starts and localdate(one.starts) == today and one.ends and one.ends > at
        ],
        "known": request.user.is_authenticated,
    }
    return render(request, "signups/room_door.html", context)


def _mine(person: Any, room: Room) -> dict[int, str]:
    """Where in this room the visitor sits or stands in line."""
    if not isinstance(person, Person) and not person.is_authenticated:
        return {}
    rows = person.participations.filter(round=room.round).values_list(
        "signups__meeting", "signups__state"
    )
    return {meeting: state for meeting, state in rows if meeting}


@require_POST
@policy(SIGNED_IN)
@once
def take(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Sign up at the door oneself, with the own link."""
    meeting = get_object_or_404(
        Meeting.objects.chosen_from()
        .filter(offer__round__in=Round.objects.visible_to(request.user), room__isnull=False)
        .select_related("offer__round__programme__organisation", "slot", "last_slot", "room"),
        pk=meeting_id,
    )
    round = meeting.offer.round
    speak_as(round.programme.form_of_address)
    back = redirect("signups:room_door", meeting.room_id)
    try:
        if not door_is_open(meeting, now=now()):
            raise Refused(_("Aan de deur kan het vanaf een uur voor het begin."))
        own = take_part(round, request.user, source="door", by=request.user, now=now())
        leaving = request.POST.get("toch") == "ja"
        seat_at_door(own, meeting, leaving=leaving, there=False, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
        return back
    said = _("U hebt een plek bij ‘{title}’. Welkom.")
    messages.success(request, said.format(title=meeting.offer.title))
    return back
