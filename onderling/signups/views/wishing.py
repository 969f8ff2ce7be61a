"""The wish page: one's own, on somebody's behalf, and “Ik kom niet”."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.once import once
from onderling.base.policy import COORDINATOR, SIGNED_IN, policy
from onderling.base.written import number_word
from onderling.people.actions.consent import answer_consent, consents_of
from onderling.people.actions.persons import change_person
from onderling.people.http import PersonRequest
from onderling.people.models import Consent, Person
from onderling.rounds.http import visible_round
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State
from onderling.signups.actions.favourites import let_go
from onderling.signups.actions.participations import is_late, set_state
from onderling.signups.actions.wish_list import wish_list_of
from onderling.signups.actions.wishes import refuse_unless_open, save_wishes, stands
from onderling.signups.forms.choosing import rule_of
from onderling.signups.forms.wish_list import ListForm
from onderling.signups.forms.wishes import WishForm
from onderling.signups.http import carry_over, saved_by
from onderling.signups.models import Participation

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def wishes(request: PersonRequest, slug: str) -> HttpResponse:
    round = visible_round(request, slug)
    mine = round.participations.filter(person=request.user)
    own = mine.select_related("person", "affiliation").first()
    if own is None:
        return redirect("signups:join", slug)
    own.round = round
    return _choose(request, own, here=reverse("signups:wishes", args=[slug]), on_behalf=False)


@require_http_methods(READ_OR_SEND)
@policy(COORDINATOR)
@once
def wishes_for(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter the wishes that came by telephone or on paper (S4-12)."""
    participation = get_object_or_404(
        Participation.objects.managed_by(request.user).select_related("person", "round"), pk=pk
    )
    here = reverse("signups:wishes_for", args=[pk])
    return _choose(request, participation, here=here, on_behalf=True)


def _choose(
    request: PersonRequest, participation: Participation, *, here: str, on_behalf: bool
) -> HttpResponse:
    moment = now()
    late = is_late(participation.round, now=moment)
    form = _form(request, participation, on_behalf=on_behalf, late=late)
    closed = _why_closed(participation, on_behalf, late, moment)
    if form.is_bound and not closed and form.is_valid():
        try:
            _save(form, request, on_behalf=on_behalf, moment=moment)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{here}#bewaard")
    phases = _phases(participation.round)
    lost = form.typed_back() if closed and form.is_bound else []
    context = {
        "round": participation.round,
        "participation": participation,
        "form": form,
        "slots": form.slot_fields() if isinstance(form, WishForm) else [],
        "chosen": None if form.rule.per_slot else wish_list_of(participation),
        "here": here,
        "on_behalf": on_behalf,
        "late": late,
        "closed": closed,
        "since": _closed_since(participation.round, phases["wishing"], moment)
        if closed or late
        else None,
        "lost": lost,
        "unanswered": form.rule.unanswered,
        **phases,
    }
    return render(request, "signups/wishes.html", context, status=409 if lost else 200)


def _form(
    request: PersonRequest, participation: Participation, *, on_behalf: bool, late: bool
) -> WishForm | ListForm:
    """The form of this round: a choice per slot, or one list over the whole programme."""
    rule = rule_of(participation)
    about: dict[str, Any] = {
        "late_question": on_behalf and late,
        "asks_sharing": not on_behalf,
        "label_suffix": "",
    }
    typed = request.POST or None
    if rule.per_slot:
        return WishForm(participation, rule, typed, **about)
    # What somebody saved while browsing is nobody else's business.
    liked = () if on_behalf else saved_by(request, participation.round)
    if "zoeken" in request.POST and request.POST.get("zoek", "").strip():
        return ListForm(participation, rule, liked=liked, looking=request.POST, **about)
    return ListForm(participation, rule, typed, liked=liked, **about)


def _save(
    form: WishForm | ListForm, request: PersonRequest, *, on_behalf: bool, moment: datetime
) -> None:
    typed = form.cleaned_data
    participation = form.participation
    save_wishes(
        participation,
        absent=typed["absent"],
        ranked=typed["ranked"],
        opinions=typed["opinions"],
        brings=typed["neem_mee"],
        by=request.user,
        now=moment,
        late=bool(typed.get("te_laat")) if on_behalf else None,
        tell=True,
    )
    change_person(
        participation.person,
        by=request.user,
        now=moment,
        access_needs=typed["nodig"],
        diet=typed["eten"],
    )
    if not on_behalf:
        _share_needs(request.user, bool(typed["meelezen"]), moment)
    if isinstance(form, ListForm):
        for title in form.slid:
            said = _(
                "Er passen {number} wensen op de lijst. ‘{title}’ staat nu bij ‘Ook goed’."
            )
            messages.info(request, said.format(number=number_word(form.most), title=title))
        if not on_behalf:
            carry_over(request)
            let_go(request.user, form.taken_off)


def _share_needs(person: Person, agrees: bool, moment: datetime) -> None:
    """Write down a yes, or a no after a yes; an open box that was open says nothing."""
    last = consents_of(person).get(Consent.Purpose.NEEDS)
    if agrees != (last is not None and last.answer == Consent.Answer.GIVEN):
        answer = Consent.Answer.GIVEN if agrees else Consent.Answer.WITHDRAWN
        answer_consent(person, Consent.Purpose.NEEDS, answer, channel="web", now=moment)


def _why_closed(
    participation: Participation, on_behalf: bool, late: bool, moment: datetime
) -> str:
    """Say why nothing can be chosen at this moment; empty when it can."""
    try:
        refuse_unless_open(participation.round, own=not on_behalf, now=moment)
    except Refused as refusal:
        return str(refusal)
    if not on_behalf and stands(participation, late=late):
        return _("U koos op tijd, en die wensen tellen. Veranderen kan niet meer.")
    return ""


def _closed_since(round: Round, phase: Phase | None, moment: datetime) -> datetime | None:
    """When choosing ended: with the phase, or when the coordinator closed it before that."""
    if phase is None or phase.opens > moment:
        return None
    if phase.closes <= moment:
        return phase.closes
    steps = audit.history_of(round).filter(
        deed="change_state", detail__new__state=State.MATCHING
    )
    line = steps.last()
    return line.at if line else None


def _phases(round: Round) -> dict[str, Any]:
    phases = {phase.kind: phase for phase in round.phases.all()}
    return {
        "wishing": phases.get(Phase.Kind.WISHING),
        "matching": phases.get(Phase.Kind.MATCHING),
    }


@require_http_methods(READ_OR_SEND)
@policy(SIGNED_IN)
@once
def not_coming(request: PersonRequest, slug: str) -> HttpResponse:
    round = visible_round(request, slug)
    own = get_object_or_404(round.participations.filter(person=request.user))
    if request.method == "POST":
        coming = request.POST.get("toch") == "ja"
        state = Participation.State.COMING if coming else Participation.State.NOT_COMING
        set_state(own, state, by=request.user, now=now())
        if coming:
            messages.success(request, _("Fijn dat u toch komt. Geef uw wensen door."))
            return redirect("signups:wishes", slug)
        messages.success(
            request, _("U bent afgemeld voor de hele dag. Jammer, tot een andere keer.")
        )
        return redirect("signups:not_coming", slug)
    places = (
        own.signups.seated().select_related("meeting__offer").order_by("meeting__slot__starts")
    )
    context = {"round": round, "participation": own, "places": places}
    return render(request, "signups/not_coming.html", context)
