"""From a run to seats and waiting lists in one go, and back. Used by publish and undo."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.matching.rules.lottery import seat_number
from onderling.offers.models import Meeting
from onderling.people.models import Person
from onderling.signups.actions.seat_rows import Block, count, lock_block, lock_people, move_up
from onderling.signups.models import AllocationRun, Match, Participation, Reason, Signup, Wish
from onderling.signups.queries import doors_of
from onderling.signups.rules import SEATED, Opinion, SignupState

# The reasons that a free seat would undo. Who missed a wish by overlap or by a meeting that
# was called off does not wait for it.
WAITS = ("full", "lottery")


@dataclass(frozen=True)
class Seating:
    """What became of a run: seats given, turns in line, and the matches that no longer fit."""

    seated: list[Signup]
    waiting: list[Signup]
    left_out: list[Match]


@write_transaction()
def seat_run(run: AllocationRun, *, by: Person, now: datetime) -> Seating:
    """Turn the matches of a run into seats, and missed wishes into turns on waiting lists.

    What people did since stands: who is not coming gets nothing, who gave a place back does
    not get it again, and a place made by hand beats a match at the same time.
    """
    block = _lock_whole_round(run)
    rows = {(s.participation_id, s.meeting_id): s for s in _rows_of(run)}
    sequence = Counter[int]()
    for kept in rows.values():
        sequence[kept.meeting_id] = max(sequence[kept.meeting_id], kept.sequence)
    fresh: list[Signup] = []
    left_out: list[Match] = []
    doors = doors_of(run.round)
    for match in run.matches.select_related("participation__affiliation").order_by("pk"):
        if match.meeting_id in block.meetings:  # read already, under the lock
            match.meeting = block.meetings[match.meeting_id]
        row = rows.get((match.participation_id, match.meeting_id))
        if row and row.state in SEATED:
            continue
        shut = doors.shut_to(match.participation.organisation_id)
        if row or match.meeting_id in shut or not _still_fits(block, match):
            left_out.append(match)
            continue
        sequence[match.meeting_id] += 1
        seat = _seat_of(match, sequence[match.meeting_id], now=now)
        block.seats.setdefault(match.participation_id, []).append(seat)
        block.meetings[match.meeting_id].taken += 1
        fresh.append(seat)
    seated = Signup.objects.bulk_create(fresh, batch_size=500)
    for meeting, number in Counter(seat.meeting_id for seat in seated).items():
        count(meeting, number)
    waiting = _line_up(run, block, sequence, rows, now=now)
    if left_out:  # seats that a match leaves free are for who waits, at once
        lock_people(block, freeing=list(block.meetings))
        move_up(block, by=by, now=now)
    new = {"seats": len(seated), "waiting": len(waiting), "left_out": len(left_out)}
    audit.note(by, "seat_run", on=run, scope=run.round, now=now, new=new)
    return Seating(seated, waiting, left_out)


@write_transaction()
def unseat_run(run: AllocationRun, *, by: Person, now: datetime) -> list[Signup]:
    """Take back the seats and turns of a run; return the rows that people changed since.

    A row carries its run only as long as nobody touched it, so those stay as they are.
    """
    _lock_whole_round(run)
    untouched = Signup.objects.filter(run=run)
    for meeting, number in Counter(
        untouched.filter(state__in=SEATED).values_list("meeting", flat=True)
    ).items():
        count(meeting, -number)
    gone, _by_model = untouched.delete()
    kept = _rows_of(run)
    new = {"taken_back": gone, "kept": len(kept)}
    audit.note(by, "unseat_run", on=run, scope=run.round, now=now, new=new)
    return kept


def _lock_whole_round(run: AllocationRun) -> Block:
    meetings = Meeting.objects.filter(offer__round=run.round).values_list("pk", flat=True)
    block = lock_block(run.round, *meetings)
    people = run.round.participations.values_list("pk", flat=True)
    lock_people(block, *people)
    return block


def _rows_of(run: AllocationRun) -> list[Signup]:
    return list(
        Signup.objects.filter(participation__round=run.round)
        .select_related("participation__person", "meeting__offer", "meeting__slot")
        .order_by("meeting", "sequence")
    )


def _still_fits(block: Block, match: Match) -> bool:
    who, where = match.participation, match.meeting_id
    return (
        where in block.stretches
        and who.state != Participation.State.NOT_COMING
        and block.has_room(where)
        and not block.overlapping(who.pk, where)
        and not block.gives_then(who, where)
    )


def _seat_of(match: Match, sequence: int, *, now: datetime) -> Signup:
    return Signup(
        participation=match.participation,
        meeting=match.meeting,
        state=SignupState.CONFIRMED,
        sequence=sequence,
        kind=match.kind,
        rank=match.rank,
        run=match.run,
        by_hand=match.by_hand,
        because=match.because,
        since=now,
    )


def _line_up(
    run: AllocationRun,
    block: Block,
    sequence: Counter[int],
    rows: Collection[tuple[int, int]],
    *,
    now: datetime,
) -> list[Signup]:
    """Put people on the waiting list of every wish they missed because it was full."""
    missed = run.reasons.filter(because__in=WAITS).select_related("participation")
    ranks = {
        (participation, meeting): rank
        for participation, meeting, rank in Wish.objects.filter(
            participation__round=run.round, opinion=Opinion.RANKED
        ).values_list("participation", "meeting", "rank")
    }
    line: dict[int, list[tuple[int, int, Reason]]] = defaultdict(list)
    for reason in missed:
        pair = (reason.participation_id, reason.meeting_id)
        rank = ranks.get(pair)
        if rank is None or pair in rows or not _may_wait(block, reason):
            continue
        line[reason.meeting_id].append((rank, -_lot(run, reason), reason))
    turns = []
    for meeting, people in line.items():
        people.sort(key=lambda turn: (turn[0], turn[1], turn[2].participation_id))
        for rank, _lottery, reason in people:
            sequence[meeting] += 1
            turns.append(
                Signup(
                    participation=reason.participation,
                    meeting_id=meeting,
                    state=SignupState.WAITLISTED,
                    sequence=sequence[meeting],
                    kind="wish",
                    rank=rank,
                    run=run,
                    since=now,
                )
            )
    return Signup.objects.bulk_create(turns, batch_size=500)


def _may_wait(block: Block, reason: Reason) -> bool:
    who, where = reason.participation, reason.meeting_id
    return (
        where in block.stretches
        and who.state != Participation.State.NOT_COMING
        and not block.same_offer(who.pk, where)
        and not block.gives_then(who, where)
    )


def _lot(run: AllocationRun, reason: Reason) -> int:
    """The number somebody drew for this meeting: the run's own, else from the same seed."""
    drawn = reason.numbers.get("lot")
    if isinstance(drawn, int):
        return drawn
    return seat_number(run.seed, str(reason.participation_id), str(reason.meeting_id))
