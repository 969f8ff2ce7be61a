"""Deeds with an offer: make it, change it, and each step in its life."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.base.written import day_and_month, deadline
from onderling.offers.actions.changes import take_over, written
from onderling.offers.actions.tell import tell_changes_asked
from onderling.offers.models import Meeting, Offer
from onderling.offers.rules import (
    ANYONE,
    By,
    OfferDeed,
    OfferState,
    may_change,
    next_code,
    next_state,
)
from onderling.people.models import Person
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import Deed, State

# A list that a coordinator brings in may say at once how far each workshop is.
FIRST_STATES = frozenset({OfferState.DRAFT, OfferState.SUBMITTED, OfferState.PUBLISHED})


@write_transaction()
def make_offer(  # noqa: PLR0913 -- who, when, in which role: all by keyword
    round: Round,
    *,
    maker: Person | None,
    by: Person | None,
    now: datetime,
    hats: Collection[By] = ANYONE,
    state: OfferState = OfferState.DRAFT,
    **fields: Any,
) -> Offer:
    """Write down a workshop. Without a code it gets the next one of the round.

    No manager approves it (S3a-5). `hats` says in which role `by` does it: a giver keeps to
    the phase of offering, a coordinator does not. Without hats every role counts.
    """
    _still_open(round, hats, now=now)
    if state not in FIRST_STATES or (
        state == OfferState.PUBLISHED and By.COORDINATOR not in hats
    ):
        raise Refused(_("Een workshop begint als concept."))
    _makes_sense(fields)
    fields["code"] = _free_code(round, fields.get("code", ""))
    offer = Offer.objects.create(round=round, maker=maker, state=state, **fields)
    new = {name: written(value) for name, value in fields.items()} | {"state": str(state)}
    audit.note(by, "make_offer", on=offer, scope=round, new=new, now=now)
    return offer


@write_transaction()
def change_offer(
    offer: Offer,
    *,
    by: Person | None,
    now: datetime,
    hats: Collection[By] = ANYONE,
    **fields: Any,
) -> Offer:
    """Change what an offer says. Returns it as it is now; no line when nothing differs."""
    if "code" in fields:
        Round.objects.lock(offer.round_id)  # first, as in every deed that gives a code
    offer = Offer.objects.lock(offer.pk)
    _still_open(offer.round, hats, now=now, asked=offer.state == OfferState.CHANGES_ASKED)
    if not may_change(offer.state, hats):
        raise Refused(
            _("‘{title}’ is niet meer te wijzigen. Vraag het de contactpersoon.").format(
                title=offer.title
            )
        )
    _makes_sense({"minimum": offer.minimum, "maximum": offer.maximum, **fields})
    if fields.get("code", offer.code) != offer.code:
        fields["code"] = _free_code(offer.round, fields["code"])
    old, new = take_over(offer, fields)
    if new:
        offer.save(update_fields=list(new))
        audit.note(by, "change_offer", on=offer, scope=offer.round, old=old, new=new, now=now)
    return offer


@write_transaction()
def step(  # noqa: PLR0913 -- as above
    offer: Offer,
    deed: OfferDeed,
    *,
    by: Person | None,
    because: str = "",
    now: datetime,
    hats: Collection[By] = ANYONE,
) -> Offer:
    """Bring an offer one step further, or back. What is withdrawn leaves the board."""
    offer = Offer.objects.lock(offer.pk)
    state = next((s for hat in hats if (s := next_state(offer.state, deed, by=hat))), None)
    if state is None:
        raise Refused(
            _("Dat kan niet meer: ‘{title}’ staat op ‘{state}’.").format(
                title=offer.title, state=offer.get_state_display()
            )
        )
    _may_step(offer, deed, hats, because=because, now=now)
    if deed in {OfferDeed.WITHDRAW, OfferDeed.TAKE_BACK}:
        _nobody_sits_there(offer)
    if deed == OfferDeed.WITHDRAW:
        offer.meetings.on().update(state=Meeting.State.CANCELLED, sequence=F("sequence") + 1)
    old, new = take_over(offer, {"state": str(state)})
    offer.save(update_fields=["state"])
    audit.note(
        by,
        f"{deed}_offer",
        on=offer,
        scope=offer.round,
        old=old,
        new=new,
        because=because.strip(),
        now=now,
    )
    if deed == OfferDeed.ASK_CHANGES:
        tell_changes_asked(offer, by=by, because=because.strip(), now=now)
    return offer


def why_closed(
    round: Round, hats: Collection[By], *, now: datetime, asked: bool = False
) -> str:
    """Return the sentence that says why nobody in these roles may offer now, or "".

    `asked` is for who must change a workshop at our request: the deadline does not bind them.
    """
    coordinates = By.COORDINATOR in hats
    if not round.allows(Deed.OFFER) and not (coordinates and round.allows(Deed.ARRANGE)):
        return _("Voor {round} kunt u geen workshops meer aanbieden of wijzigen.").format(
            round=round
        )
    phase = round.phases.filter(kind=Phase.Kind.OFFERING).first()
    if phase is None or coordinates or asked or phase.is_open(now=now):
        return ""
    zone = ZoneInfo(round.zone)
    if now < phase.opens:
        opens = day_and_month(phase.opens.astimezone(zone))
        return _("Voor {round} kunt u een workshop aanbieden vanaf {day}.").format(
            round=round, day=opens
        )
    return _("Voor {round} kon u een workshop aanbieden {deadline}.").format(
        round=round, deadline=deadline(phase.closes, zone)
    )


def _still_open(
    round: Round, hats: Collection[By], *, now: datetime, asked: bool = False
) -> None:
    if reason := why_closed(round, hats, now=now, asked=asked):
        raise Refused(reason)


def _may_step(
    offer: Offer, deed: OfferDeed, hats: Collection[By], *, because: str, now: datetime
) -> None:
    if deed == OfferDeed.DELIVER:
        if offer.round.state not in {State.RUNNING, State.WRAPPING_UP}:
            raise Refused(_("‘{title}’ is nog niet gegeven.").format(title=offer.title))
        return
    # Who cannot come after all may say so, however late it is.
    late = deed == OfferDeed.WITHDRAW or offer.state == OfferState.CHANGES_ASKED
    _still_open(offer.round, hats, now=now, asked=late)
    if deed == OfferDeed.ASK_CHANGES and not because.strip():
        raise Refused(_("Schrijf op wat er anders moet. De gever leest dat."))


def _nobody_sits_there(offer: Offer) -> None:
    # The locks keep somebody from taking a place between this look and the commit.
    meetings = Meeting.objects.lock(*offer.meetings.values_list("pk", flat=True))
    if any(meeting.taken for meeting in meetings):
        raise Refused(
            _("In ‘{title}’ hebben al mensen een plek. Zet hen eerst ergens anders.").format(
                title=offer.title
            )
        )


def _makes_sense(fields: dict[str, Any]) -> None:
    if "title" in fields and not fields["title"].strip():
        raise Refused(_("Geef de workshop een titel."))
    low, high = fields.get("minimum", 0), fields.get("maximum")
    if high is not None and low > high:
        raise Refused(
            _(
                "De workshop gaat door vanaf {low} mensen, maar er mogen er maar {high} in."
            ).format(low=low, high=high)
        )


def _free_code(round: Round, wanted: str) -> str:
    # The lock on the round keeps two people from taking one number.
    Round.objects.lock(round.pk)
    codes = set(round.offers.exclude(code="").values_list("code", flat=True))
    if wanted and wanted in codes:
        raise Refused(_("De code {code} is al van een andere workshop.").format(code=wanted))
    return wanted or next_code(codes, prefix="ws")
