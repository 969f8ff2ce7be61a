"""Letters about exchanging places: to who sits where somebody wants to, and the yes."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.terms import value_of
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.people.actions.links import personal_address
from onderling.people.actions.persons import recipient
from onderling.people.models import Person
from onderling.signups.actions.letters import when_and_where
from onderling.signups.actions.tell import speaking_with, tell
from onderling.signups.models import Exchange, Signup, Wish
from onderling.signups.queries import doors_of
from onderling.signups.queries.exchanges import at_once
from onderling.signups.rules import asked_to_exchange

KIND = "exchange_proposed"


def tell_who_sits_there(exchange: Exchange, *, by: Person, now: datetime) -> int:
    """Write to who could exchange, without the name of who asks; return how many.

    Not to who was written to about an exchange within the term of the install, and not on
    paper: that would be too late.
    """
    place, wanted = exchange.place, exchange.wanted
    seats = _to_ask(exchange, now=now)
    if not seats:
        return 0
    round = place.participation.round
    mailing = begin_mailing(
        KIND,
        scope=round,
        subject=_("Iemand wil ruilen: ‘{title}’").format(title=wanted.offer.title),
        to_whom=_("wie bij ‘{title}’ zit").format(title=wanted.offer.title),
        by=by,
        now=now,
    )
    exchange.mailing = mailing
    exchange.save(update_fields=["mailing"])
    for seat in seats:
        with speaking_with(seat.participation):
            own = personal_address(seat.participation.person, now=now)
            page = f"{own}?naar={reverse('signups:swap', args=[seat.pk])}"
            lines = [
                _("Iemand wil graag uw plek bij:"),
                f"{wanted.offer.title}\n{when_and_where(wanted, round)}",
                _("U krijgt daarvoor de plek bij:"),
                f"{place.meeting.offer.title}\n{when_and_where(place.meeting, round)}",
                _("Wilt u ruilen? Kijk en beslis hier:\n{address}").format(address=page),
                _("Doet u niets? Dan houdt u uw plek."),
            ]
            subject = _("Wilt u ruilen? {title}").format(title=wanted.offer.title)
            who = seat.participation
            tell(who, KIND, subject=subject, lines=lines, now=now, mailing=mailing)
    return len(seats)


def _to_ask(exchange: Exchange, *, now: datetime) -> list[Signup]:
    """Those who sit there, have mail, may have the place that is offered and would like it."""
    offered, wanted = exchange.place.meeting, exchange.wanted
    round = exchange.place.participation.round
    doors = doors_of(round)
    able: dict[int, Signup] = {}
    for seat in (
        wanted.signups.seated()
        .exclude(participation=exchange.place.participation_id)
        .select_related("participation__person", "participation__affiliation")
        .select_related("participation__round__programme__organisation")
    ):
        bond = seat.participation.affiliation
        shut = doors.shut_to(bond.organisation_id if bond else None)
        if offered.pk not in shut and recipient(seat.participation.person).by_mail:
            able[seat.participation_id] = seat
    for other in (
        Signup.objects.seated()
        .filter(participation__in=able)
        .exclude(meeting=wanted)
        .select_related("meeting__slot", "meeting__last_slot")
    ):
        if at_once(other.meeting, offered):
            able.pop(other.participation_id, None)
    said = Wish.objects.filter(participation__in=able, meeting=offered)
    opinions = dict(said.values_list("participation", "opinion"))
    chosen = asked_to_exchange({who: opinions.get(who) for who in able})
    since = now - timedelta(days=value_of("exchange_days"))
    earlier = Message.objects.about(audit.ref(round)).filter(kind=KIND, queued__gt=since)
    told = set(earlier.exclude(state=Message.State.WITHHELD).values_list("to_ref", flat=True))
    return [
        able[who]
        for who in able
        if who in chosen and audit.ref(able[who].participation.person) not in told
    ]


def tell_agreed(new: Signup, *, gave: Meeting, now: datetime) -> None:
    """Tell who proposed an exchange that somebody said yes."""
    round, meeting = new.participation.round, new.meeting
    with speaking_with(new.participation):
        tell(
            new.participation,
            "place_confirmed",
            subject=_("Uw ruil is gelukt: {title}").format(title=meeting.offer.title),
            lines=[
                _("Iemand zei ja. U hebt nu een plek bij:"),
                f"{meeting.offer.title}\n{when_and_where(meeting, round)}",
                _("Uw plek bij ‘{title}’ is nu van een ander. U hoeft niets te doen.").format(
                    title=gave.offer.title
                ),
            ],
            now=now,
        )
