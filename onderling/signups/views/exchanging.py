"""Exchanging a place with somebody in a full workshop: propose, take back, agree."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.base.typed import whole_number
from onderling.offers.models import Meeting
from onderling.people.http import PersonRequest
from onderling.signups.actions.seat_exchange import (
    agree_to_exchange,
    propose_exchange,
    withdraw_exchange,
)
from onderling.signups.models import Exchange, Signup

ABOUT = ("participation__person", "participation__round", "meeting__offer", "meeting__slot")


@require_POST
@policy(SIGNED_IN)
@once
def exchange(request: PersonRequest, pk: int) -> HttpResponse:
    """One button on the page of a place: `wil`, `weg` or `met`."""
    place = get_object_or_404(
        Signup.objects.filter(participation__person=request.user).select_related(
            *ABOUT, "participation__round__programme", "meeting__last_slot"
        ),
        pk=pk,
    )
    speak_as(place.participation.round.programme.form_of_address)
    try:
        done = _deed(request, place)
    except Refused as refusal:
        messages.error(request, _("Dat kan niet. Reden: {reason}").format(reason=refusal))
        return redirect("signups:swap", pk)
    return done


def _deed(request: PersonRequest, place: Signup) -> HttpResponse:
    by, at = request.user, now()
    if met := whole_number(request.POST.get("met")):
        others = Exchange.objects.select_related(
            *(f"place__{one}" for one in ABOUT), "place__meeting__last_slot"
        )
        found = others.filter(pk=met, wanted=place.meeting).first()
        if found is None:
            raise Refused(_("Dit voorstel is er niet meer. Er is niets veranderd."))
        new, _theirs = agree_to_exchange(found, place, by=by, now=at)
        said = _("Geruild. U hebt nu een plek bij ‘{title}’.")
        messages.success(request, said.format(title=new.meeting.offer.title))
        return redirect("home:mine")
    if wil := whole_number(request.POST.get("wil")):
        here = Meeting.objects.chosen_from().filter(offer__round=place.participation.round_id)
        wanted = here.select_related("offer", "slot", "last_slot").filter(pk=wil).first()
        if wanted is None:
            raise Refused(_("Deze workshop is er niet meer. Kies een andere."))
        propose_exchange(place, wanted, by=by, now=at)
        said = _("Uw voorstel staat klaar voor wie bij ‘{title}’ zit. U houdt uw plek.")
        messages.success(request, said.format(title=wanted.offer.title))
        return redirect("signups:swap", place.pk)
    leaving = whole_number(request.POST.get("weg")) or 0
    if own := Exchange.objects.filter(place=place, pk=leaving).first():
        withdraw_exchange(own, by=by, now=at)
        messages.success(request, _("Uw voorstel is weg."))
    return redirect("signups:swap", place.pk)
