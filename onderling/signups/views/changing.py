"""A meeting changes while people have a place in it: first who it concerns, then the deed."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, policy
from onderling.base.typed import whole_number
from onderling.offers.models import Meeting
from onderling.offers.queries.cells import said_of_cell
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed, shows_demand
from onderling.signups.actions.changing import change_meeting, refuse_stale
from onderling.signups.actions.concerned import Change, Plan, What, plan_of
from onderling.signups.forms.changing import ChangeForm, change_now
from onderling.signups.rules import SignupState


@require_http_methods(["GET", "HEAD", "POST"])
@policy(COORDINATOR)
@once
def change(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Ask what should happen, show whom it concerns and what changes for each, then do it."""
    meeting = get_object_or_404(
        Meeting.objects.managed_by(request.user).select_related(
            "offer__round", "slot", "last_slot", "room"
        ),
        pk=meeting_id,
    )
    form = ChangeForm(request.POST or None, meeting=meeting, initial=_asked(request, meeting))
    if request.method != "POST" or not form.is_valid():
        return _ask(request, meeting, form)
    wanted = form.change()
    seen = whole_number(request.POST.get("gezien"))
    because = form.cleaned_data["because"]
    try:
        refuse_stale(meeting, seen)
        if not request.POST.get("zeker"):
            return _preview(request, wanted, form, because)
        plan = change_meeting(wanted, because=because, seen=seen, by=request.user, now=now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, meeting, form)
    messages.success(request, _said(plan))
    return redirect("signups:fullness", meeting.offer.round.slug)


@require_safe
@policy(COORDINATOR)
def fullness(request: PersonRequest, slug: str) -> HttpResponse:
    """What is too small and what is full, now (X-76)."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    meetings = (
        Meeting.objects.chosen_from()
        .filter(offer__round=round)
        .select_related("offer", "slot", "last_slot", "room")
        .annotate(
            waits=Count("signups", filter=Q(signups__state=SignupState.WAITLISTED)),
        )
        .order_by("slot__starts", "taken", "pk")
    )
    shown: list[Any] = list(meetings) if shows_demand(round.state) else []
    for one in shown:
        one.door = one.for_door(round)
    context = {
        "round": round,
        "known": shows_demand(round.state),
        "small": [one for one in shown if one.taken < one.minimum],
        "full": [one for one in shown if not one.places_left(round)],
        "others": [one for one in shown if one.minimum <= one.taken and one.places_left(round)],
        "can_change": round.allows(Deed.REARRANGE),
    }
    return render(request, "signups/fullness.html", context)


def _asked(request: PersonRequest, meeting: Meeting) -> dict[str, Any]:
    """What the form begins with: the cell on the board that somebody dropped the card in."""
    begin = change_now(meeting)
    asked = {"slot": request.GET.get("deel", ""), "room": request.GET.get("zaal", "")}
    chosen = {name: text for name, text in asked.items() if whole_number(text)}
    what = request.GET.get("wat", What.MOVE if chosen else "")
    return {**begin, **chosen, **({"what": what} if what in set(What) else {})}


def _ask(request: PersonRequest, meeting: Meeting, form: ChangeForm) -> HttpResponse:
    context = {"round": meeting.offer.round, "meeting": meeting, "form": form}
    return render(request, "signups/change_meeting.html", context)


def _preview(
    request: PersonRequest, wanted: Change, form: ChangeForm, because: str
) -> HttpResponse:
    meeting = wanted.meeting
    odd: list[str] = []
    if wanted.what == What.MOVE:
        odd = said_of_cell(meeting.offer, meeting, wanted.slot, wanted.room).sentences
    context = {
        "round": meeting.offer.round,
        "meeting": meeting,
        "change": wanted,
        "plan": plan_of(wanted),
        "odd": odd,
        "because": because,
        "carry": {
            **{name: form.data.get(name, "") for name in form.fields},
            "gezien": meeting.sequence,
            "zeker": "1",
        },
    }
    return render(request, "signups/change_preview.html", context)


def _said(plan: Plan) -> str:
    title = plan.change.meeting.offer.title
    done = {
        What.MOVE: _("‘{title}’ is verplaatst."),
        What.MERGE: _("‘{title}’ is samengevoegd."),
        What.CALL_OFF: _("‘{title}’ gaat niet door."),
    }[plan.change.what]
    told = _("Dit gaat naar {total} mensen: {mail} krijgen een e-mail, {letter} een brief.")
    counted = told.format(total=plan.total, mail=plan.by_mail, letter=plan.by_letter)
    if not plan.total:
        return str(done.format(title=title))
    wait = _("De berichten gaan over 5 minuten weg. Zo lang kunt u ze stoppen.")
    return f"{done.format(title=title)} {counted} {wait}"
