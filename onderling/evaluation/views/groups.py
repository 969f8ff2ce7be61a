"""A workshop goes on as a standing group: its maker tells how, others ask to join (S3d-5)."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from onderling.base.errors import Refused
from onderling.base.language import speak_as
from onderling.base.once import once
from onderling.base.policy import SIGNED_IN, policy
from onderling.evaluation.actions.groups import ask_to_join, end_group, go_on
from onderling.evaluation.forms import GroupForm
from onderling.evaluation.models import StandingGroup
from onderling.evaluation.queries.groups import groups_running
from onderling.offers.models import Offer
from onderling.people.actions.persons import recipient
from onderling.people.http import PersonRequest
from onderling.rounds.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def group(request: PersonRequest, offer_id: int) -> HttpResponse:
    """Start it, or change what it says; before the workshop was given the page says when."""
    offer = _own_offer(request, offer_id)
    known = StandingGroup.objects.filter(offer=offer).first()
    may = known is not None or Offer.objects.filter(pk=offer.pk).given_before(now()).exists()
    first = {"how": known.how, "agreed": True} if known else {}
    form = GroupForm(request.POST or None, initial=first)
    if request.method == "POST" and may and form.is_valid():
        try:
            kept = go_on(offer, form.cleaned_data["how"], by=request.user, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Bewaard. Dit staat nu op de pagina van de workshop.")
            waits = _(
                "Bewaard. De coördinator kijkt opnieuw. Tot dan leest niemand anders dit."
            )
            messages.success(request, waits if kept.off else said)
            return redirect("evaluation:standing_group", offer.pk)
    context = {"round": offer.round, "offer": offer, "group": known, "may": may, "form": form}
    return render(request, "evaluation/group.html", context)


@require_POST
@policy(SIGNED_IN)
@once
def end(request: PersonRequest, offer_id: int) -> HttpResponse:
    """Stop, or go on after all."""
    mine = get_object_or_404(
        StandingGroup.objects.filter(person=request.user).select_related(
            "offer__round__programme"
        ),
        offer=offer_id,
    )
    speak_as(mine.offer.round.programme.form_of_address)
    ends = request.POST.get("stop") != "nee"
    end_group(mine, ends=ends, by=request.user, now=now())
    told = _("De vaste groep is gestopt. Niemand anders leest de tekst nog.")
    messages.success(request, told if ends else _("De vaste groep gaat weer door."))
    return redirect("evaluation:standing_group", offer_id)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@never_cache
@once
def join(request: PersonRequest, offer_id: int) -> HttpResponse:
    """Let the maker know that one wants to join; who sees the workshop may ask."""
    seen = Offer.objects.visible_to(request.user).filter(pk=offer_id)
    found = get_object_or_404(
        groups_running().select_related("person", "offer__round__programme__organisation"),
        offer__in=seen,
    )
    if found.person_id == request.user.pk:
        return redirect("evaluation:standing_group", offer_id)
    round = found.offer.round
    speak_as(round.programme.form_of_address)
    if request.method == "POST":
        try:
            ask_to_join(found, by=request.user, now=now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("evaluation:join_group", offer_id)
        said = _("{name} krijgt bericht en laat u weten wanneer en waar.")
        messages.success(request, said.format(name=found.person.name))
        return redirect("workshops:workshop", round.slug, offer_id)
    way = request.user.email or request.user.phone
    context = {
        "round": round,
        "group": found,
        "offer": found.offer,
        "way": way,
        "by_mail": recipient(found.person).by_mail,
        "judges": Round.objects.managed_by(request.user).filter(pk=round.pk).exists(),
    }
    return render(request, "evaluation/join_group.html", context)


def _own_offer(request: PersonRequest, offer_id: int) -> Offer:
    """Find what this visitor offered, or goes on with. For others there is nothing here."""
    own = Q(standing_group__person=request.user) | Q(maker=request.user, standing_group=None)
    offers = Offer.objects.filter(own).select_related("round__programme__organisation")
    offer = get_object_or_404(offers, pk=offer_id)
    speak_as(offer.round.programme.form_of_address)
    return offer
