"""Sitting down at the door: on the day, also on a seat that was kept for it (X-69)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting
from onderling.people.actions.persons import make_person
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.attendance import refuse_unless_day
from onderling.signups.actions.joining import NameParts
from onderling.signups.actions.participations import take_part
from onderling.signups.actions.seat_newcomer import known_of
from onderling.signups.actions.seat_rows import (
    AT_DOOR,
    Block,
    count_door,
    lock_block,
    lock_people,
    sit_down,
)
from onderling.signups.actions.seat_steps import (
    give_up,
    move_up_and_tell,
    refuse_unless,
    refuse_what_clashes,
)
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SEATED, SignupState, has_seat

EARLY = timedelta(minutes=60)  # before it begins people stand at the door


@write_transaction()
def seat_at_door(  # noqa: PLR0913 -- who, where, by whom, when; and how they stand there
    participation: Participation,
    meeting: Meeting,
    *,
    leaving: bool = False,
    there: bool = True,
    by: Person,
    now: datetime,
) -> Signup:
    """Give somebody who stands at the door a seat, if there is a chair left.

    Whoever stands there goes before who waits at home: a kept seat is for the door. With
    `leaving` they give back the place that they have elsewhere at that time. Twice is once.
    """
    block = lock_block(participation.round, meeting.pk)
    lock_people(block, participation.pk, freeing=list(block.meetings) if leaving else [])
    refuse_unless(block.round, Deed.TAKE_PLACE)
    held = block.meetings.get(meeting.pk, meeting)
    refuse_unless_door(block.round, held, now=now)
    row = Signup.objects.filter(participation=participation, meeting=meeting).first()
    if row and row.state in SEATED:
        return row
    signup = row or Signup(participation=participation, meeting=meeting)
    elsewhere = block.overlapping(participation.pk, meeting.pk)
    if elsewhere and not leaving:
        raise Refused(
            _("{name} heeft nu al een plek bij ‘{title}’.").format(
                name=participation.person.name, title=elsewhere[0].meeting.offer.title
            )
        )
    for seat in elsewhere:
        give_up(block, seat, by=by, now=now, because="", tell=False)
    if not has_seat(seats=held.seats, taken=held.taken):
        raise Refused(_("‘{title}’ zit vol.").format(title=held.offer.title))
    _sit(block, signup, there=there, by=by, now=now)
    if elsewhere:
        move_up_and_tell(block, by=by, now=now)
    return signup


def _sit(block: Block, signup: Signup, *, there: bool, by: Person, now: datetime) -> None:
    participation, meeting = signup.participation, signup.meeting
    line = [one for one in block.line.get(meeting.pk, []) if one.pk != signup.pk]
    if signup.state == SignupState.WAITLISTED:
        signup.state = SignupState.CANCELLED
    known = known_of(participation, meeting)
    signup.rank = known.rank
    here = block.stretches.get(meeting.pk)
    if here:  # whoever stands at the door is there, whatever they filled in before
        participation.absences.filter(
            slot__starts__lt=here.ends, slot__ends__gt=here.starts
        ).delete()
    refuse_what_clashes(block, signup, absent=False)
    if not signup.pk:
        signup.sequence = known.last + 1
    signup.state, signup.since, signup.run = SignupState.WAITLISTED, now, None
    signup.kind, signup.by_hand, signup.because = AT_DOOR, by != participation.person, ""
    signup.save()
    block.line[meeting.pk] = [*line, signup]
    sit_down(block, signup, now=now)
    count_door(block, meeting.pk, 1)
    if there:
        signup.state = SignupState.ATTENDED
        signup.save(update_fields=["state"])
    if participation.state != Participation.State.COMING:
        participation.state = Participation.State.COMING
        participation.save(update_fields=["state"])
    audit.note(by, "seat_at_door", on=signup, scope=block.round, now=now)


def refuse_unless_door(round: Round, meeting: Meeting, *, now: datetime) -> None:
    """Refuse on another day, and once it is over."""
    refuse_unless_day(round, meeting, now=now)
    ends = meeting.ends
    if ends is None or ends <= now:
        raise Refused(_("‘{title}’ is voorbij.").format(title=meeting.offer.title))


def door_is_open(meeting: Meeting, *, now: datetime) -> bool:
    """Say whether people can sign themselves up at the door of a meeting now."""
    begins, ends = meeting.starts, meeting.ends
    return bool(begins and ends and begins - EARLY <= now < ends)


@write_transaction()
def guest_at_door(
    meeting: Meeting, *, name: NameParts, group: str, by: Person, now: datetime
) -> Signup:
    """Bring in somebody nobody knows yet, with no more than a name, and seat them."""
    round = meeting.offer.round
    person = make_person(by=by, now=now, **name)
    participation = take_part(round, person, source="door", by=by, now=now, late=False)
    if participation.group != group:
        participation.group = group
        participation.save(update_fields=["group"])
    return seat_at_door(participation, meeting, by=by, now=now)
