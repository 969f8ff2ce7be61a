"""Giving back a place, leaving a waiting list, and taking a place that is free."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.base.prepared import prepared
from onderling.base.typed import whole_number
from onderling.base.written import name_list
from onderling.offers.models import Meeting
from onderling.people.http import PersonRequest, safe_path
from onderling.rounds.rules import Deed
from onderling.signups.actions.seats import (
    give_back,
    has_begun,
    leave_queue,
    swap,
    take_place,
)
from onderling.signups.http import own_participation
from onderling.signups.models import Participation, Signup
from onderling.signups.queries import DayPart, my_day
from onderling.signups.queries.exchanges import exchanges_of
from onderling.signups.queries.offered import Offered, offered_to
from onderling.signups.rules import SEATED, SignupState
from onderling.signups.views.choices import rows_of

READ_OR_SEND = ["GET", "HEAD", "POST"]


def _place(request: PersonRequest, pk: int) -> Signup:
    found = get_object_or_404(
        Signup.objects.visible_to(request.user).select_related(
            "participation__person",
            "participation__round__programme__organisation",
            "meeting__offer",
            "meeting__slot",
        ),
        pk=pk,
    )
    speak_as(found.participation.round.programme.form_of_address)
    return found


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask first; then the place passes on at once. A second click changes nothing."""
    place = _place(request, pk)
    own = place.participation.person_id == request.user.pk
    if request.method == "POST":
        moved = give_back(place, by=request.user, now=now())
        messages.success(request, _said(place, moved, own=own))
        return redirect("signups:cancel", pk)
    context = {
        "round": place.participation.round,
        "place": place,
        "own": own,
        "managing": not own,
        "seated": place.state in SEATED,
        "waiting": place.meeting.signups.waiting().exists(),
        "can_change": place.participation.round.allows(Deed.CANCEL_PLACE)
        and not (own and has_begun(place.meeting, now=now())),
    }
    return render(request, "signups/cancel.html", context)


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def swap_for(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a place for another that is free: of one day at the same time, else at any time."""
    place = _place(request, pk)
    own = place.participation
    if own.person_id != request.user.pk:  # a coordinator has a page with all places
        raise Http404
    if request.method == "POST":
        wanted = whole_number(request.POST.get("bijeenkomst")) or 0
        meeting = (
            Meeting.objects.chosen_from().filter(offer__round=own.round, pk=wanted).first()
        )
        try:
            if meeting is None:
                raise Refused(_("Deze workshop is er niet meer. Kies een andere."))
            swap(place, meeting, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
            return redirect("signups:swap", pk)
        said = _("U hebt nu een plek bij ‘{new}’. Uw plek bij ‘{old}’ is vrij voor een ander.")
        titles = {"new": meeting.offer.title, "old": place.meeting.offer.title}
        messages.success(request, said.format(**titles))
        return redirect("home:mine")
    can_change = place.state in SEATED and not has_begun(place.meeting, now=now())
    can_change = can_change and own.round.allows(Deed.CANCEL_PLACE)
    context = {
        "round": own.round,
        "place": place,
        "can_change": can_change,
        "day": _instead_of(place) if can_change else [],
        "exchanges": exchanges_of(place) if can_change else None,
    }
    return render(request, "signups/swap.html", context)


def _instead_of(place: Signup) -> list[tuple[DayPart, SafeString]]:
    """Per slot what is free, where this place is the only one that may be in the way."""
    own = place.participation
    several = own.round.several_days
    offered = offered_to(own)
    found = []
    for part in _working(own):
        here = part.place == place or (several and part.place is None)
        choices = offered.by_slot.get(part.slot.pk, [])
        free = [one for one in choices if one.left and one.meeting != place.meeting_id]
        if free and here and not part.gives and not part.absent:
            found.append((part, rows_of(free, swaps=True)))
    return found


def _said(place: Signup, moved: list[Signup], *, own: bool) -> str:
    title = place.meeting.offer.title
    done = _("U bent afgemeld voor ‘{title}’.") if own else _("Afgemeld voor ‘{title}’.")
    if not moved:
        return done.format(title=title)
    if own:  # nobody reads who else was waiting
        return f"{done.format(title=title)} " + _("Uw plek is al doorgegeven.")
    names = name_list([signup.participation.person.name for signup in moved])
    return f"{done.format(title=title)} " + _("Doorgeschoven: {names}.").format(names=names)


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def leave(request: PersonRequest, pk: int) -> HttpResponse:
    place = _place(request, pk)
    own = place.participation.person_id == request.user.pk
    if request.method == "POST":
        left = leave_queue(place, by=request.user, now=now())
        said = _("U staat niet meer op de wachtlijst voor ‘{title}’.")
        if left.state in SEATED:
            said = _("U hebt intussen een plek bij ‘{title}’. Meld u daar af als u niet kunt.")
        messages.success(request, said.format(title=place.meeting.offer.title))
        return redirect("signups:leave_queue", pk)
    context = {
        "round": place.participation.round,
        "place": place,
        "own": own,
        "managing": not own,
        "in_line": place.state == SignupState.WAITLISTED,
        "can_change": place.participation.round.allows(Deed.CANCEL_PLACE),
    }
    return render(request, "signups/leave.html", context)


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def free(request: PersonRequest, slug: str) -> HttpResponse:
    """What is still free once the places are divided: first come, through the one door."""
    own = own_participation(request, slug)
    round = own.round
    if request.method == "POST":
        wanted = whole_number(request.POST.get("bijeenkomst")) or 0
        found = _choice(meeting=wanted, round=round.pk)
        if not found:
            raise Http404
        meeting = found[0]
        try:
            place = take_place(own, meeting, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
        else:
            seated = _("U hebt een plek bij ‘{title}’.")
            waits = _("‘{title}’ is vol. U staat op de wachtlijst.")
            said = seated if place.state in SEATED else waits
            messages.success(request, said.format(title=meeting.offer.title))
        return redirect(safe_path(request.POST.get("terug", ""), request.path))
    may_take = round.allows(Deed.TAKE_PLACE)
    context = {"round": round, "participation": own, "open": may_take}
    if may_take:
        offered = offered_to(own)
        day = [(part, _open(part, offered)) for part in _working(own)]
        context |= {"day": day, "reserved": offered.reserved}
    return render(request, "signups/free.html", context)


def _open(part: DayPart, offered: Offered) -> SafeString:
    """What can be chosen there; nothing where somebody has something already."""
    taken = part.gives or part.place or part.absent
    return rows_of([] if taken else offered.by_slot.get(part.slot.pk, []))


def _working(own: Participation) -> list[DayPart]:
    """The parts of somebody’s day in which workshops are given."""
    return [part for part in my_day(own).parts if part.slot.kind == part.slot.Kind.WORKSHOPS]


@prepared
def _choice(meeting: int, round: int) -> QuerySet[Meeting]:
    """One of the meetings that people choose from in this round, with all a letter tells."""
    here = Meeting.objects.chosen_from().filter(pk=meeting, offer__round=round)
    return here.select_related("offer", "slot", "last_slot", "room")
