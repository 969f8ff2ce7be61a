"""The tasks of a round: add one, change it, tick it off."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds import rules
from onderling.rounds.models import CalendarLine, Round


@write_transaction()
def add_calendar_line(  # noqa: PLR0913  # as above
    round: Round,
    *,
    offset: str,
    who: str,
    what: str,
    now: datetime,
    kind: str = "",
    by: Person | None = None,
) -> CalendarLine:
    """Add a task to the calendar, so many weeks or days from the date (X-57)."""
    line = CalendarLine.objects.create(
        round=round, offset=offset, on=_day_of(offset, round), who=who, what=what, kind=kind
    )
    new = {"offset": offset, "what": what}
    audit.note(by, "add_calendar_line", on=line, scope=round, now=now, new=new)
    return line


@write_transaction()
def change_calendar_line(  # noqa: PLR0913  # as above
    line: CalendarLine, *, offset: str, who: str, what: str, by: Person | None, now: datetime
) -> CalendarLine:
    """Change when, who or what of a task."""
    old = {"offset": line.offset, "who": line.who, "what": line.what}
    line.offset, line.who, line.what = offset, who, what
    line.on = _day_of(offset, line.round)
    line.save(update_fields=["offset", "who", "what", "on"])
    new = {"offset": offset, "who": who, "what": what}
    if old != new:
        audit.note(
            by, "change_calendar_line", on=line, scope=line.round, now=now, old=old, new=new
        )
    return line


@write_transaction()
def mark_line(
    line: CalendarLine, state: str, *, because: str = "", by: Person | None, now: datetime
) -> CalendarLine:
    """Tick a task off, skip it with a reason, or put it back."""
    if state == CalendarLine.State.SKIPPED and not because.strip():
        raise Refused(_("Schrijf op waarom u deze taak overslaat."))
    old = line.state
    line.state, line.because = state, because.strip()
    line.save(update_fields=["state", "because"])
    if old != state:
        audit.note(
            by,
            "mark_line",
            on=line,
            scope=line.round,
            now=now,
            old={"state": old},
            new={"state": str(state)},
            because=line.because,
        )
    return line


def _day_of(offset: str, round: Round) -> date:
    try:
        return rules.on_day(offset, round.starts_on)
    except ValueError:
        raise Refused(
            _(
                "‘{offset}’ is geen moment. Schrijf bijvoorbeeld ‘T-3 weken’ of ‘T+2 dagen’."
            ).format(offset=offset)
        ) from None
