"""The one door to a place: taking it, giving it back, and what that sets in motion."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db.models import F
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.rounds.rules import Deed, State
from onderling.signups.actions.seat_newcomer import OthersMay, lock_newcomer
from onderling.signups.actions.seat_rows import lock_block, lock_people
from onderling.signups.actions.seat_runs import Seating, seat_run, unseat_run
from onderling.signups.actions.seat_steps import (
    give_up,
    join,
    move_up_and_tell,
    refuse_unless,
    step_out,
)
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SEATED, SignupState

__all__ = [
    "Seating",
    "fill_added_seats",
    "give_back",
    "give_back_all",
    "has_begun",
    "leave_queue",
    "let_move_up",
    "rearrange",
    "seat_run",
    "swap",
    "take_place",
    "unseat_run",
]


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
    how = partial(
        join, participation=participation, meeting=meeting, by=by, now=now, by_hand=by_hand
    )
    try:
        with write_transaction():
            return how(lock_newcomer(participation, meeting), because=because)[0]
    except OthersMay:  # the locks are let go, for more of them must be taken in their order
        with write_transaction():
            block = lock_block(participation.round, meeting.pk)
            lock_people(block, participation.pk)
            return how(block, because=because)[0]


@write_transaction()
def give_back(signup: Signup, *, by: Person, now: datetime, because: str = "") -> list[Signup]:
    """Give up a place; return who moved up because of it, in order. Twice is harmless."""
    block = lock_block(signup.participation.round, signup.meeting_id)
    lock_people(block, signup.participation_id, freeing=[signup.meeting_id])
    signup.refresh_from_db(fields=["state"])
    if signup.state not in SEATED:
        return []
    if by == signup.participation.person and has_begun(signup.meeting, now=now):
        raise Refused(
            _("‘{title}’ is al begonnen. Bel {name}: {phone}.").format(
                title=signup.meeting.offer.title,
                name=block.round.contact_name,
                phone=block.round.contact_phone,
            )
        )
    give_up(block, signup, by=by, now=now, because=because)
    return move_up_and_tell(block, by=by, now=now)


@write_transaction()
def swap(place: Signup, meeting: Meeting, *, by: Person, now: datetime) -> list[Signup]:
    """Give one place for another that is free, in one go; return who moved up because of it.

    When the other is taken meanwhile, or clashes, nothing has changed.
    """
    block = lock_block(place.participation.round, place.meeting_id, meeting.pk)
    lock_people(block, place.participation_id, freeing=[place.meeting_id])
    place.refresh_from_db(fields=["state"])
    if place.state not in SEATED:
        raise Refused(_("U hebt die plek niet meer. Er is niets veranderd."))
    if has_begun(place.meeting, now=now):
        raise Refused(_("‘{title}’ is al begonnen.").format(title=place.meeting.offer.title))
    give_up(block, place, by=by, now=now, because="", tell=False)
    new, moved = join(
        block, place.participation, meeting, by=by, now=now, by_hand=False, because=""
    )
    _refuse_unless_seated(new)
    return [*moved, *move_up_and_tell(block, by=by, now=now)]


def _refuse_unless_seated(new: Signup) -> None:
    """Refuse when somebody would only stand in line; then all stays as it was."""
    if new.state not in SEATED:
        title = new.meeting.offer.title
        raise Refused(_("‘{title}’ is vol. Er is niets veranderd.").format(title=title))


def has_begun(meeting: Meeting, *, now: datetime) -> bool:
    """Say whether a place is past giving back: the term that stands in the letter."""
    return meeting.starts is not None and meeting.starts <= now


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
            give_up(block, row, by=by, now=now, because=because)
        elif row.state == SignupState.WAITLISTED:
            step_out(block, row, by=by, now=now)
    return move_up_and_tell(block, by=by, now=now)


@write_transaction()
def leave_queue(signup: Signup, *, by: Person, now: datetime) -> Signup:
    """Step off the waiting list. Who has got the place meanwhile keeps it."""
    block = lock_block(signup.participation.round, signup.meeting_id)
    lock_people(block, signup.participation_id)
    signup.refresh_from_db(fields=["state"])
    if signup.state == SignupState.WAITLISTED:
        refuse_unless(block.round, Deed.CANCEL_PLACE)
        step_out(block, signup, by=by, now=now)
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
        give_up(block, seat, by=by, now=now, because=because, tell=tell)
    moved = []
    for meeting in joining:
        new, others = join(
            block, participation, meeting, by=by, now=now, by_hand=True, because=because
        )
        _refuse_unless_seated(new)
        moved += others
    return [*moved, *move_up_and_tell(block, by=by, now=now)]


@write_transaction()
def let_move_up(meeting: Meeting, *, by: Person | None, now: datetime) -> list[Signup]:
    """Let the waiting list fill seats that were added to a meeting."""
    block = lock_block(meeting.offer.round, meeting.pk)
    if not block.round.allows(Deed.TAKE_PLACE):
        return []
    lock_people(block)
    return move_up_and_tell(block, by=by, now=now)


def fill_added_seats(*, now: datetime) -> list[Signup]:
    """Let the waiting lists move up wherever a coordinator added seats; the worker does this.

    Offers lie below this room, so changing the seats of a meeting cannot call it.
    """
    waited_for = Meeting.objects.on().filter(
        taken__lt=F("seats"),
        signups__state=SignupState.WAITLISTED,
        offer__round__state__in=[State.CONFIRMED, State.RUNNING],
    )
    moved = []
    for meeting in waited_for.distinct().select_related("offer__round").order_by("pk"):
        if not meeting.places_left(meeting.offer.round):
            continue  # what is left is kept for the door
        moved += let_move_up(meeting, by=None, now=now)
    return moved
