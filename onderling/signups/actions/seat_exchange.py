"""Two people who want each other's place: one proposes, the other agrees, both at once."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.mail.actions.mailings import cancel_mailing
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.rules import Deed
from onderling.signups.actions.exchange_letters import tell_agreed, tell_who_sits_there
from onderling.signups.actions.seat_newcomer import known_of
from onderling.signups.actions.seat_rows import Block, lock_block, lock_people, take, vacate
from onderling.signups.actions.seat_steps import refuse_unless, refuse_what_clashes
from onderling.signups.actions.seats import has_begun
from onderling.signups.actions.tell import tell_seated
from onderling.signups.models import Exchange, Participation, Signup
from onderling.signups.rules import SEATED, SignupState


@write_transaction()
def propose_exchange(place: Signup, wanted: Meeting, *, by: Person, now: datetime) -> Exchange:
    """Offer a place for one in a full workshop. Nothing changes until somebody agrees."""
    round = place.participation.round
    refuse_unless(round, Deed.CANCEL_PLACE)
    # As who gives a place back: one of the two is first.
    held = {one.pk: one for one in Meeting.objects.lock(place.meeting_id, wanted.pk)}
    place.refresh_from_db(fields=["state"])
    if place.state not in SEATED:
        raise Refused(_("U hebt die plek niet meer. Er is niets veranderd."))
    _refuse_begun(place.meeting, now=now)
    _refuse_begun(wanted, now=now)
    if held[wanted.pk].places_left(round):
        raise Refused(
            _("Bij ‘{title}’ is nog plek. Wissel meteen.").format(title=wanted.offer.title)
        )
    exchange, made = Exchange.objects.get_or_create(
        place=place, wanted=wanted, defaults={"made": now}
    )
    if made:
        audit.note(by, "propose_exchange", on=place, scope=round, now=now)
        if not held[place.meeting_id].places_left(round):  # else whoever wants it, swaps
            tell_who_sits_there(exchange, by=by, now=now)
    return exchange


@write_transaction()
def withdraw_exchange(exchange: Exchange, *, by: Person, now: datetime) -> None:
    """Take a proposal back. Who agreed just before has the place."""
    if _end(Exchange.objects.filter(pk=exchange.pk)):
        round = exchange.place.participation.round
        audit.note(by, "withdraw_exchange", on=exchange.place, scope=round, now=now)


@write_transaction()
def agree_to_exchange(
    exchange: Exchange, mine: Signup, *, by: Person, now: datetime
) -> tuple[Signup, Signup]:
    """Exchange two places; return the new ones, mine first. All or nothing.

    Nobody in line is passed over: neither place was free for a moment.
    """
    theirs, round = exchange.place, mine.participation.round
    block = lock_block(round, theirs.meeting_id, mine.meeting_id)
    lock_people(block, mine.participation_id, theirs.participation_id)
    refuse_unless(block.round, Deed.TAKE_PLACE)
    refuse_unless(block.round, Deed.CANCEL_PLACE)
    there = Exchange.objects.filter(pk=exchange.pk, wanted=mine.meeting_id).exists()
    held = [_seat_of(block, one) for one in (theirs, mine)]
    if not there or held[0] is None:
        raise Refused(_("Dit voorstel is er niet meer. Er is niets veranderd."))
    if held[1] is None:
        raise Refused(_("U hebt die plek niet meer. Er is niets veranderd."))
    if mine.participation_id == theirs.participation_id:
        raise Refused(_("Dit is uw eigen voorstel."))
    for one in (theirs, mine):
        _refuse_begun(one.meeting, now=now)
        if one.participation_id in block.together:
            raise Refused(_("Dat kan niet: iemand blijft samen met een ander."))
    for seat in held:
        if seat:
            vacate(block, seat, now=now)
    new = (
        _sit(block, mine.participation, theirs.meeting, by=by, now=now),
        _sit(block, theirs.participation, mine.meeting, by=by, now=now),
    )
    _end(Exchange.objects.filter(place__in=[theirs.pk, mine.pk]))
    tell_seated(new[0], now=now, moved_up=False)
    tell_agreed(new[1], gave=theirs.meeting, now=now)
    return new


def _end(exchanges: QuerySet[Exchange]) -> int:
    """Take proposals away, and keep back the letters about them that have not left."""
    for one in exchanges.exclude(mailing=None).select_related("mailing"):
        if one.mailing:
            cancel_mailing(one.mailing, because=_("Reden: dit voorstel is er niet meer."))
    number, _rows = exchanges.delete()
    return number


def _refuse_begun(meeting: Meeting, *, now: datetime) -> None:
    if has_begun(meeting, now=now):
        raise Refused(_("‘{title}’ is al begonnen.").format(title=meeting.offer.title))


def _seat_of(block: Block, place: Signup) -> Signup | None:
    row = block.row_of(place.participation_id, place.meeting_id)
    return row if row and row.state in SEATED else None


def _sit(
    block: Block, who: Participation, meeting: Meeting, *, by: Person, now: datetime
) -> Signup:
    known = known_of(who, meeting)
    new = block.row_of(who.pk, meeting.pk) or Signup()
    line = block.line.get(meeting.pk, [])
    block.line[meeting.pk] = [one for one in line if one.participation_id != who.pk]
    new.participation, new.meeting, new.rank = who, meeting, known.rank
    refuse_what_clashes(block, new, absent=known.absent)
    new.state, new.since, new.run = SignupState.CONFIRMED, now, None
    new.sequence = known.last + 1  # safe, for the meeting is locked
    new.kind, new.by_hand, new.because = "free", False, ""
    new.save()
    take(block, new)
    audit.note(by, "exchange_place", on=new, scope=block.round, now=now)
    return new
