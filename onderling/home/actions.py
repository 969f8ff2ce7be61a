"""Put back what a line of the log book says was changed (X-4)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.models import AuditLine
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds.actions import (
    change_calendar_line,
    change_round,
    mark_line,
    remove_phase,
    set_phase,
)
from onderling.rounds.models import CalendarLine, Phase, Round

Values = dict[str, Any]


@write_transaction()
def put_back(line: AuditLine, round: Round, *, by: Person, now: datetime) -> None:
    """Give everything that this line changed its old value, by the deed that changed it.

    Refused when the same thing was changed again since: what came later would be lost.
    """
    Round.objects.lock(round.pk)
    if not can_be_put_back(line):
        raise Refused(_("Dit kunt u hier niet terugzetten."))
    later = AuditLine.objects.filter(object_ref=line.object_ref, pk__gt=line.pk)
    if later.filter(deed__in=BACK).exists():
        raise Refused(_("Dit is daarna nog eens veranderd. Zet eerst het laatste terug."))
    BACK[line.deed](line, round, by, now)


def can_be_put_back(line: AuditLine) -> bool:
    """Say whether this line has old values, and a deed that takes them."""
    return line.deed in BACK and hasattr(line, "detail")


def _round(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    old = dict(line.detail.old)
    if "ends_on" in old:
        old["ends_on"] = date.fromisoformat(old["ends_on"])
    change_round(round, by=by, now=now, **old)


def _phase(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    old = dict(line.detail.old)
    phase = Phase.objects.filter(pk=_key(line), round=round).first()
    kind = old.pop("kind", phase.kind if phase else "")
    if not kind:
        raise Refused(_("Deze fase is er niet meer."))
    if not old and phase:  # the line is of a new phase
        remove_phase(phase, by=by, now=now)
        return
    days = {name: date.fromisoformat(old[name]) for name in ("first_day", "last_day")}
    set_phase(round, kind, label=old["label"], by=by, now=now, **days)


def _task(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    task = _task_of(line, round)
    now_so = {"offset": task.offset, "who": task.who, "what": task.what}
    change_calendar_line(task, by=by, now=now, **{**now_so, **line.detail.old})


def _mark(line: AuditLine, round: Round, by: Person, now: datetime) -> None:
    task, state = _task_of(line, round), line.detail.old["state"]
    again = _("teruggezet") if state == CalendarLine.State.SKIPPED else ""
    mark_line(task, state, because=task.because or again, by=by, now=now)


def _task_of(line: AuditLine, round: Round) -> CalendarLine:
    task = round.calendar.filter(pk=_key(line)).first()
    if task is None:
        raise Refused(_("Deze taak is er niet meer."))
    return task


def _key(line: AuditLine) -> int:
    return int(line.object_ref.rpartition(":")[2])


BACK: dict[str, Callable[[AuditLine, Round, Person, datetime], None]] = {
    "change_round": _round,
    "set_phase": _phase,
    "remove_phase": _phase,
    "change_calendar_line": _task,
    "mark_line": _mark,
}
