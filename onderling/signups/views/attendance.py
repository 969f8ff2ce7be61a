"""Who comes to me, and who is there: one tap a person, for giver, door and coordinator."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.base.written import capital, in_words, short_day
from onderling.offers.models import Meeting
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.attendance import (
    forget_missed,
    note_missed,
    refuse_unless_day,
    tick,
)
from onderling.signups.queries.attendance import (
    Hat,
    comers_of,
    day_shown,
    hat_of,
    meetings_with_door,
    places_by_name,
    presence_of,
    tally_of,
)
from onderling.signups.rules import added_up


def open_meeting(request: PersonRequest, meeting_id: int) -> Meeting:
    """The meeting whose list is open to this person; for others it does not exist."""
    found: Meeting = get_object_or_404(
        meetings_with_door(request.user, now=now()).select_related(
            "offer__round__programme__organisation", "slot", "last_slot", "room"
        ),
        pk=meeting_id,
    )
    speak_as(found.offer.round.programme.form_of_address)
    return found


def ticking(round: Round, meeting: Meeting) -> bool:
    """Say whether somebody can be ticked there now."""
    try:
        refuse_unless_day(round, meeting, now=now())
    except Refused:
        return False
    return True


@require_safe
@policy(SIGNED_IN)
@never_cache
def attendance(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Before the day who comes; on the day who is there (X-138, X-69)."""
    meeting = open_meeting(request, meeting_id)
    round = meeting.offer.round
    known = round.allows(Deed.CHECK_IN)
    tally = tally_of(meeting) if known else {}
    context = {
        "round": round,
        "meeting": meeting,
        "hat": str(hat_of(request.user, round, now=now())),
        "known": known,
        "comers": comers_of(meeting) if known else [],
        "tally": tally,
        "whole": added_up(tally.values()),
        "ticking": ticking(round, meeting),
        "at_door": meeting.for_door(round),
    }
    return render(request, "signups/attendance.html", context)


@require_POST
@policy(SIGNED_IN)
@once
def tick_at(request: PersonRequest, meeting_id: int) -> HttpResponse:
    """Tick one person; `niet` takes it back. The page comes back where it was."""
    meeting = open_meeting(request, meeting_id)
    there = whole_number(request.POST.get("er"))
    pk = there or whole_number(request.POST.get("niet")) or 0
    back = reverse("signups:attendance", args=[meeting_id])
    if request.POST.get("terug") == "dag":
        kept = {name: request.POST.get(name, "")[:80] for name in ("dag", "zoek")}
        back = reverse("signups:presence", args=[meeting.offer.round.slug])
        back += f"?{urlencode(kept)}"
    signup = (
        meeting.signups.filter(pk=pk)
        .select_related("participation__person", "participation__round")
        .first()
    )
    if signup is None:
        messages.error(request, _("Deze plek is er niet meer. Kijk opnieuw."))
        return redirect(back)
    try:
        tick(signup, there=there is not None, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{back}#plek-{pk}")


def _round_with_door(request: PersonRequest, slug: str) -> tuple[Round, Hat]:
    round = get_object_or_404(
        Round.objects.visible_to(request.user).select_related("programme__organisation"),
        slug=slug,
    )
    hat = hat_of(request.user, round, now=now())
    if hat == Hat.GIVER:
        raise Http404
    speak_as(round.programme.form_of_address)
    return round, hat


@require_safe
@policy(SIGNED_IN)
@never_cache
def presence(request: PersonRequest, slug: str) -> HttpResponse:
    """One day of the round: each workshop with how many are there, and somebody by name."""
    round, hat = _round_with_door(request, slug)
    day = day_shown(round, request.GET.get("dag", ""), now=now())
    query = request.GET.get("zoek", "").strip()[:80]
    known = round.allows(Deed.CHECK_IN)
    rows, groups = presence_of(round, day) if known else ([], {})
    begun = bool(rows) and ticking(round, rows[0].meeting)
    context = {
        "round": round,
        "day": day,
        "tabs": _days(round, day),
        "coordinates": hat == Hat.COORDINATOR,
        "known": known,
        "rows": rows,
        "groups": groups,
        "whole": added_up(groups.values()),
        "ticking": begun,
        "over": any(row.meeting.ends and row.meeting.ends <= now() for row in rows),
        "query": query,
        "found": places_by_name(round, day, query.split()) if query and known else [],
    }
    return render(request, "signups/presence.html", context)


def _days(round: Round, shown: date) -> list[dict[str, Any]]:
    number = (round.ends_on - round.starts_on).days + 1
    days = [round.starts_on + timedelta(days=extra) for extra in range(number)]
    return [
        {"label": capital(short_day(day)), "url": f"?dag={day}", "current": day == shown}
        for day in days
    ]


@require_POST
@policy(COORDINATOR)
@once
def missed(request: PersonRequest, slug: str) -> HttpResponse:
    """After a day: who was not ticked did not come; or take that back (X-75)."""
    round = get_object_or_404(Round.objects.managed_by(request.user), slug=slug)
    day = day_shown(round, request.POST.get("dag", ""), now=now())
    back = f"{reverse('signups:presence', args=[slug])}?dag={day}"
    deed = forget_missed if request.POST.get("doe") == "terug" else note_missed
    try:
        number = deed(round, day, by=request.user, now=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    people = in_words(number, _("plek"), _("plekken"))
    if deed is note_missed:
        said = _("{people}: niet gekomen. Alleen coördinatoren zien dat.")
    else:
        said = _("{people}: weer niet afgevinkt.")
    messages.success(request, said.format(people=people))
    return redirect(back)
