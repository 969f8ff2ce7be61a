"""Who is there: ticked one by one at the door, and afterwards who did not come (X-69, X-75)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting, MeetingQuerySet
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed, end_of, start_of
from onderling.signups.models import Signup
from onderling.signups.rules import SEATED, SignupState, may_tick


@write_transaction()
def tick(signup: Signup, *, there: bool, by: Person, now: datetime) -> Signup:
    """Write down that somebody is there, or take that back. Twice is once.

    The seat stays what it was: who is ticked was seated already.
    """
    round = signup.participation.round
    held = _held(signup)
    refuse_unless_day(round, held, now=now)
    name = signup.participation.person.name
    if signup.state not in SEATED:
        raise Refused(_("{name} heeft hier geen plek meer.").format(name=name))
    state = SignupState.ATTENDED if there else SignupState.CONFIRMED
    if signup.state != state:
        old, signup.state = signup.state, state
        signup.save(update_fields=["state"])
        deed = "tick_there" if there else "untick_there"
        audit.note(by, deed, on=signup, scope=round, now=now, old={"state": str(old)})
    return signup


def _held(signup: Signup) -> Meeting:
    """Hold the meeting, as every deed with its seats does; then read the seat again."""
    (held,) = Meeting.objects.select_related("offer").lock(signup.meeting_id)
    signup.refresh_from_db(fields=["state"])
    return held


def refuse_unless_day(round: Round, meeting: Meeting, *, now: datetime) -> None:
    """Refuse before the day itself, and once the round is closed."""
    if not round.allows(Deed.CHECK_IN):
        raise Refused(_("Afvinken kan niet: {round} is niet bezig.").format(round=round))
    zone = ZoneInfo(round.zone)
    begins = meeting.starts
    if begins is None or not may_tick(
        begins.astimezone(zone).date(), today=now.astimezone(zone).date()
    ):
        raise Refused(_("Afvinken kan op de dag zelf."))


@write_transaction()
def note_missed(round: Round, day: date, *, by: Person, now: datetime) -> int:
    """Write down who did not come on one day, and return how many.

    Only where somebody was ticked: a list that nobody used says nothing about who was there.
    """
    used = _ended(round, day, now=now).filter(signups__state=SignupState.ATTENDED).distinct()
    return _turn(
        round, used, SignupState.CONFIRMED, SignupState.NO_SHOW, "note_missed", by=by, now=now
    )


@write_transaction()
def forget_missed(round: Round, day: date, *, by: Person, now: datetime) -> int:
    """Take back that people did not come on this day; return how many."""
    meetings = _ended(round, day, now=now)
    return _turn(
        round,
        meetings,
        SignupState.NO_SHOW,
        SignupState.CONFIRMED,
        "forget_missed",
        by=by,
        now=now,
    )


def _ended(round: Round, day: date, *, now: datetime) -> MeetingQuerySet:
    """The meetings of a day that are over, as far as one may tick there at all."""
    if not round.allows(Deed.CHECK_IN):
        raise Refused(_("Afvinken kan niet: {round} is niet bezig.").format(round=round))
    begins, ends = start_of(day, round.zone), end_of(day, round.zone)
    over = Meeting.objects.on().filter(offer__round=round)
    return over.filter(slot__starts__gte=begins, slot__starts__lt=ends).filter(
        Q(last_slot=None, slot__ends__lte=now) | Q(last_slot__ends__lte=now)
    )


def _turn(  # noqa: PLR0913 -- which seats, from what to what, by whom
    round: Round,
    meetings: MeetingQuerySet,
    old: SignupState,
    new: SignupState,
    deed: str,
    *,
    by: Person,
    now: datetime,
) -> int:
    """Turn one state into another in these meetings; the log names the workshop, not people."""
    number = 0
    for meeting in Meeting.objects.lock(*meetings.values_list("pk", flat=True)):
        here = Signup.objects.filter(meeting=meeting, state=old).update(state=new)
        if here:
            audit.note(by, deed, on=meeting, scope=round, now=now, new={"people": here})
        number += here
    return number
