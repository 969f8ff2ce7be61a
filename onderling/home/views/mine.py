"""Mijn pagina: my day, why this place, what I wish, what I give, what I agreed to (X-70)."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.language import speak_as
from onderling.base.policy import SIGNED_IN, policy
from onderling.home.queries.progress import step_of, steps_of
from onderling.offers.models import Meeting, Offer, Slot
from onderling.offers.rules import OfferState
from onderling.people.actions.consent import consents_of
from onderling.people.http import PersonRequest
from onderling.people.models import Consent, Person
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, State, shows_demand
from onderling.signups.actions.allocation_words import why
from onderling.signups.models import Participation
from onderling.signups.queries import DayPart, my_day


@require_safe
@policy(SIGNED_IN)
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    at = now()
    today = localdate(at)
    taking = list(
        request.user.participations.exclude(
            round__state__in=[State.DRAFT, State.CANCELLED]
        ).select_related("round__programme__organisation")
    )
    asked = request.GET.get("ronde", "")
    chosen = next((one for one in taking if one.round.slug == asked), None)
    next_up = chosen or _next(taking, today)
    if next_up:
        speak_as(next_up.round.programme.form_of_address)
    context: dict[str, Any] = {
        "round": next_up.round if next_up else None,
        "participation": next_up,
        "others": [one for one in taking if one != next_up],
        "consents": _consents(request.user),
        **_gives(request.user),
    }
    given: list[Meeting] = context["given"]
    if next_up:
        context["gives_here"] = [one for one in given if one.offer.round_id == next_up.round_id]
        context |= _day(next_up, at, today)
    else:
        context["open_round"] = Round.objects.next_up(today=today)
    return render(request, "home/mine.html", context)


def _next(taking: list[Participation], today: date) -> Participation | None:
    """Choose the round this page is about: the first that is not over yet."""
    ahead = [one for one in taking if one.round.ends_on >= today]
    coming = [one for one in ahead if one.state != Participation.State.NOT_COMING]
    return min(coming or ahead, key=lambda one: one.round.starts_on, default=None)


def _day(participation: Participation, at: datetime, today: date) -> dict[str, Any]:
    round = participation.round
    published = shows_demand(round.state)
    parts = my_day(participation)
    steps = steps_of(round, now=at)
    return {
        "parts": parts,
        "begins": next((part.slot for part in parts), None),
        "places": _places(parts),
        "waits": sum(len(part.turns) for part in parts),
        "published": published,
        "whys": why(participation) if published else [],
        "wishing": step_of(steps, Phase.Kind.WISHING),
        "may_wish": round.allows(Deed.WISH),
        "may_cancel": round.allows(Deed.CANCEL_PLACE),
        "days": (round.starts_on - today).days,
    }


def _places(parts: list[DayPart]) -> int:
    """Count workshops, not parts: one over two rounds is one place."""
    return sum(
        part.place is not None and not part.goes_on
        for part in parts
        if part.slot.kind == Slot.Kind.WORKSHOPS
    )


def _gives(person: Person) -> dict[str, Any]:
    """What this person gives: meetings with a date, and offers that still wait for one."""
    given = (
        Meeting.objects.on()
        .filter(givings__person=person)
        .exclude(offer__round__state=State.CANCELLED)
        .select_related("offer__round", "slot", "last_slot", "room")
    )
    made = (
        Offer.objects.filter(maker=person)
        .exclude(state=OfferState.WITHDRAWN)
        .exclude(meetings__in=given)
        .select_related("round")
    )
    return {"given": list(given), "made": list(made)}


def _consents(person: Person) -> list[dict[str, Any]]:
    latest = consents_of(person)
    return [
        {"label": label, "answer": latest.get(purpose)}
        for purpose, label in Consent.Purpose.choices
    ]
