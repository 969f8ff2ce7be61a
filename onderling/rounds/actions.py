"""Deeds with rounds: begin one, change its state, its phases, its calendar, its date."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds import rules
from onderling.rounds.models import CalendarLine, Phase, Programme, Round

SEED_DIGITS = 8
CHANGEABLE = frozenset(
    "name theme intro venue travel contact_name contact_phone contact_hours ends_on".split()  # noqa: SIM905  # a list of words reads better
)


@write_transaction()
def make_round(  # noqa: PLR0913  # a round has this many sides; all but one are by keyword
    programme: Programme,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    contact_name: str,
    contact_phone: str,
    by: Person | None,
    now: datetime,
    seed: str = "",
    **fields: Any,
) -> Round:
    """Begin a round, as a draft. Its lottery number is drawn and announced here and now.

    Nobody can wait for a number that suits: it stands before the first wish.
    """
    if ends_on < starts_on:
        raise Refused(_("De laatste dag ligt voor de eerste dag."))
    made = Round.objects.create(
        programme=programme,
        name=name,
        slug=_free_slug(name),
        starts_on=starts_on,
        ends_on=ends_on,
        contact_name=contact_name,
        contact_phone=contact_phone,
        seed=seed or f"{secrets.randbelow(10**SEED_DIGITS):0{SEED_DIGITS}}",
        seed_since=now,
        **fields,
    )
    new = {"name": name, "starts_on": str(starts_on), "seed": made.seed}
    audit.note(by, "make_round", on=made, now=now, new=new)
    return made


@write_transaction()
def change_round(round: Round, *, by: Person | None, now: datetime, **fields: Any) -> Round:
    """Change what a round says about itself. Dates of phases and the day have own deeds."""
    if strange := set(fields) - CHANGEABLE:
        raise TypeError(f"not to be changed here: {sorted(strange)}")
    round = Round.objects.lock(round.pk)
    old = {name: str(getattr(round, name)) for name in fields}
    new = {name: str(value) for name, value in fields.items()}
    changed = [name for name in fields if old[name] != new[name]]
    for name in changed:
        setattr(round, name, fields[name])
    if round.ends_on < round.starts_on:
        raise Refused(_("De laatste dag ligt voor de eerste dag."))
    if changed:
        round.save(update_fields=changed)
        audit.note(
            by,
            "change_round",
            on=round,
            now=now,
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )
    return round


@write_transaction()
def change_state(round: Round, state: str, *, by: Person | None, now: datetime) -> Round:
    """Take a round one step further, or one step back. The same step twice is one step."""
    round = Round.objects.lock(round.pk)
    if round.state == state:
        return round
    if not rules.may_become(round.state, state):
        raise Refused(
            _("{round} staat op “{state}”. Deze stap kan nu niet.").format(
                round=round, state=round.get_state_display()
            )
        )
    old, round.state = round.state, str(state)
    round.save(update_fields=["state"])
    audit.note(
        by, "change_state", on=round, now=now, old={"state": old}, new={"state": str(state)}
    )
    return round


@write_transaction()
def set_phase(  # noqa: PLR0913  # as above
    round: Round,
    kind: str,
    *,
    label: str,
    first_day: date,
    last_day: date,
    by: Person | None,
    now: datetime,
) -> Phase:
    """Say from which day up to and including which day one kind of thing happens (S4-11)."""
    if last_day < first_day:
        raise Refused(_("{label}: de laatste dag ligt voor de eerste dag.").format(label=label))
    before = round.phases.filter(kind=kind).first()
    phase, _made = Phase.objects.update_or_create(
        round=round,
        kind=kind,
        defaults={
            "label": label,
            "opens": rules.start_of(first_day, round.zone),
            "closes": rules.end_of(last_day, round.zone),
        },
    )
    old, new = _told(before, round.zone), _told(phase, round.zone)
    if old != new:
        audit.note(by, "set_phase", on=phase, scope=round, now=now, old=old, new=new)
    return phase


@write_transaction()
def remove_phase(phase: Phase, *, by: Person | None, now: datetime) -> None:
    """Take a phase out of a round."""
    round = phase.round
    audit.note(by, "remove_phase", on=phase, scope=round, now=now, old=_told(phase, round.zone))
    phase.delete()


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


def _day_of(offset: str, round: Round) -> date:
    try:
        return rules.on_day(offset, round.starts_on)
    except ValueError:
        raise Refused(
            _(
                "“{offset}” is geen moment. Schrijf bijvoorbeeld “T-3 weken” of “T+2 dagen”."
            ).format(offset=offset)
        ) from None


def _told(phase: Phase | None, zone: str) -> dict[str, str]:
    if phase is None:
        return {}
    return {
        "label": phase.label,
        "first_day": str(rules.first_day_of(phase.opens, zone)),
        "last_day": str(rules.last_day_of(phase.closes, zone)),
    }


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "ronde"
    taken = set(Round.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [base, *numbered] if slug not in taken)
