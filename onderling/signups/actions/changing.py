"""Changing a meeting in which people have a place: they all hear it (X-139, X-76)."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.meetings import cancel_meeting, place_meeting
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.signups.actions.change_letters import begin_batch, tell_concerned, tell_giver
from onderling.signups.actions.concerned import (
    Change,
    Concerned,
    Plan,
    What,
    overlapping,
    plan_of,
)
from onderling.signups.actions.letters import when_and_where
from onderling.signups.actions.seat_rows import Block, lock_block, lock_people
from onderling.signups.actions.seat_steps import give_up, join, step_out
from onderling.signups.actions.seats import has_begun
from onderling.signups.models import Signup
from onderling.signups.rules import SEATED


@write_transaction()
def change_meeting(
    change: Change, *, because: str, seen: int | None, by: Person, now: datetime
) -> Plan:
    """Move a meeting, merge it or call it off, and tell everybody whom it concerns.

    Returns what happened to whom. Who cannot come along loses the place, and reads where there
    is still room. `seen` is the `sequence` of the meeting that the preview was about.
    """
    block = _locked(change)
    meeting = change.meeting
    refuse_stale(meeting, seen)
    if has_begun(meeting, now=now):
        raise Refused(
            _("‘{title}’ is al begonnen. Dat kan niet meer anders.").format(
                title=meeting.offer.title
            )
        )
    if change.what != What.MOVE and not because.strip():
        raise Refused(_("Schrijf op waarom. Wie een plek had, leest dat."))
    plan = plan_of(change)
    was = when_and_where(meeting, meeting.offer.round)
    people = [one.signup.participation_id for one in plan.people]
    lock_people(block, *people, freeing=[meeting.pk])
    for one in plan.people:
        if one.waits and change.what != What.MOVE:
            step_out(block, one.signup, by=by, now=now)
    plan = replace(
        plan, people=[_give(block, one, change, by=by, now=now) for one in plan.people]
    )
    _turn(change, because=because, by=by, now=now)
    if plan.total:
        batch = begin_batch(change, was=was, because=because.strip(), by=by, now=now)
        for one in plan.told:
            tell_concerned(one, batch)
        for giver in plan.givers:
            tell_giver(giver, batch)
    new = {"what": str(change.what), "told": plan.total, "lose": len(plan.lose)}
    audit.note(
        by,
        "tell_change",
        on=meeting,
        scope=meeting.offer.round,
        now=now,
        new=new,
        because=because.strip(),
    )
    return plan


def refuse_stale(meeting: Meeting, seen: int | None) -> None:
    """Refuse when the meeting changed since somebody looked at it."""
    if seen is not None and seen != meeting.sequence:
        raise Refused(
            _("‘{title}’ is intussen veranderd. Er is niets gedaan. Kijk opnieuw.").format(
                title=meeting.offer.title
            )
        )


def _locked(change: Change) -> Block:
    """Lock the meetings that this touches, and read the first one again."""
    meeting, round = change.meeting, change.meeting.offer.round
    ids = {meeting.pk}
    if change.other:
        ids.add(change.other.pk)
    if change.new_time and change.slot:
        ends = (change.last_slot or change.slot).ends
        ids |= set(overlapping(meeting, change.slot.starts, ends))
    block = lock_block(round, *ids)
    meeting.refresh_from_db(fields=["sequence", "state", "taken", "seats"])
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(
            _("‘{title}’ staat op ‘{state}’. Dit kan nu niet.").format(
                title=meeting.offer.title, state=meeting.get_state_display()
            )
        )
    if change.other:
        change.other.refresh_from_db(fields=["taken", "seats", "state", "slot"])
        if change.other.slot_id != meeting.slot_id or change.other.pk == meeting.pk:
            raise Refused(_("Samenvoegen kan alleen met een workshop op dezelfde tijd."))
        if change.other.state != Meeting.State.PLANNED:
            raise Refused(_("‘{title}’ gaat niet door.").format(title=change.other.offer.title))
    return block


def _give(
    block: Block, one: Concerned, change: Change, *, by: Person, now: datetime
) -> Concerned:
    """Take somebody along, or take their place; return what became of it."""
    if one.waits or (one.keeps and change.what == What.MOVE):
        return one
    give_up(block, one.signup, by=by, now=now, because=str(change.what), tell=False)
    if not one.keeps or change.other is None:
        return one
    try:
        new = _join(block, one, change.other, by=by, now=now)
    except Refused as refusal:
        return replace(one, keeps=False, why=str(refusal))
    if new.state not in SEATED:  # who stands in line there goes first
        step_out(block, new, by=by, now=now)
        return replace(one, keeps=False, why=_("er is geen plek meer"))
    return one


def _join(block: Block, one: Concerned, other: Meeting, *, by: Person, now: datetime) -> Signup:
    because = _("Samengevoegd: uw workshop gaat niet door.")
    signup, _others = join(
        block, one.who, other, by=by, now=now, by_hand=True, because=because, tell=False
    )
    return signup


def _turn(change: Change, *, because: str, by: Person, now: datetime) -> None:
    meeting = change.meeting
    if change.what != What.MOVE:
        cancel_meeting(meeting, because=because, by=by, now=now)
        return
    givers = [giving.person for giving in meeting.givings.select_related("person")]
    place_meeting(
        meeting,
        slot=change.slot,
        last_slot=change.last_slot,
        room=change.room,
        seats=meeting.seats,
        minimum=meeting.minimum,
        givers=givers,
        with_people=True,
        by=by,
        now=now,
    )
