"""The steps of which deeds with places are made. They work within a locked block."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.offers.models import Meeting
from onderling.offers.queries.audience import only_for
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.seat_newcomer import known_of
from onderling.signups.actions.seat_rows import (
    Block,
    as_waiting,
    move_up,
    take,
    vacate,
)
from onderling.signups.actions.tell import tell_given_back, tell_seated, tell_waiting
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SignupState, wants_to_move


def join(  # noqa: PLR0913 -- as take_place
    block: Block,
    participation: Participation,
    meeting: Meeting,
    *,
    by: Person,
    now: datetime,
    by_hand: bool,
    because: str,
    tell: bool = True,
) -> tuple[Signup, list[Signup]]:
    """Queue somebody for a meeting; return their row and who else moved up.

    Without `tell` the deed that calls this writes the letter itself.
    """
    refuse_unless(block.round, Deed.TAKE_PLACE)
    earlier = block.row_of(participation.pk, meeting.pk)
    if earlier and earlier.state != SignupState.CANCELLED:
        return earlier, []
    known = block.known.get((participation.pk, meeting.pk)) or known_of(participation, meeting)
    signup = earlier or Signup()
    signup.participation, signup.meeting, signup.rank = participation, meeting, known.rank
    refuse_what_clashes(block, signup, absent=known.absent)
    sits = block.has_room(meeting.pk) and not block.line.get(meeting.pk)
    signup.state = SignupState.CONFIRMED if sits else SignupState.WAITLISTED
    signup.since, signup.run = now, None
    signup.sequence = known.last + 1  # safe, for the meeting is locked
    signup.kind, signup.by_hand, signup.because = (
        "hand" if by_hand else "free",
        by_hand,
        because,
    )
    signup.save()
    if participation.state != Participation.State.COMING:
        participation.state = Participation.State.COMING
        participation.save(update_fields=["state"])
    if sits:
        take(block, signup)
    else:
        block.line.setdefault(meeting.pk, []).append(signup)
    moved = [
        other
        for other in move_up(block, by=by, now=now, newcomer=signup.pk)
        if other.pk != signup.pk
    ]
    for other in moved:
        tell_seated(other, now=now, moved_up=True)
    new = {"state": str(signup.state), "by_hand": by_hand}
    audit.note(
        by, "take_place", on=signup, scope=block.round, now=now, new=new, because=because
    )
    if tell and signup.state == SignupState.CONFIRMED:
        tell_seated(signup, now=now, moved_up=False)
    elif tell:
        tell_waiting(signup, now=now)
    return signup, moved


def refuse_what_clashes(block: Block, signup: Signup, *, absent: bool) -> None:
    """Refuse a place that somebody cannot sit in, whatever room there is."""
    # Without “u”: a coordinator reads these about somebody else.
    person, here = signup.participation, signup.meeting_id
    title = signup.meeting.offer.title
    if here not in block.stretches or here not in block.meetings:
        raise Refused(
            _("‘{title}’ gaat niet door, of heeft nog geen tijd.").format(title=title)
        )
    if block.is_shut(signup.meeting.offer, person):
        raise Refused(only_for(signup.meeting.offer, block.round))
    if block.gives_then(person, here):
        raise Refused(
            _("Tijdens ‘{title}’ is er een eigen workshop om te geven.").format(title=title)
        )
    if absent:
        raise Refused(
            _("Bij de tijd van ‘{title}’ is ingevuld: ‘Ik ben er deze ronde niet’.").format(
                title=title
            )
        )
    if other := block.same_offer(person.pk, here):
        raise Refused(
            _("Er is al een plek bij ‘{title}’: {slot}.").format(
                title=title, slot=other.meeting.slot
            )
        )
    if block.kept_apart(person.pk, here):
        raise Refused(
            _("Bij ‘{title}’ kan het niet. Bel {name}: {phone}.").format(
                title=title, name=block.round.contact_name, phone=block.round.contact_phone
            )
        )
    held = block.overlapping(person.pk, here)
    # Somebody with a place may wait for a full workshop they would rather have.
    if held and (block.has_room(here) or not wants_to_move(as_waiting(block, signup))):
        raise Refused(
            _("Tijdens ‘{title}’ is er al een plek: ‘{held}’. Geef die eerst terug.").format(
                title=title, held=held[0].meeting.offer.title
            )
        )


def refuse_unless(round_: Round, deed: Deed) -> None:
    """Refuse what the state of the round does not allow, with whom to ring."""
    if not round_.allows(deed):
        raise Refused(
            _("Plekken van {round} kunnen nu niet veranderen. Bel {name}: {phone}.").format(
                round=round_, name=round_.contact_name, phone=round_.contact_phone
            )
        )


def give_up(  # noqa: PLR0913 -- as give_back
    block: Block,
    signup: Signup,
    *,
    by: Person | None,
    now: datetime,
    because: str,
    tell: bool = True,
) -> None:
    """Take somebody off a seat, write it down, and tell them."""
    refuse_unless(block.round, Deed.CANCEL_PLACE)
    held = next(s for s in block.seats[signup.participation_id] if s.pk == signup.pk)
    vacate(block, held, now=now)
    signup.refresh_from_db(fields=["state", "since", "run"])
    audit.note(by, "give_back", on=signup, scope=block.round, now=now, because=because)
    if tell:
        tell_given_back(signup, now=now)


def step_out(block: Block, signup: Signup, *, by: Person | None, now: datetime) -> None:
    """Take somebody out of a line."""
    signup.state, signup.since, signup.run = SignupState.CANCELLED, now, None
    signup.save(update_fields=["state", "since", "run"])
    line = block.line.get(signup.meeting_id, [])
    block.line[signup.meeting_id] = [other for other in line if other.pk != signup.pk]
    audit.note(by, "leave_queue", on=signup, scope=block.round, now=now)


def move_up_and_tell(block: Block, *, by: Person | None, now: datetime) -> list[Signup]:
    """Let the lines of the block move up; everybody who got a place hears it."""
    moved = move_up(block, by=by, now=now)
    for signup in moved:
        tell_seated(signup, now=now, moved_up=True)
    return moved
