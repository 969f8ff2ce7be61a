"""One workbook with every list of a round: export equals import (X-3)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Count

from onderling.base.models import Import
from onderling.formats.workshops.actions.exports.rows import Record, Records, records_of
from onderling.formats.workshops.actions.imports.known import world_of
from onderling.formats.workshops.actions.imports.receive import lists_of
from onderling.formats.workshops.actions.imports.words import KIND_NAMES
from onderling.formats.workshops.rules.giving_back import Giver
from onderling.formats.workshops.rules.kinds import KINDS
from onderling.formats.workshops.rules.world import World
from onderling.rounds.models import Round
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SEATED, SignupState
from onderling.tables.fold import words
from onderling.tables.write import Table

# The columns of a list that never came in: the first name of each, wishes per round.
DEFAULT_WISHES = ("wish-0-1", "wish-0-2", "wish-0-3")
WISH_TITLES = {"wish-0-1": "keuze1", "wish-0-2": "keuze2", "wish-0-3": "keuze3"}
LEFT_OUT = {
    "people": {"name", "organisation_code"},
    "wishes": {"email"},
    "workshops": {"organisation_code"},
}


def sheets_of(round: Round) -> list[Table]:
    """Return a sheet per list, in the order in which they come in again.

    Of each kind the longest list goes first and holds everybody, also who came in otherwise. A
    list with other columns, such as an online form, comes back beside it with its own rows.
    """
    world = world_of(round)
    lists: dict[str, dict[tuple[str, ...], Import]] = defaultdict(dict)
    length: dict[int, int] = {}
    done = lists_of(round).filter(state=Import.State.DONE).annotate(length=Count("rows"))
    for source in done.order_by("at", "pk"):
        length[source.pk] = source.length
        lists[source.kind][_own(source.header)] = source  # the latest with these columns
    places = _places(round, world)
    states = {str(value): str(label) for value, label in Participation.State.choices}
    giver = Giver(world, False, places, states)
    tables = []
    for kind in KINDS:
        if kind == "schedule":  # its rows are workshops and sessions now
            continue
        longest_first = sorted(lists[kind].values(), key=lambda one: -length[one.pk])
        tables.append(_sheet(kind, next(iter(longest_first), None), giver, whole=True))
        tables += [_sheet(kind, other, giver, whole=False) for other in longest_first[1:]]
    return [table for table in tables if table]


def _own(header: Sequence[str]) -> tuple[str, ...]:
    """The columns of somebody's own list, without those that an export adds."""
    return tuple(words(title) for title in header if "(Onderling)" not in title)


def _sheet(kind: str, source: Import | None, giver: Giver, *, whole: bool) -> Table | None:
    header, columns = _columns(kind, source)
    records = Records(kind, source, columns, giver, whole)
    added = _added(kind, header, giver.world)
    rows = [
        [*_cells(header, columns, record, records), *(records.added(record, t) for t in added)]
        for record in records_of(records)
    ]
    if source is None and not rows:
        return None
    name = str(KIND_NAMES[kind])
    name = name[:1].upper() + name[1:]
    other = "" if whole or source is None else f" {source.file_name}"
    return Table(f"{name}{other}", [*header, *added], rows)


def _columns(kind: str, source: Import | None) -> tuple[list[str], dict[int, str]]:
    if source:
        return list(source.header), {int(place): key for place, key in source.columns.items()}
    names: list[str] = []
    keys: list[str] = []
    for column in KINDS[kind].columns:
        if column.key in {"added", *LEFT_OUT.get(kind, ())}:
            continue
        if column.key == "wish":
            wishes = DEFAULT_WISHES if kind == "wishes" else ()
            names += [WISH_TITLES[key] for key in wishes]
            keys += wishes
            continue
        names.append(column.names[0])
        keys.append(column.key)
    return names, dict(enumerate(keys))


def _added(kind: str, header: Sequence[str], world: World) -> list[str]:
    """Name the columns that we add at the end; those of an earlier export stay in place."""
    if kind != "people":
        return []
    titles = ["Status (Onderling)"]
    titles += [f"Plek ronde {number} (Onderling)" for number in sorted(world.slot_by_number)]
    there = {words(title) for title in header}
    return [title for title in titles if words(title) not in there]


def _cells(
    header: Sequence[str], columns: dict[int, str], record: Record, records: Records
) -> Iterator[str]:
    for place, title in enumerate(header):
        key = columns.get(place, "")
        if key == "added":
            yield records.added(record, title)
        else:
            yield records.value(record, key, place)


def _places(round: Round, world: World) -> dict[int, dict[int, str]]:
    """Map each participation to its place per round of the day, waiting lists included."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for participation, meeting, state in (
        Signup.objects.filter(participation__round=round)
        .exclude(state=SignupState.CANCELLED)
        .order_by("state", "sequence")
        .values_list("participation_id", "meeting_id", "state")
    ):
        known = world.meeting_by_id.get(meeting)
        if known is None:
            continue
        for slot in range(known.first_slot, known.last_slot + 1):
            title = known.title if state in SEATED else f"wachtlijst: {known.title}"
            found[participation].setdefault(slot, title)
    return found
