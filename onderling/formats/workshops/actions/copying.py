"""Begin this year’s round from last year’s: everything but the people (X-67, S0-6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onderling.base.audit import ref
from onderling.base.transactions import write_transaction
from onderling.mail.models import OwnText
from onderling.offers.actions.copying import copy_offers, offers_to_copy
from onderling.offers.actions.day import add_room, add_slot
from onderling.people.actions.roles import grant
from onderling.people.models import Person
from onderling.people.rules import Role, Scope
from onderling.rounds.actions import add_calendar_line, make_round, set_phase
from onderling.rounds.models import Round
from onderling.rounds.rules import first_day_of, last_day_of, moved, next_window, window_in
from onderling.signups.models import ChoiceRule

SAID = (
    *("theme", "intro", "venue", "travel", "contact_hours", "zone", "preset", "format"),
    *("walk_ins", "colour", "audience", "window", "formality"),
)


@dataclass(frozen=True)
class Contents:
    """How much goes along, so that the page can say it before anything happens."""

    phases: int
    tasks: int
    slots: int
    rooms: int
    texts: int
    offers: int


def contents_of(old: Round) -> Contents:
    """Count what a copy of this round would hold."""
    return Contents(
        phases=old.phases.count(),
        tasks=old.calendar.count(),
        slots=old.slots.count(),
        rooms=old.rooms.count(),
        texts=OwnText.objects.filter(scope_ref=ref(old)).count(),
        offers=offers_to_copy(old).count(),
    )


def proposed(old: Round, today: date) -> date | None:
    """The first day of the next edition, by the rule of the series; None without one."""
    if not old.window:
        return None
    return next_window(window_in(old.window), max(today, old.starts_on))[0]


@write_transaction()
def copy_round(  # noqa: PLR0913 -- from what, into what, by whom; all by keyword
    old: Round, *, name: str, starts_on: date, with_offers: bool, by: Person, now: datetime
) -> Round:
    """Make the next edition: settings, phases, calendar, day, rooms, texts and rule of choice.

    Dates keep their distance to the day. Nobody takes part yet: people are asked every year.
    """
    days = (starts_on - old.starts_on).days
    made = make_round(
        old.programme,
        name=name,
        starts_on=starts_on,
        ends_on=old.ends_on + timedelta(days=days),
        contact_name=old.contact_name,
        contact_phone=old.contact_phone,
        by=by,
        now=now,
        **{field: getattr(old, field) for field in SAID},
    )
    made.partners.set(old.partners.all())
    grant(by, Role.COORDINATOR, scope=Scope.ROUND, scope_id=made.pk, by=None, now=now)
    _copy_rule(old, made)
    _copy_time(old, made, timedelta(days=days), by=by, now=now)
    _copy_day(old, made, days, by=by, now=now)
    for text in OwnText.objects.filter(scope_ref=ref(old)):
        text.pk, text.scope_ref, text.changed = None, ref(made), now
        text.save(force_insert=True)
    if with_offers:
        copy_offers(offers_to_copy(old), into=made, by=by, now=now)
    return made


def _copy_rule(old: Round, made: Round) -> None:
    rule = ChoiceRule.objects.filter(round=old).first()
    if rule:
        rule.pk, rule.round = None, made
        rule.save(force_insert=True)


def _copy_time(
    old: Round, made: Round, by_days: timedelta, *, by: Person, now: datetime
) -> None:
    for phase in old.phases.all():
        set_phase(
            made,
            phase.kind,
            label=phase.label,
            first_day=first_day_of(phase.opens, old.zone) + by_days,
            last_day=last_day_of(phase.closes, old.zone) + by_days,
            by=by,
            now=now,
        )
    for line in old.calendar.all():
        add_calendar_line(
            made,
            offset=line.offset,
            who=line.who,
            what=line.what,
            kind=line.kind,
            by=by,
            now=now,
        )


def _copy_day(old: Round, made: Round, days: int, *, by: Person, now: datetime) -> None:
    for slot in old.slots.all():
        add_slot(
            made,
            label=slot.label,
            kind=slot.kind,
            number=slot.number,
            starts=moved(slot.starts, days, old.zone),
            ends=moved(slot.ends, days, old.zone),
            where=slot.where,
            by=by,
            now=now,
        )
    for room in old.rooms.all():
        add_room(
            made,
            name=room.name,
            holds=room.holds,
            accessible=room.accessible,
            shared=room.shared,
            order=room.order,
            by=by,
            now=now,
        )
