"""The own programme in a calendar: once as a file, or for good by a secret address (X-66)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from onderling.base.calendar_answer import answer
from onderling.base.once import once
from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.people.http import PersonRequest
from onderling.rounds.http import visible_round
from onderling.signups.actions.feeds import (
    address_of,
    find_feed,
    own_programme,
    renew_feed,
    stop_feed,
)
from onderling.signups.models import CalendarFeed


@require_safe
@policy(SIGNED_IN)
def my_file(request: PersonRequest, slug: str) -> HttpResponse:
    """The own programme of one round, to open once."""
    round = visible_round(request, slug)
    rows = own_programme(request.user, round=round)
    return answer(request, round.name, rows, name=f"{round.slug}-mijn-programma", now=now())


@require_safe
@policy(ANYONE)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads every so often. The address is the key; it opens nothing else."""
    found = find_feed(token)
    if found is None:
        raise Http404
    title = _("Mijn programma")
    rows = own_programme(found.person)
    return answer(request, title, rows, name="mijn-programma", now=now())


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def my_calendar(request: PersonRequest) -> HttpResponse:
    """Make, renew or stop the secret address."""
    if request.method == "POST":
        if request.POST.get("doe") == "stop":
            stop_feed(request.user, by=request.user, now=now())
            messages.success(request, _("Uw agenda-adres werkt niet meer."))
        else:
            renew_feed(request.user, by=request.user, now=now())
            messages.success(request, _("Dit is uw nieuwe agenda-adres."))
        return redirect("signups:my_calendar")
    found = CalendarFeed.objects.filter(person=request.user).first()
    address = address_of(found) if found else ""
    ahead = request.user.participations.filter(round__ends_on__gte=localdate())
    next_up = ahead.select_related("round").order_by("round__starts_on").first()
    context = {"feed": found, "address": address, "round": next_up and next_up.round}
    return render(request, "signups/my_calendar.html", context)
