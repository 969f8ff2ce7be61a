"""Taking a list over: all of it or nothing, in a fixed number of queries."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from time import monotonic

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.holds import hold
from onderling.base.models import Import, ImportRow
from onderling.base.transactions import write_transaction
from onderling.formats.workshops.actions.imports import job
from onderling.formats.workshops.actions.imports.journal import Journal
from onderling.formats.workshops.actions.imports.known import world_of
from onderling.formats.workshops.actions.imports.receive import (
    CHUNK,
    look_of,
    may_import,
    round_of,
)
from onderling.formats.workshops.actions.imports.write_day import write_sessions
from onderling.formats.workshops.actions.imports.write_offers import (
    write_organisations,
    write_workshops,
)
from onderling.formats.workshops.actions.imports.write_people import write_people
from onderling.formats.workshops.actions.imports.write_schedule import write_schedule
from onderling.formats.workshops.actions.imports.write_special import write_special
from onderling.formats.workshops.actions.imports.write_wishes import write_wishes
from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.remarks import Look, Status
from onderling.formats.workshops.rules.world import World
from onderling.people.models import Person
from onderling.rounds.models import Round

WRITERS: dict[str, Callable[[Writing], None]] = {
    "organisations": write_organisations,
    "people": write_people,
    "workshops": write_workshops,
    "sessions": write_sessions,
    "wishes": write_wishes,
    "special": write_special,
    "schedule": write_schedule,
}
BEGUN = 5  # percent: a bar that has begun
LOOKED = 40  # percent: looking takes about as long as this, writing takes the rest


@dataclass(frozen=True)
class Taken:
    """How many rows did what."""

    new: int
    changed: int
    same: int
    skipped: int
    refused: int
    known: int = 0


def take_over(source: Import, *, by: Person, now: datetime) -> Taken:
    """Ask for a list and do it at once, in one call."""
    asked = job.ask(source, by=by, now=now)
    taken = perform(asked.pk, now=now)
    if taken is None:
        asked.refresh_from_db()
        raise Refused(asked.trouble or _("De lijst wordt op dit moment al ingelezen."))
    return taken


def perform(import_id: int, *, now: datetime) -> Taken | None:
    """Do what the preview of a list says. None when another has it, or it could not be done.

    Safe to call twice and after a kill. Looking is slow and happens before the lock; then all
    rows are written in one transaction, so nobody ever sees half a list.
    """
    with hold(f"base.import:{import_id}") as mine:
        held = job.begin(import_id, now=now) if mine else None
        return _carry_out(held, now=now) if held else None


def _carry_out(held: Import, *, now: datetime) -> Taken | None:
    say = partial(job.say, held, now=now, began=monotonic())
    try:
        say(BEGUN, _("Wij kijken naar elke rij"))
        round = round_of(held)
        world = world_of(round)
        look = look_of(held, round, world)
        rows = number_format(len(look.rows) if look else 0, force_grouping=True)
        say(LOOKED, _("Wij schrijven {rows} rijen, in één keer").format(rows=rows))
        return _write(held, world, look, now=now)
    except Refused as refusal:
        job.give_back(held, because=str(refusal))
        return None


@write_transaction()
def _write(held: Import, world: World, look: Look | None, *, now: datetime) -> Taken | None:
    round = Round.objects.lock(round_of(held).pk)
    source = job.still_mine(held)
    if source is None:  # stopped, or another worker went on with it
        return None
    may_import(round)
    by = job.asker_of(source)
    there = world_of(round)
    if there != world:  # somebody else changed something while we looked
        look = look_of(source, round, there)
    if look is None:
        raise Refused(_("Zeg eerst wat voor lijst dit is."))
    journal = Journal()
    WRITERS[source.kind](Writing(look, there, round, journal, by, now))
    _keep(source, look, journal)
    job.end(source, now=now)
    taken = Taken(**{status.value: look.count(status) for status in Status})
    audit.note(by, "take_over_list", on=source, scope=round, new=asdict(taken), now=now)
    return taken


def _keep(source: Import, look: Look, journal: Journal) -> None:
    """Write with each row what we said about it and what it did."""
    rows = []
    for row in look.rows:
        object_ref, made = journal.about.get(row.number, ("", False))
        rows.append(
            ImportRow(
                source=source,
                number=row.number,
                cells=list(row.cells),
                remarks=[{**asdict(remark), "status": row.status} for remark in row.remarks],
                choice=row.choice or "",
                object_ref=object_ref,
                made=made,
                before={
                    **journal.rows.get(row.number, {}),
                    "status": row.status,
                    "about": row.about,
                },
            )
        )
    # Writing rows again under their number is one statement for a thousand of them.
    ImportRow.objects.bulk_create(
        rows,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["source", "number"],
        update_fields=["remarks", "choice", "object_ref", "made", "before"],
    )
