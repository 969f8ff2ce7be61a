"""Mijn pagina: my day, why this place, what I wish, what I give, what I agreed to (X-70)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onderling.base.language import speak_as
from onderling.base.policy import SIGNED_IN, policy
from onderling.base.prepared import prepared
from onderling.evaluation.queries.groups import mine_to_go_on
from onderling.home.queries.answers import photos_to_judge, waiting_for, waits_for
from onderling.home.queries.progress import step_of, steps_of
from onderling.offers.models import Meeting, Offer, Slot
from onderling.offers.queries.givers import to_confirm
from onderling.offers.rules import OfferState
from onderling.outcomes.queries.notes import to_write_by
from onderling.people.actions.consent import consents_of
from onderling.people.http import PersonRequest
from onderling.people.models import Consent, Person
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, State, shows_demand
from onderling.signups.actions.allocation_words import Why, missed_of, why
from onderling.signups.models import Participation
from onderling.signups.queries import DayPart, my_day
from onderling.signups.queries.attendance import rounds_kept_by
from onderling.signups.queries.topics import has_open_rooms


@require_safe
@policy(SIGNED_IN)
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    at = now()
    today = localdate(at)
    taking = _taking(person=request.user.pk)
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
        "doors": rounds_kept_by(request.user, now=at) if _is_on(next_up, today) else [],
        "published": next_up is not None and shows_demand(next_up.round.state),
    }
    if next_up and context["published"]:
        context |= _day(next_up)
    else:
        context["given"] = _given(request.user)
    given: list[Meeting] = [
        one for one in context["given"] if one.offer.round.state != State.CANCELLED
    ]
    made = _made(request.user, given) if _may_have(taking, "offered") else []
    context |= {"given": given, "made": made}
    begun = [*(one.round for one in taking), *(one.offer.round for one in given)]
    context["waits"] = waits_for(request.user) if _may_have(taking, "asked") else 0
    context["asked"] = any(one.starts_on <= today for one in begun)
    if context["asked"]:  # before the day nobody writes anything
        context["photos_waiting"] = photos_to_judge(request.user)
        context["to_go_on"] = mine_to_go_on(request.user, now=at) if given or made else []
        context["to_write"] = to_write_by(request.user, now=at)
    context["to_confirm"] = to_confirm(request.user, now=at) if given else set()
    if next_up:
        context["topics"] = has_open_rooms(next_up.round)
        context["gives_here"] = [one for one in given if one.offer.round_id == next_up.round_id]
        context |= _before(next_up.round, at, today)
    else:
        context["open_round"] = found = Round.objects.next_up(today=today)
        context["ended"] = found is not None and found.ends_on < today
    if next_up:  # stands in the page twice: beside the day, and under it on a small screen
        context["aside"] = render_to_string("home/_mine_aside.html", context)
    return render(request, "home/mine.html", context)


def _next(taking: list[Participation], today: date) -> Participation | None:
    """Choose the round this page is about: the first that is not over yet."""
    ahead = [one for one in taking if one.round.ends_on >= today]
    coming = [one for one in ahead if one.state != Participation.State.NOT_COMING]
    return min(coming or ahead, key=lambda one: one.round.starts_on, default=None)


def _is_on(own: Participation | None, today: date) -> bool:
    """Say whether this may be a day to stand at the door; most days the page need not ask."""
    return own is None or own.round.starts_on <= today


def _before(round: Round, at: datetime, today: date) -> dict[str, Any]:
    """What this page says about the time before the day."""
    known = {
        "days": (round.starts_on - today).days,
        "may_wish": round.allows(Deed.WISH),
        "may_cancel": round.allows(Deed.CANCEL_PLACE),
    }
    if shows_demand(round.state):
        return known
    wishing = step_of(steps_of(round, now=at), Phase.Kind.WISHING)
    return {**known, "wishing": wishing, "begins": round.slots.first()}


@dataclass(frozen=True)
class Row:
    """A part of the day, with why somebody missed a wish in it."""

    part: DayPart
    whys: list[Why]

    @property
    def tells(self) -> bool:
        """Whether it says more than that there is nothing yet."""
        part = self.part
        return bool(part.place or part.gives or part.turns or self.whys)


def _day(participation: Participation) -> dict[str, Any]:
    """The own day. Of two weeks only what somebody has there, else nobody finds it."""
    missed = why(participation) if _may_have([participation], "missed") else []
    whys = defaultdict(list)
    for one in missed:
        whys[one.meeting.slot_id].append(one)
    several_days = participation.round.several_days
    day = my_day(
        participation, only_with=[one.meeting for one in missed] if several_days else None
    )
    rows = [Row(part, whys[part.slot.pk]) for part in day.parts]
    begins = rows
    if several_days:
        rows = [row for row in rows if row.tells]
        begins = [row for row in rows if row.part.place or row.part.gives]
    return {
        "rows": rows,
        "begins": begins[0].part.slot if begins else None,
        "places": _places(day.parts),
        "given": day.given,
    }


def _places(parts: list[DayPart]) -> int:
    """Count workshops, not parts: one over two rounds is one place."""
    return sum(
        part.place is not None and not part.goes_on
        for part in parts
        if part.slot.kind == Slot.Kind.WORKSHOPS
    )


def _given(person: Person) -> list[Meeting]:
    """The meetings this person gives."""
    meetings = Meeting.objects.on().filter(givings__person=person)
    return list(meetings.select_related("offer__round", "slot", "last_slot", "room"))


def _made(person: Person, given: list[Meeting]) -> list[Offer]:
    """What this person offered and still waits for a date."""
    here = {meeting.offer_id for meeting in given}
    return [offer for offer in _offers(maker=person.pk) if offer.pk not in here]


@prepared
def _taking(person: int) -> QuerySet[Participation]:
    """What somebody takes part in, and whether there is what only few people have.

    Most people missed no wish, made no offer and answer no question: their page does not ask.
    """
    own = Participation.objects.filter(person=person)
    return (
        own.exclude(round__state__in=[State.DRAFT, State.CANCELLED])
        .select_related("round__programme__organisation")
        .annotate(
            missed=Exists(missed_of(participation=OuterRef("pk"))),
            offered=Exists(_made_by(person)),
            asked=Exists(waiting_for(person)),
        )
        .order_by("round__starts_on", "pk")
    )


def _may_have(taking: Sequence[Any], what: str) -> bool:
    """Whether to ask: who takes part in nothing was not looked at."""
    return not taking or getattr(taking[0], what)


@prepared
def _offers(maker: int) -> QuerySet[Offer]:
    return _made_by(maker).select_related("round").only("title", "state", "round__name")


def _made_by(maker: int) -> QuerySet[Offer]:
    return Offer.objects.filter(maker=maker).exclude(state=OfferState.WITHDRAWN)


def _consents(person: Person) -> list[dict[str, Any]]:
    latest = consents_of(person)
    return [
        {"label": label, "answer": latest.get(purpose)}
        for purpose, label in Consent.Purpose.choices
    ]
