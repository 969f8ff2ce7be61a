"""One newcomer in one meeting: what must be known of both, and when nobody else can move."""

from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.prepared import prepared
from onderling.offers.models import Giving, Meeting
from onderling.signups.actions.seat_rows import Block, sort_rows
from onderling.signups.models import Absence, Pair, Participation, Signup, Wish
from onderling.signups.rules import Known, Opinion, SignupState, Stretch


class OthersMay(Exception):
    """Others may move because of this newcomer: lock all that hangs together in time."""


def known_of(participation: Participation, meeting: Meeting) -> Known:
    """Ask this after the locks: what others wrote while we waited for those counts too."""
    told = _told(who=participation.pk, person=participation.person_id, where=meeting.pk)
    return Known(*told[0])


def lock_newcomer(participation: Participation, meeting: Meeting) -> Block:
    """Lock one meeting and one person; raises OthersMay when that is not enough.

    A newcomer sets nobody in motion as long as nobody waits for a free seat there. So in a
    rush people wait only for who wants the same workshop, and all others are left unread.
    """
    locked = Meeting.objects.lock(meeting.pk)
    if not locked or _time_of(locked[0]) != _time_of(meeting):
        raise OthersMay  # moved while we waited
    if not Participation.objects.lock(participation.pk):
        raise Refused(_("Deze deelname bestaat niet meer. Open de pagina opnieuw."))
    known = known_of(participation, meeting)
    block = Block(participation.round, {}, {meeting.pk: locked[0]})
    if known.pairs or (known.waiting and block.has_room(meeting.pk)):
        raise OthersMay
    block.round.state = known.round_state
    block.known[participation.pk, meeting.pk] = known
    locked[0].slot, locked[0].last_slot = meeting.slot, meeting.last_slot
    _note_time(block, locked[0])
    if known.rows:
        own = _rows(who=participation.pk)
        sort_rows(block, own)
        for row in own:
            _note_time(block, row.meeting)
    if known.gives:
        givings = _givings(person=participation.person_id, round=block.round.pk)
        block.giving[participation.person_id] = [giving.meeting_id for giving in givings]
        for giving in givings:
            _note_time(block, giving.meeting)
    return block


def _time_of(meeting: Meeting) -> tuple[int | None, int | None]:
    return meeting.slot_id, meeting.last_slot_id


def _note_time(block: Block, meeting: Meeting) -> None:
    """Note when a meeting is. One that was called off is at no time."""
    starts, ends = meeting.starts, meeting.ends
    if starts and ends and meeting.state != Meeting.State.CANCELLED:
        block.stretches[meeting.pk] = Stretch(meeting.pk, meeting.offer_id, starts, ends)


@prepared
def _rows(who: int) -> QuerySet[Signup]:
    rows = Signup.objects.filter(participation=who).order_by("sequence")
    return rows.select_related("meeting__offer", "meeting__slot", "meeting__last_slot")


@prepared
def _givings(person: int, round: int) -> QuerySet[Giving]:
    givings = Giving.objects.filter(person=person, meeting__offer__round=round)
    return givings.select_related("meeting__slot", "meeting__last_slot")


@prepared
def _told(who: int, person: int, where: int) -> "QuerySet[Meeting, tuple[Any, ...]]":
    here = Signup.objects.filter(meeting=where).order_by()
    last = here.values("meeting").annotate(last=Max("sequence")).values("last")
    wish = Wish.objects.filter(participation=who, meeting=where, opinion=Opinion.RANKED)
    ends = Coalesce(OuterRef("last_slot__ends"), OuterRef("slot__ends"))
    away = Absence.objects.filter(
        participation=who, slot__starts__lt=ends, slot__ends__gt=OuterRef("slot__starts")
    )
    givings = Giving.objects.filter(
        person=person, meeting__offer__round=OuterRef("offer__round")
    )
    return (
        Meeting.objects.filter(pk=where)
        .order_by()
        .values_list(
            F("offer__round__state"),
            Coalesce(Subquery(last), 0),
            Exists(here.filter(state=SignupState.WAITLISTED)),
            Subquery(wish.order_by().values("rank")[:1]),
            Exists(away),
            Exists(Signup.objects.filter(participation=who)),
            Exists(Pair.objects.filter(Q(one=who) | Q(other=who))),
            Exists(givings),
        )
    )
