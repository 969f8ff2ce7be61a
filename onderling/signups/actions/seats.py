"""The one door to a place: taking it, giving it back, and what that sets in motion."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.signups.actions.seat_rows import (
    Block,
    as_waiting,
    lock_block,
    lock_people,
    move_up,
    next_sequence,
    vacate,
)
from onderling.signups.actions.seat_runs import Seating, seat_run, unseat_run
from onderling.signups.actions.tell import tell_given_back, tell_seated, tell_waiting
from onderling.signups.models import Participation, Signup, Wish
from onderling.signups.rules import SEATED, Opinion, SignupState, wants_to_move

__all__ = [
    "Seating",
    "give_back",
    "give_back_all",
    "leave_queue",
    "let_move_up",
    "rearrange",
    "seat_run",
    "take_place",
    "unseat_run",
]


@write_transaction()
def take_place(  # noqa: PLR0913 -- who, where, by whom, when; and how it came by hand
    participation: Participation,
    meeting: Meeting,
    *,
    by: Person,
    now: datetime,
    by_hand: bool = False,
    because: str = "",
) -> Signup:
    """Put somebody in the queue of a meeting and let the queue move up.

    A full meeting gives a place on its waiting list. Asking twice is harmless: the first
    place, or the first turn, stands.
    """
    block = lock_block(participation.round, meeting.pk)
    lock_people(block, participation.pk)
    signup, _moved = _join(
        block, participation, meeting, by=by, now=now, by_hand=by_hand, because=because
    )
    return signup


@write_transaction()
def give_back(signup: Signup, *, by: Person, now: datetime, because: str = "") -> list[Signup]:
    """Give up a place; return who moved up because of it, in order. Twice is harmless."""
    block = lock_block(signup.participation.round, signup.meeting_id)
    lock_people(block, signup.participation_id, freeing=[signup.meeting_id])
    signup.refresh_from_db(fields=["state"])
    if signup.state not in SEATED:
        return []
    _give_up(block, signup, by=by, now=now, because=because)
    return _let_move_up(block, by=by, now=now)


@write_transaction()
def give_back_all(
    participation: Participation, *, by: Person | None, now: datetime, because: str = ""
) -> list[Signup]:
    """Give up every place and every turn of somebody who is not coming."""
    rows = list(
        participation.signups.filter(state__in=[*SEATED, SignupState.WAITLISTED])
        .select_related("meeting__offer", "participation__person")
        .order_by("pk")
    )
    seats = [row for row in rows if row.state in SEATED]
    block = lock_block(participation.round, *(row.meeting_id for row in rows))
    lock_people(block, participation.pk, freeing=[row.meeting_id for row in seats])
    for row in rows:
        row.refresh_from_db(fields=["state"])
        if row.state in SEATED:
            _give_up(block, row, by=by, now=now, because=because)
        elif row.state == SignupState.WAITLISTED:
            _step_out(block, row, by=by, now=now)
    return _let_move_up(block, by=by, now=now)


@write_transaction()
def leave_queue(signup: Signup, *, by: Person, now: datetime) -> Signup:
    """Step off the waiting list. Who has got the place meanwhile keeps it."""
    block = lock_block(signup.participation.round, signup.meeting_id)
    lock_people(block, signup.participation_id)
    signup.refresh_from_db(fields=["state"])
    if signup.state == SignupState.WAITLISTED:
        _refuse_unless(block.round, Deed.CANCEL_PLACE)
        _step_out(block, signup, by=by, now=now)
    return signup


@write_transaction()
def rearrange(
    participation: Participation,
    chosen: Mapping[int, int | None],
    *,
    because: str,
    by: Person,
    now: datetime,
) -> list[Signup]:
    """Give somebody other places, with the reason: slot to meeting, None for no place there.

    All or nothing: when one of them is full nobody loses anything. Returns who moved up.
    """
    seats = list(participation.signups.seated().select_related("meeting__offer"))
    stays = {seat.meeting_id for seat in seats} & set(chosen.values())
    leaving = [
        seat
        for seat in seats
        if seat.meeting.slot_id in chosen and seat.meeting_id not in stays
    ]
    wanted = Meeting.objects.filter(
        pk__in={pk for pk in chosen.values() if pk} - stays
    ).order_by("pk")
    joining = list(wanted.select_related("offer"))
    freed = [seat.meeting_id for seat in leaving]
    block = lock_block(participation.round, *freed, *(meeting.pk for meeting in joining))
    lock_people(block, participation.pk, freeing=freed)
    replaced = {meeting.slot_id for meeting in joining}
    for seat in leaving:
        tell = seat.meeting.slot_id not in replaced  # else the letter of the new place says it
        _give_up(block, seat, by=by, now=now, because=because, tell=tell)
    moved = []
    for meeting in joining:
        full = Refused(
            _("‘{title}’ is vol. Er is niets veranderd.").format(title=meeting.offer)
        )
        if not block.has_room(meeting.pk):
            raise full
        new, others = _join(
            block, participation, meeting, by=by, now=now, by_hand=True, because=because
        )
        if new.state not in SEATED:  # who stands in line goes first
            raise full
        moved += others
    return [*moved, *_let_move_up(block, by=by, now=now)]


@write_transaction()
def let_move_up(meeting: Meeting, *, by: Person | None, now: datetime) -> list[Signup]:
    """Let the waiting list fill seats that were added. The worker does this by itself."""
    block = lock_block(meeting.offer.round, meeting.pk)
    if not block.round.allows(Deed.TAKE_PLACE):
        return []
    lock_people(block)
    return _let_move_up(block, by=by, now=now)


def _join(  # noqa: PLR0913 -- as take_place
    block: Block,
    participation: Participation,
    meeting: Meeting,
    *,
    by: Person,
    now: datetime,
    by_hand: bool,
    because: str,
) -> tuple[Signup, list[Signup]]:
    _refuse_unless(block.round, Deed.TAKE_PLACE)
    earlier = Signup.objects.filter(participation=participation, meeting=meeting).first()
    if earlier and earlier.state != SignupState.CANCELLED:
        return earlier, []
    signup = earlier or Signup(participation=participation, meeting=meeting)
    signup.rank = _rank_of(participation, meeting)
    _refuse_what_clashes(block, signup)
    signup.state, signup.since, signup.run = SignupState.WAITLISTED, now, None
    signup.sequence = next_sequence(meeting.pk)
    signup.kind, signup.by_hand, signup.because = (
        "hand" if by_hand else "free",
        by_hand,
        because,
    )
    signup.save()
    if participation.state != Participation.State.COMING:
        participation.state = Participation.State.COMING
        participation.save(update_fields=["state"])
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
    if signup.state == SignupState.CONFIRMED:
        tell_seated(signup, now=now, moved_up=False)
    else:
        tell_waiting(signup, now=now)
    return signup, moved


def _refuse_what_clashes(block: Block, signup: Signup) -> None:
    person, here = signup.participation, signup.meeting_id
    if here not in block.stretches or here not in block.meetings:
        raise Refused(_("Deze workshop gaat niet door, of heeft nog geen tijd."))
    if block.gives_then(person, here):
        raise Refused(_("Op dat moment geeft u zelf een workshop."))
    if absent_then(block, person, here):
        raise Refused(_("U hebt gezegd dat u er op dat moment niet bent."))
    if other := block.same_offer(person.pk, here):
        raise Refused(
            _("U hebt al een plek bij deze workshop: {slot}.").format(slot=other.meeting.slot)
        )
    if block.kept_apart(person.pk, here):
        raise Refused(
            _("Bij deze workshop kan het niet. Bel {name}: {phone}.").format(
                name=block.round.contact_name, phone=block.round.contact_phone
            )
        )
    held = block.overlapping(person.pk, here)
    # Somebody with a place may wait for a full workshop they would rather have.
    if held and (block.has_room(here) or not wants_to_move(as_waiting(block, signup))):
        raise Refused(
            _("Op dat moment hebt u al een plek: {title}. Geef die eerst terug.").format(
                title=held[0].meeting.offer.title
            )
        )


def absent_then(block: Block, participation: Participation, meeting: int) -> bool:
    """Say whether somebody said not to be there during any part of this meeting."""
    here = block.stretches[meeting]
    return participation.absences.filter(
        slot__starts__lt=here.ends, slot__ends__gt=here.starts
    ).exists()


def _rank_of(participation: Participation, meeting: Meeting) -> int | None:
    wish = Wish.objects.filter(
        participation=participation, meeting=meeting, opinion=Opinion.RANKED
    ).first()
    return wish.rank if wish else None


def _refuse_unless(round_: Round, deed: Deed) -> None:
    if not round_.allows(deed):
        raise Refused(
            _("In deze ronde kunnen plekken nu niet veranderen. Bel {name}: {phone}.").format(
                name=round_.contact_name, phone=round_.contact_phone
            )
        )


def _give_up(  # noqa: PLR0913 -- as give_back
    block: Block,
    signup: Signup,
    *,
    by: Person | None,
    now: datetime,
    because: str,
    tell: bool = True,
) -> None:
    _refuse_unless(block.round, Deed.CANCEL_PLACE)
    held = next(s for s in block.seats[signup.participation_id] if s.pk == signup.pk)
    vacate(block, held, now=now)
    signup.refresh_from_db(fields=["state", "since", "run"])
    audit.note(by, "give_back", on=signup, scope=block.round, now=now, because=because)
    if tell:
        tell_given_back(signup, now=now)


def _step_out(block: Block, signup: Signup, *, by: Person | None, now: datetime) -> None:
    signup.state, signup.since, signup.run = SignupState.CANCELLED, now, None
    signup.save(update_fields=["state", "since", "run"])
    line = block.line.get(signup.meeting_id, [])
    block.line[signup.meeting_id] = [other for other in line if other.pk != signup.pk]
    audit.note(by, "leave_queue", on=signup, scope=block.round, now=now)


def _let_move_up(block: Block, *, by: Person | None, now: datetime) -> list[Signup]:
    moved = move_up(block, by=by, now=now)
    for signup in moved:
        tell_seated(signup, now=now, moved_up=True)
    return moved
