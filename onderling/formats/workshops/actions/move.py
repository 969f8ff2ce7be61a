"""Move a round to another date: its tasks, its phases and the parts of its day."""

from datetime import date, datetime

from onderling.base.transactions import write_transaction
from onderling.offers.actions.day import change_slot
from onderling.people.models import Person
from onderling.rounds.actions import Move, move_date
from onderling.rounds.models import Round
from onderling.rounds.rules import moved


@write_transaction()
def move_round(
    round: Round, starts_on: date, *, by: Person | None, now: datetime
) -> list[Move]:
    """Move everything that hangs on the date, in one go; return the tasks that moved along.

    The parts of the day keep their time on the clock, also when summer begins in between.
    Where people have a place already, `change_slot` refuses and nothing moves.
    """
    days = (starts_on - round.starts_on).days
    tasks = move_date(round, starts_on, by=by, now=now)
    for slot in round.slots.all():
        change_slot(
            slot,
            starts=moved(slot.starts, days, round.zone),
            ends=moved(slot.ends, days, round.zone),
            by=by,
            now=now,
        )
    return tasks
