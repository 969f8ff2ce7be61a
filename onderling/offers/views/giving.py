"""Pages of who gives a workshop: offer it, read it, change it, take a step with it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onderling.base.errors import Refused
from onderling.base.look import typed_back
from onderling.base.once import FIELD, once
from onderling.base.policy import ANYONE, SIGNED_IN, policy
from onderling.base.versions import held
from onderling.offers.actions.offers import change_offer, make_offer, why_closed
from onderling.offers.actions.offers import step as take_step
from onderling.offers.forms.offers import OfferForm, typed_before
from onderling.offers.models import Offer
from onderling.offers.queries.history import history
from onderling.offers.rules import By, OfferDeed, OfferState, may_change, steps_from
from onderling.people.actions.changed_by import may_save
from onderling.people.http import PersonRequest
from onderling.people.models import Person
from onderling.rounds.http import visible_round
from onderling.rounds.models import Round

TYPED = "aanbod-{slug}"  # in the session: what somebody typed before signing in
SAID = {
    OfferDeed.SUBMIT: gettext_lazy(
        "U hebt de workshop aangeboden. De coördinator kijkt ernaar."
    ),
    OfferDeed.ASK_CHANGES: gettext_lazy(
        "De gever leest uw vraag op de pagina van de workshop."
    ),
    OfferDeed.PUBLISH: gettext_lazy("De workshop is gepubliceerd."),
    OfferDeed.TAKE_BACK: gettext_lazy("De workshop is niet meer gepubliceerd."),
    OfferDeed.WITHDRAW: gettext_lazy("De workshop is ingetrokken."),
    OfferDeed.DELIVER: gettext_lazy("Opgeschreven: deze workshop is gegeven."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@policy(ANYONE)
@once
def give(request: PersonRequest, slug: str) -> HttpResponse:
    """Offer a workshop. Who is not signed in types first, and says afterwards who it is."""
    round = visible_round(request, slug)
    someone = request.user if request.user.is_authenticated else None
    hats = _hats(request, round)
    kept = request.session.get(TYPED.format(slug=slug)) if someone else None
    form = OfferForm(
        request.POST or kept or None,
        round=round,
        giver=someone,
        asks_giver=By.COORDINATOR in hats,
        tags=By.COORDINATOR in hats,
    )
    closed = why_closed(round, hats, now=now())
    if request.method == "POST" and not closed and form.is_valid():
        if someone is None:
            return _sign_in_first(request, slug)
        try:
            made = _offer(request, round, form, hats)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session.pop(TYPED.format(slug=slug), None)
            return redirect("offers:offer", made.pk)
    lost = typed_back(form) if closed and form.is_bound else []
    context = {"round": round, "form": form, "closed": closed, "kept": kept, "lost": lost}
    return render(request, "offers/give.html", context, status=409 if lost else 200)


@require_safe
@policy(ANYONE)
def offer(request: PersonRequest, offer_id: int) -> HttpResponse:
    found = get_object_or_404(_readable(request), pk=offer_id)
    return _show(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@policy(SIGNED_IN)
@once
def edit(request: PersonRequest, offer_id: int) -> HttpResponse:
    found, hats = _own(request, offer_id)
    closed = not may_change(found.state, hats)
    if closed and request.method != "POST":
        messages.error(
            request, _("‘{title}’ is niet meer te wijzigen.").format(title=found.title)
        )
        return redirect("offers:offer", found.pk)
    form = OfferForm(
        request.POST or None,
        round=found.round,
        giver=found.maker,
        tags=By.COORDINATOR in hats,
        initial=typed_before(found),
    )
    clear = may_save(form, found)
    if request.method == "POST" and clear and not closed and form.is_valid():
        try:
            change_offer(found, by=request.user, now=now(), hats=hats, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Uw wijzigingen zijn bewaard."))
            return redirect("offers:offer", found.pk)
    lost = typed_back(form) if closed else []
    context = {"round": found.round, "offer": found, "form": form, "lost": lost}
    return render(request, "offers/edit.html", context, status=409 if lost else 200)


@require_POST
@policy(SIGNED_IN)
@once
def step(request: PersonRequest, offer_id: int) -> HttpResponse:
    found, hats = _own(request, offer_id)
    asked = request.POST.get("stap", "")
    if asked not in OfferDeed.__members__.values():
        messages.error(request, _("Kies wat er met de workshop moet gebeuren."))
        return redirect("offers:offer", found.pk)
    deed = OfferDeed(asked)
    because = request.POST.get("reden", "")[:500]
    try:
        take_step(found, deed, by=request.user, because=because, now=now(), hats=hats)
    except Refused as refusal:
        return _show(request, found, refusal=str(refusal), because=because)
    messages.success(request, SAID[deed])
    return redirect("offers:offer", found.pk)


def _readable(request: HttpRequest) -> Any:
    return held(Offer.objects.visible_to(request.user), request).select_related(
        "round__programme__organisation", "theme", "working_form", "organisation", "maker"
    )


def _own(request: PersonRequest, offer_id: int) -> tuple[Offer, frozenset[By]]:
    """Find an offer that is mine, or that I coordinate. Others cannot tell that it exists."""
    found: Offer = get_object_or_404(_readable(request), pk=offer_id)
    hats = found.hats(request.user)
    if not hats:
        raise Http404
    return found, hats


def _hats(request: HttpRequest, round: Round) -> frozenset[By]:
    managed = Round.objects.managed_by(request.user).filter(pk=round.pk).exists()
    return frozenset(By) if managed else frozenset({By.MAKER})


def _offer(request: PersonRequest, round: Round, form: OfferForm, hats: frozenset[By]) -> Offer:
    fields = {**form.cleaned_data}
    maker: Person = fields.pop("maker", None) or request.user
    if "organisation" not in fields:
        affiliation = maker.affiliations.current().select_related("organisation").first()
        fields["organisation"] = affiliation.organisation if affiliation else None
    concept = request.POST.get("doe") == "concept"
    state = OfferState.DRAFT if concept else OfferState.SUBMITTED
    made = make_offer(
        round, maker=maker, by=request.user, now=now(), hats=hats, state=state, **fields
    )
    if concept:
        messages.success(request, _("Bewaard als concept. U kunt later verdergaan."))
    else:
        messages.success(request, SAID[OfferDeed.SUBMIT])
    return made


def _sign_in_first(request: HttpRequest, slug: str) -> HttpResponse:
    typed = {k: v for k, v in request.POST.items() if k not in {FIELD, "csrfmiddlewaretoken"}}
    request.session[TYPED.format(slug=slug)] = typed
    messages.info(request, _("Uw tekst is bewaard. Zeg nu wie u bent."))
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.path})}")


def _show(
    request: PersonRequest, found: Offer, *, refusal: str = "", because: str = ""
) -> HttpResponse:
    hats = found.hats(request.user)
    told = history(found) if hats else []
    meetings = found.meetings.on().select_related("slot", "last_slot", "room")
    meetings = meetings.prefetch_related("givings__person")
    context = {
        "round": found.round,
        "offer": found,
        "hats": hats,
        "mine": By.MAKER in hats,
        "coordinates": By.COORDINATOR in hats,
        "steps": steps_from(found.state, hats),
        "can_edit": may_change(found.state, hats),
        "meetings": meetings,
        "called_off": bool(hats) and not meetings and found.meetings.exists(),
        "given": By.MAKER in hats
        and Offer.objects.filter(pk=found.pk).given_before(now()).exists(),
        "history": told,
        "asked": next((line.because for line in told if line.because), ""),
        "refusal": refusal,
        "because": because,
    }
    return render(request, "offers/offer.html", context)
