"""Who sits and who stands in line, under the locks. Only the deeds beside this file use it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.offers.models import Giving, Meeting, Offer
from onderling.offers.queries.audience import is_shut
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.queries import partners_of
from onderling.rounds.rules import Audience, Partners
from onderling.signups.models import Pair, Participation, Signup
from onderling.signups.rules import (
    SEATED,
    Known,
    SignupState,
    Stretch,
    Waiting,
    block_of,
    has_seat,
    next_in_line,
    share_a_moment,
)

AT_DOOR = "door"  # how somebody came by a seat


def stretches_of(round_: Round) -> dict[int, Stretch]:
    """When each meeting of the round is. One that was called off is at no time."""
    rows = (
        Meeting.objects.on()
        .filter(offer__round=round_, slot__isnull=False)
        .values_list("pk", "offer", "slot__starts", "slot__ends", "last_slot__ends")
    )
    return {
        pk: Stretch(pk, offer, starts, last_ends or ends)
        for pk, offer, starts, ends, last_ends in rows
    }


@dataclass
class Block:
    """Meetings that hang together in time, locked, with the people who may be concerned."""

    round: Round
    stretches: dict[int, Stretch]
    meetings: dict[int, Meeting]
    seats: dict[int, list[Signup]] = field(default_factory=dict)
    line: dict[int, list[Signup]] = field(default_factory=dict)
    ended: dict[tuple[int, int], Signup] = field(default_factory=dict)
    giving: dict[int, list[int]] = field(default_factory=dict)
    together: set[int] = field(default_factory=set)
    apart: dict[int, set[int]] = field(default_factory=dict)
    known: dict[tuple[int, int], Known] = field(default_factory=dict)
    partners: Partners | None = None  # read when a workshop is not for everyone

    def row_of(self, participation: int, meeting: int) -> Signup | None:
        """The place or turn somebody has in this meeting, else the one they had."""
        for row in [*self.seats.get(participation, []), *self.line.get(meeting, [])]:
            if (row.participation_id, row.meeting_id) == (participation, meeting):
                return row
        return self.ended.get((participation, meeting))

    def is_shut(self, offer: Offer, who: Participation) -> bool:
        """Say whether this workshop is not for people of their organisation (S3a-3)."""
        if offer.audience == Audience.EVERYONE:
            return False
        if self.partners is None:
            self.partners = partners_of(self.round)
        return is_shut(offer, who.organisation_id, self.partners)

    def overlapping(self, participation: int, meeting: int) -> list[Signup]:
        """The seats somebody holds at the time of this meeting."""
        here = self.stretches.get(meeting)
        return [
            seat
            for seat in self.seats.get(participation, [])
            if here
            and (there := self.stretches.get(seat.meeting_id))
            and share_a_moment(here, there)
        ]

    def same_offer(self, participation: int, meeting: int) -> Signup | None:
        """The seat somebody already has in another meeting of the same offer."""
        offer = self.meetings[meeting].offer_id
        return next(
            (
                seat
                for seat in self.seats.get(participation, [])
                if seat.meeting_id != meeting and seat.meeting.offer_id == offer
            ),
            None,
        )

    def gives_then(self, participation: Participation, meeting: int) -> bool:
        """Say whether this person gives a workshop at that time, this one included."""
        here = self.stretches.get(meeting)
        return any(
            given == meeting or (here and there and share_a_moment(here, there))
            for given in self.giving.get(participation.person_id, ())
            for there in [self.stretches.get(given)]
        )

    def kept_apart(self, participation: int, meeting: int) -> bool:
        """Say whether somebody sits there who must not be with this person."""
        others = self.apart.get(participation, set())
        return any(seat.meeting_id == meeting for o in others for seat in self.seats.get(o, []))

    def has_room(self, meeting: int) -> bool:
        """Whether somebody can sign up here; what is kept for the door is no room."""
        row = self.meetings[meeting]
        kept = row.for_door(self.round)
        return has_seat(seats=row.seats - kept, taken=row.taken)


# Why this cannot deadlock: every deed takes its locks in one order, first meetings by ascending
# id, then participations by ascending id, and never takes a lock after that. The waiting list
# of a meeting changes only under that meeting's lock, so once the meetings are locked we know
# everybody who may move and can take all those locks at once. The locks leave the key alone,
# so that rows which only point here (wishes, audit) wait for nobody.
def lock_block(round_: Round, *meetings: int) -> Block:
    """Lock everything that a change in these meetings can set in motion."""
    stretches = stretches_of(round_)
    ids = {i for meeting in meetings for i in block_of(meeting, stretches.values())}
    locked = Meeting.objects.lock(*ids)
    round_.refresh_from_db(fields=["state"])  # a round may have closed while we waited
    return Block(round_, stretches, {meeting.pk: meeting for meeting in locked})


def lock_people(block: Block, *participations: int, freeing: Collection[int] = ()) -> None:
    """Lock these people and everybody who may move up; then read who sits where.

    `freeing` are the meetings in which a seat is about to come free. When nobody waits for a
    free seat nobody moves, and a rush need not wait for the whole waiting list.
    """
    waiting = Signup.objects.waiting()
    roomy = [pk for pk in block.meetings if pk in freeing or block.has_room(pk)]
    people = set(participations)
    if waiting.filter(meeting__in=roomy).exists():
        people |= set(
            waiting.filter(meeting__in=block.meetings).values_list("participation", flat=True)
        )
    held = {one.pk for one in Participation.objects.lock(*people)}
    if not held.issuperset(participations):  # two records became one while we waited
        raise Refused(_("Deze deelname bestaat niet meer. Open de pagina opnieuw."))
    _read_pairs(block, people)
    _read_rows(block, {*people, *block.apart})
    givings = Giving.objects.filter(meeting__offer__round=block.round)
    for person, meeting in givings.values_list("person", "meeting"):
        block.giving.setdefault(person, []).append(meeting)


def _read_pairs(block: Block, people: Collection[int]) -> None:
    pairs = Pair.objects.filter(Q(one__in=people) | Q(other__in=people))
    apart: dict[int, set[int]] = defaultdict(set)
    for kind, one, other in pairs.values_list("kind", "one", "other"):
        if kind == Pair.Kind.TOGETHER:
            block.together |= {one, other}
        elif kind == Pair.Kind.APART:
            apart[one].add(other)
            apart[other].add(one)
    block.apart = dict(apart)


def _read_rows(block: Block, people: Collection[int]) -> None:
    rows = Signup.objects.filter(participation__in=people)
    sort_rows(
        block,
        rows.select_related("meeting__offer", "participation__affiliation").order_by(
            "sequence"
        ),
    )


def sort_rows(block: Block, rows: Iterable[Signup]) -> None:
    """Lay the rows of people, in the order of arrival, where a deed looks for them."""
    for row in rows:
        if row.state in SEATED:
            block.seats.setdefault(row.participation_id, []).append(row)
        elif row.state == SignupState.CANCELLED:
            block.ended[row.participation_id, row.meeting_id] = row
        elif row.meeting_id in block.meetings:
            block.line.setdefault(row.meeting_id, []).append(row)


def count(meeting: int, change: int) -> None:
    # Added in SQL, never written as a total: only then does the check on `taken` also stop
    # someone who got in without the lock.
    if change:
        Meeting.objects.filter(pk=meeting).update(taken=F("taken") + change)


def count_door(block: Block, meeting: int, change: int) -> None:
    """Count who sits there by coming to the door: so many seats fewer are kept for it."""
    block.meetings[meeting].walked_in += change
    Meeting.objects.filter(pk=meeting).update(walked_in=F("walked_in") + change)


def vacate(block: Block, seat: Signup, *, now: datetime) -> None:
    """Take somebody off a seat. From here on the row is no longer the work of a run."""
    seat.state, seat.since, seat.run = SignupState.CANCELLED, now, None
    seat.save(update_fields=["state", "since", "run"])
    block.seats[seat.participation_id].remove(seat)
    block.meetings[seat.meeting_id].taken -= 1
    count(seat.meeting_id, -1)
    if seat.kind == AT_DOOR:
        count_door(block, seat.meeting_id, -1)


def move_up(
    block: Block, *, by: Person | None, now: datetime, newcomer: int = 0
) -> list[Signup]:
    """Seat whoever's turn it is, until no free seat is wanted; return them in order.

    Who holds a lesser place at that time gives it back, and that place passes on again. This
    ends: everybody who moves gets something better than they had. Newcomers queue here too,
    so nobody overtakes those who wait.
    """
    moved = []
    free = sorted(pk for pk in block.line if block.has_room(pk))
    while free:
        here = free.pop(0)
        while block.has_room(here) and (signup := _whose_turn(block, here)):
            for lesser in block.overlapping(signup.participation_id, here):
                vacate(block, lesser, now=now)
                audit.note(by, "pass_on", on=lesser, scope=block.round, now=now)
                free.append(lesser.meeting_id)
            sit_down(block, signup, now=now)
            if signup.pk != newcomer:
                audit.note(by, "move_up", on=signup, scope=block.round, now=now)
            moved.append(signup)
    return moved


def sit_down(block: Block, signup: Signup, *, now: datetime) -> None:
    """Give a seat to somebody who stands in the line of the block."""
    signup.state, signup.since, signup.run = SignupState.CONFIRMED, now, None
    signup.save(update_fields=["state", "since", "run"])
    block.line[signup.meeting_id].remove(signup)
    take(block, signup)


def take(block: Block, signup: Signup) -> None:
    """Count somebody who sits down from here on."""
    block.seats.setdefault(signup.participation_id, []).append(signup)
    block.meetings[signup.meeting_id].taken += 1
    count(signup.meeting_id, 1)


def _whose_turn(block: Block, meeting: int) -> Signup | None:
    line = {signup.pk: signup for signup in block.line.get(meeting, [])}
    turn = next_in_line(
        as_waiting(block, signup) for signup in line.values() if _may_sit(block, signup)
    )
    return line[turn.signup] if turn else None


def as_waiting(block: Block, signup: Signup) -> Waiting:
    """Somebody in line, with the best of what they hold at that time."""
    held = block.overlapping(signup.participation_id, signup.meeting_id)
    ranks = [seat.rank for seat in held if seat.rank is not None]
    return Waiting(
        signup.pk, signup.sequence, bool(held), signup.rank, min(ranks) if ranks else None
    )


def _may_sit(block: Block, signup: Signup) -> bool:
    person, here = signup.participation_id, signup.meeting_id
    if signup.participation.state == Participation.State.NOT_COMING:
        return False
    held = block.overlapping(person, here)
    if held and person in block.together:
        return False  # who must stay with somebody else does not leave them for a better wish
    if block.same_offer(person, here) or block.kept_apart(person, here):
        return False
    if block.is_shut(signup.meeting.offer, signup.participation):
        return False
    return not block.gives_then(signup.participation, here)
