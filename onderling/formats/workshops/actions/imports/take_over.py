"""Taking a list over: all of it or nothing, in a fixed number of queries."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Import, ImportRow
from onderling.base.transactions import write_transaction
from onderling.formats.workshops.actions.imports.journal import Journal
from onderling.formats.workshops.actions.imports.known import world_of
from onderling.formats.workshops.actions.imports.receive import (
    CHUNK,
    look_of,
    may_import,
    round_of,
    waiting,
)
from onderling.formats.workshops.actions.imports.write_day import write_sessions
from onderling.formats.workshops.actions.imports.write_offers import (
    write_organisations,
    write_workshops,
)
from onderling.formats.workshops.actions.imports.write_people import write_people
from onderling.formats.workshops.actions.imports.write_special import write_special
from onderling.formats.workshops.actions.imports.write_wishes import write_wishes
from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.kinds import missing_in
from onderling.formats.workshops.rules.remarks import Look, Status
from onderling.people.models import Person
from onderling.rounds.models import Round

WRITERS: dict[str, Callable[[Writing], None]] = {
    "organisations": write_organisations,
    "people": write_people,
    "workshops": write_workshops,
    "sessions": write_sessions,
    "wishes": write_wishes,
    "special": write_special,
}


@dataclass(frozen=True)
class Taken:
    """How many rows did what."""

    new: int
    changed: int
    same: int
    skipped: int
    refused: int


@write_transaction()
def take_over(source: Import, *, by: Person, now: datetime) -> Taken:
    """Do what the preview of the list says, as things stand now."""
    round = Round.objects.lock(round_of(source).pk)
    source = waiting(source)
    may_import(round)
    if not source.kind or missing_in(source.kind, _columns(source)):
        raise Refused(_("Wijs eerst de kolommen aan. Er mist nog een kolom."))
    world = world_of(round)
    look = look_of(source, round, world)
    assert look is not None  # noqa: S101 -- the kind is known here
    journal = Journal()
    WRITERS[source.kind](Writing(look, world, round, journal, by, now))
    _keep(source, look, journal)
    source.state, source.at = Import.State.DONE, now
    source.save(update_fields=["state", "at"])
    taken = Taken(**{status.value: look.count(status) for status in Status})
    audit.note(by, "take_over_list", on=source, scope=round, new=asdict(taken), now=now)
    return taken


def _columns(source: Import) -> dict[int, str]:
    return {int(index): key for index, key in source.columns.items()}


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
