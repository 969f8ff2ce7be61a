"""Bringing a list in: kept as it is, looked at, nothing done with it yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Import, ImportRow
from onderling.base.transactions import write_transaction
from onderling.formats.workshops.actions.imports.known import world_of
from onderling.formats.workshops.rules.kinds import KINDS, columns_of, kind_of
from onderling.formats.workshops.rules.listed import Listed
from onderling.formats.workshops.rules.look import look_at
from onderling.formats.workshops.rules.remarks import Choice, Look
from onderling.formats.workshops.rules.world import World
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Deed
from onderling.tables.sheet import Sheet

CHUNK = 1000  # rows that go to the database together


@write_transaction()
def bring_in(
    round: Round, sheets: Sequence[Sheet], *, file_name: str, by: Person, now: datetime
) -> list[Import]:
    """Keep each sheet of a file as a list of its own, in the order of the file.

    Looking is allowed in every state of the round: an export can always be held against what
    is there now. Only taking over asks whether the round still takes lists in.
    """
    made = []
    for sheet in sheets:
        kind = kind_of(sheet.header)
        several = len(sheets) > 1
        source = Import.objects.create(
            kind=kind,
            scope_ref=audit.ref(round),
            file_name=(f"{file_name}: {sheet.name}" if several else file_name)[-200:],
            header=list(sheet.header),
            columns=_written(columns_of(kind, sheet.header)) if kind else {},
            by_ref=audit.ref(by),
            at=now,
        )
        ImportRow.objects.bulk_create(
            (
                ImportRow(source=source, number=row.number, cells=list(row.cells))
                for row in sheet.rows
            ),
            batch_size=CHUNK,
        )
        new = {"kind": kind, "rows": len(sheet.rows), "file": source.file_name}
        audit.note(by, "bring_in_list", on=source, scope=round, new=new, now=now)
        made.append(source)
    return made


@write_transaction()
def name_columns(
    source: Import, *, kind: str, columns: Mapping[int, str], by: Person, now: datetime
) -> Import:
    """Let a person say what kind of list it is and what its columns are."""
    source = waiting(source)
    if kind not in KINDS:
        raise Refused(_("Kies wat voor lijst dit is."))
    keys = [key for key in columns.values() if key != "added"]
    if len(keys) > len(set(keys)):
        raise Refused(_("Twee kolommen kunnen niet hetzelfde zijn. Kies er één."))
    old = {"kind": source.kind, "columns": source.columns}
    if kind != source.kind:  # another kind of list has other columns
        columns = columns_of(kind, source.header)
    source.kind, source.columns = kind, _written(columns)
    source.save(update_fields=["kind", "columns"])
    source.rows.exclude(choice="").update(choice="")
    new = {"kind": source.kind, "columns": source.columns}
    audit.note(by, "name_columns", on=source, scope=round_of(source), old=old, new=new, now=now)
    return source


@write_transaction()
def choose(source: Import, choices: Mapping[int, str]) -> int:
    """Keep what a person decided about single rows; return how many changed."""
    source = waiting(source)
    changed = 0
    for choice in Choice:
        numbers = [number for number, chosen in choices.items() if chosen == choice]
        changed += (
            source.rows.filter(number__in=numbers).exclude(choice=choice).update(choice=choice)
        )
    return changed


@write_transaction()
def throw_away(source: Import, *, by: Person, now: datetime) -> None:
    """Forget a list that was only looked at."""
    source = waiting(source)
    old = {"kind": source.kind, "file": source.file_name}
    audit.note(by, "throw_list_away", on=source, scope=round_of(source), old=old, now=now)
    source.delete()


def lists_of(round: Round) -> QuerySet[Import]:
    """The lists that were brought into a round, the latest first."""
    return Import.objects.filter(scope_ref=audit.ref(round))


def may_import(round: Round) -> None:
    """Refuse when this round takes in no lists any more."""
    if not round.allows(Deed.IMPORT):
        raise Refused(
            _("Deze ronde staat op ‘{state}’. Lijsten inlezen kan dan niet meer.").format(
                state=round.get_state_display()
            )
        )


def round_of(source: Import) -> Round:
    return Round.objects.get(pk=source.scope_ref.rpartition(":")[2])


def look_of(source: Import, round: Round, world: World | None = None) -> Look | None:
    """Look at a list as things stand now; None while nobody said what kind it is."""
    if source.kind not in KINDS:
        return None
    rows = list(source.rows.values_list("number", "cells", "choice"))
    listed = Listed(
        source.header,
        {int(index): key for index, key in source.columns.items()},
        [(number, tuple(cells)) for number, cells, _choice in rows],
        {number: Choice(choice) for number, _cells, choice in rows if choice in set(Choice)},
    )
    return look_at(source.kind, listed, world or world_of(round))


def waiting(source: Import) -> Import:
    """Take hold of a list that nothing was done with yet; refuse every other one."""
    source = Import.objects.select_for_update().get(pk=source.pk)
    if source.state == Import.State.PREVIEW:
        return source
    if source.state == Import.State.UNDONE:
        said = _("Het inlezen van de lijst ‘{list}’ is ongedaan gemaakt. Lees hem opnieuw in.")
    elif source.state == Import.State.DONE:
        said = _("De lijst ‘{list}’ is al ingelezen. Maak dat eerst ongedaan.")
    else:
        said = _("De lijst ‘{list}’ wordt nu ingelezen. Wacht tot dat klaar is.")
    raise Refused(said.format(list=name_of(source)))


def name_of(source: Import) -> str:
    """Name a list for a person: the file it came in, as they called it."""
    return source.file_name or _("lijst")


def _written(columns: Mapping[int, str]) -> dict[str, str]:
    return {str(index): key for index, key in sorted(columns.items())}
