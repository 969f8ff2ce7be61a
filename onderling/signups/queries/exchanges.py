"""What somebody can exchange their place for, and who would like to have it."""

from dataclasses import dataclass

from django.db.models import Q

from onderling.offers.models import Meeting
from onderling.signups.models import Exchange, Signup
from onderling.signups.rules import SEATED, Opinion, Stretch, share_a_moment


@dataclass(frozen=True)
class Exchanges:
    """Around one place: who asks for it, what its holder asks for, what can be asked for."""

    asked: list[Exchange]
    proposed: list[Exchange]
    full: list[Meeting]
    tells: bool


def exchanges_of(place: Signup) -> Exchanges:
    """Four queries. Of several days only what is at this time, or what somebody wished."""
    own = place.participation
    asked = (
        Exchange.objects.filter(wanted=place.meeting, place__state__in=SEATED)
        .exclude(place__participation=own)
        .select_related("place__meeting__offer", "place__meeting__slot")
    )
    proposed = Exchange.objects.filter(place=place).select_related(
        "wanted__offer", "wanted__slot"
    )
    wished = Q(wishes__participation=own, wishes__opinion=Opinion.RANKED)
    others = (
        Meeting.objects.chosen_from()
        .filter(Q(slot=place.meeting.slot_id) | wished, offer__round=own.round_id)
        .exclude(pk=place.meeting_id)
        .exclude(givings__person=own.person_id)
        .exclude(pk__in=own.signups.seated().values("meeting"))
        .exclude(pk__in=proposed.values("wanted"))
        .select_related("offer", "slot", "last_slot", "room")
        .order_by("slot__starts", "offer__title", "pk")
        .distinct()
    )
    elsewhere = [
        seat.meeting
        for seat in own.signups.seated().select_related("meeting__slot", "meeting__last_slot")
        if seat.pk != place.pk
    ]
    full = [
        one
        for one in others
        if not one.places_left(own.round) and not any(at_once(one, busy) for busy in elsewhere)
    ]
    # Where this workshop has room, who would like it takes that: then nobody needs a letter.
    tells = not place.meeting.places_left(own.round)
    return Exchanges(list(asked), list(proposed), full, tells)


def at_once(one: Meeting, other: Meeting) -> bool:
    """Say whether two meetings share a moment."""
    here, there = _stretch(one), _stretch(other)
    return bool(here and there and share_a_moment(here, there))


def _stretch(meeting: Meeting) -> Stretch | None:
    starts, ends = meeting.starts, meeting.ends
    return Stretch(meeting.pk, meeting.offer_id, starts, ends) if starts and ends else None
