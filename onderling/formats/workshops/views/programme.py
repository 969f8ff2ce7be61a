"""The programme: read it, search it, share what you found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from onderling.base.policy import ANYONE, policy
from onderling.formats.workshops.forms.programme import filters_of, programme_form
from onderling.formats.workshops.queries import programme_of
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, shows_demand


@require_safe
@policy(ANYONE)
def programme_now(request: HttpRequest) -> HttpResponse:
    found = Round.objects.next_up(today=localdate())
    if found is None:
        return render(request, "workshops/no_programme.html")
    return redirect("workshops:programme", found.slug)


@require_safe
@policy(ANYONE)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Round.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("programme__organisation"), slug=slug)
    wanted = filters_of(request.GET)
    read = programme_of(found, wanted)
    wishing = found.phase_now(Phase.Kind.WISHING, now=now())
    context = {
        "round": found,
        "programme": read,
        "wanted": wanted,
        "form": programme_form(request.GET, read),
        "wishing": wishing if found.allows(Deed.WISH) else None,
        "demand": shows_demand(found.state),
        "may_take": found.allows(Deed.TAKE_PLACE) and _takes_part(request, found),
        "may_offer": found.allows(Deed.OFFER),
    }
    return render(request, "workshops/programme.html", context)


def _takes_part(request: HttpRequest, round: Round) -> bool:
    who = request.user
    return who.is_authenticated and round.participations.filter(person=who).exists()
