"""Move a round to another date, and say beforehand what moves along."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds import rules
from onderling.rounds.models import CalendarLine, Round


@dataclass(frozen=True)
class Move:
    """A task of the calendar that goes along when the date moves."""

    line: CalendarLine
    before: date
    after: date


def moves_of(round: Round, starts_on: date) -> list[Move]:
    """List the tasks that would move along: those that are not done yet (X-57)."""
    moves = [
        Move(line, line.on, rules.on_day(line.offset, starts_on))
        for line in round.calendar.filter(state=CalendarLine.State.PLANNED)
    ]
    return [move for move in moves if move.before != move.after]


@write_transaction()
def move_date(round: Round, starts_on: date, *, by: Person | None, now: datetime) -> list[Move]:
    """Move a round to another date, and with it its open tasks and the phases still to end.

    Slots of the day belong to a room above; who moves the day moves those as well.
    """
    round = Round.objects.lock(round.pk)
    if round.state not in rules.MOVABLE:
        raise Refused(
            _("{round} is al begonnen of voorbij. De datum staat vast.").format(round=round)
        )
    days = (starts_on - round.starts_on).days
    if not days:
        return []
    moves = moves_of(round, starts_on)
    old = {"starts_on": str(round.starts_on), "ends_on": str(round.ends_on)}
    round.starts_on, round.ends_on = starts_on, round.ends_on + timedelta(days=days)
    round.save(update_fields=["starts_on", "ends_on"])
    for move in moves:
        CalendarLine.objects.filter(pk=move.line.pk).update(on=move.after)
    for phase in round.phases.filter(closes__gt=now):
        phase.opens = rules.moved(phase.opens, days, round.zone)
        phase.closes = rules.moved(phase.closes, days, round.zone)
        phase.save(update_fields=["opens", "closes"])
    new = {"starts_on": str(round.starts_on), "ends_on": str(round.ends_on)}
    audit.note(by, "move_date", on=round, now=now, old=old, new=new)
    return moves
