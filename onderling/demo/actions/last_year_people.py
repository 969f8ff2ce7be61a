"""Who were at the study day of a year ago: invited, in one of its workshops, there or not."""

from datetime import datetime, timedelta
from random import Random

from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR
from onderling.demo.actions.lists import rows_of
from onderling.demo.actions.network import bonds_of, person
from onderling.demo.models import Example
from onderling.offers.models import Giving, Meeting
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.attendance import note_missed
from onderling.signups.actions.participations import take_part
from onderling.signups.actions.seats import seat_run
from onderling.signups.models import AllocationRun, Match, Participation, Signup
from onderling.signups.rules import SignupState

ALWAYS = {"p-028", "p-205", "p-004", "p-007"}  # who plays a part was there
COMES, STAYS_AWAY, THERE = 0.72, 0.10, 0.88
RANKS = (1, 1, 1, 1, 2, 2, 3, None)  # which wish people got, by lot


@write_transaction()
def come_together(
    example: Example, of: Round, meetings: list[Meeting], *, now: datetime
) -> None:
    """Let 214 people be invited, most of them come, and most of those be ticked at a door."""
    lot = Random("vorig jaar")  # noqa: S311 -- the same people every time
    karin = person(example, COORDINATOR)
    bonds = bonds_of(example)
    codes = sorted({row["persoon_id"] for row in rows_of("studiedag_voorkeuren")})
    asked = now - timedelta(weeks=8)
    giving = set(Giving.objects.filter(meeting__in=meetings).values_list("person", flat=True))
    sitting = []
    for code in codes:
        bond = bonds[code]
        given = bond.person_id in giving
        state = _state(lot, always=given or code in ALWAYS)
        one = take_part(
            of,
            bond.person,
            affiliation=bond,
            code=code,
            source="lijst",
            state=state,
            by=karin,
            now=asked,
        )
        if state == Participation.State.COMING and not given:
            sitting.append(one)
    _seat(of, sitting, meetings, lot, by=karin, now=now)
    there = [
        pk
        for pk, code in Signup.objects.seated()
        .filter(meeting__in=meetings)
        .order_by("pk")
        .values_list("pk", "participation__code")
        if code in ALWAYS or lot.random() < THERE
    ]
    Signup.objects.filter(pk__in=there).update(state=SignupState.ATTENDED)
    note_missed(of, of.starts_on, by=karin, now=now + timedelta(hours=6))


def _state(lot: Random, *, always: bool) -> Participation.State:
    drawn = lot.random()
    if always or drawn < COMES:
        return Participation.State.COMING
    away = drawn < COMES + STAYS_AWAY
    return Participation.State.NOT_COMING if away else Participation.State.INVITED


def _seat(  # noqa: PLR0913 -- whom, where, by lot, when
    of: Round,
    people: list[Participation],
    meetings: list[Meeting],
    lot: Random,
    *,
    by: Person,
    now: datetime,
) -> None:
    """Put people in workshops with room, as if a run had; nobody is written to."""
    at = now - timedelta(weeks=3)
    run = AllocationRun.objects.create(
        round=of,
        state=AllocationRun.State.PUBLISHED,
        seed=of.seed,
        queued=at,
        published=at,
        by=by,
    )
    room = {meeting.pk: meeting.seats for meeting in meetings}
    matches = []
    for one in people:
        free = [meeting for meeting in meetings if room[meeting.pk]]
        where = lot.choice(free)
        room[where.pk] -= 1
        rank = lot.choice(RANKS)
        matches.append(
            Match(
                run=run,
                participation=one,
                meeting=where,
                kind="wish" if rank else "anywhere",
                rank=rank,
            )
        )
    Match.objects.bulk_create(matches)
    seat_run(run, by=by, now=at)
