"""Undoing a list: what it made goes, what it changed comes back, what people changed stays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import F, Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import Import
from onderling.base.transactions import write_transaction
from onderling.formats.workshops.actions.imports.journal import value_of
from onderling.formats.workshops.actions.imports.receive import may_import, name_of, round_of
from onderling.formats.workshops.actions.imports.undo_wishes import put_wishes_back
from onderling.formats.workshops.actions.imports.write_day import moved_with
from onderling.offers.models import Meeting, Slot
from onderling.people.models import Person
from onderling.rounds.models import Round

CHUNK = 500
# What was made goes in this order: first what hangs on something else.
ORDER = (
    "signups.pair",
    "signups.lock",
    "offers.giving",
    "signups.participation",
    "people.affiliation",
    "offers.meeting",
    "offers.offer",
    "offers.theme",
    "offers.workingform",
    "offers.slot",
    "offers.room",
    "people.person",
    "people.organisation",
)


@dataclass
class Undone:
    """What an undo did, and the rows that stay because people went on with them."""

    removed: int = 0
    restored: int = 0
    kept: set[int] = field(default_factory=set)


@write_transaction()
def undo(source: Import, *, by: Person, now: datetime) -> Undone:
    """Take a list back. Rows that people changed since are kept and named."""
    round = Round.objects.lock(round_of(source).pk)
    source = Import.objects.select_for_update().get(pk=source.pk)
    if source.state != Import.State.DONE:
        said = _("De lijst ‘{list}’ is niet ingelezen. Er is niets om ongedaan te maken.")
        raise Refused(said.format(list=name_of(source)))
    may_import(round)
    later = Import.objects.filter(
        scope_ref=source.scope_ref, kind=source.kind, state=Import.State.DONE, at__gt=source.at
    ).first()
    if later:
        said = _("Na ‘{list}’ las u nog ‘{later}’ in. Maak eerst die lijst ongedaan.")
        raise Refused(said.format(list=name_of(source), later=name_of(later)))
    rows = list(source.rows.order_by("-number").values_list("number", "before"))
    undone = Undone()
    for kept, count in (put_wishes_back(rows), _put_back(rows)):
        undone.kept |= kept
        undone.restored += count
    _remove(rows, undone)
    source.state = Import.State.UNDONE
    source.save(update_fields=["state"])
    new = {"removed": undone.removed, "restored": undone.restored, "kept": sorted(undone.kept)}
    audit.note(by, "undo_list", on=source, scope=round, new=new, now=now)
    return undone


Rows = list[tuple[int, dict[str, Any]]]


def _put_back(rows: Rows) -> tuple[set[int], int]:
    """Give changed fields their old value, where they still have the one we gave."""
    things = _things(ref for _, before in rows for ref in before.get("changed", {}))
    made = {ref for _, before in rows for ref in before.get("made", {})}
    kept: set[int] = set()
    changed: dict[type[Model], dict[int, Model]] = defaultdict(dict)
    fields: dict[type[Model], set[str]] = defaultdict(set)
    for number, before in rows:
        for ref, values in before.get("changed", {}).items():
            thing = things.get(ref)
            if thing is None or ref in made:
                continue
            for name, (old, new) in values.items():
                if value_of(thing, name) != new:
                    kept.add(number)
                    continue
                _set(thing, name, old)
                fields[type(thing)].add(name)
                changed[type(thing)][thing.pk] = thing
    for model, those in changed.items():
        model._default_manager.bulk_update(those.values(), fields[model], batch_size=CHUNK)
    if {"slot", "last_slot", "room"} & fields[Meeting]:  # what stands in calendars moves back
        keys = list(changed[Meeting])
        Meeting.objects.filter(pk__in=keys).update(sequence=F("sequence") + 1)
    if {"starts", "ends"} & fields[Slot]:
        moved_with(list(changed[Slot]))
    return kept, sum(len(those) for those in changed.values())


def _remove(rows: Rows, undone: Undone) -> None:
    """Delete what the list made, unless it was changed since or something hangs on it."""
    refs: dict[str, dict[str, tuple[int, dict[str, Any]]]] = defaultdict(dict)
    for number, before in rows:
        for ref, values in before.get("made", {}).items():
            refs[ref.partition(":")[0]][ref] = (number, values)
    for label in ORDER:
        things = _things(refs[label])
        going = {}
        for ref, thing in things.items():
            number, values = refs[label][ref]
            if all(value_of(thing, name) == new for name, new in values.items()):
                going[thing.pk] = number
            else:
                undone.kept.add(number)
        model: Any = apps.get_model(label)
        for pk in _leaned_on(model, going):
            undone.kept.add(going.pop(pk))
        for part in _parts(list(going)):
            model._default_manager.filter(pk__in=part).delete()
        undone.removed += len(going)


def _leaned_on(model: type[Model], keys: Iterable[int]) -> set[int]:
    """Find those of these things that some other row points at."""
    found: set[int] = set()
    for relation in model._meta.related_objects:
        if relation.many_to_many:
            continue  # its rows are a model of their own, and counted there
        field: Any = relation.field
        for part in _parts(list(keys)):
            found |= set(
                field.model._base_manager.filter(**{f"{field.name}__in": part}).values_list(
                    field.attname, flat=True
                )
            )
    return found


def _things(refs: Iterable[str]) -> dict[str, Model]:
    keys: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        label, _sign, key = ref.partition(":")
        keys[label].append(int(key))
    found = {}
    for label, numbers in keys.items():
        model: Any = apps.get_model(label)
        for part in _parts(numbers):
            rows = model._default_manager.filter(pk__in=part).order_by("pk")
            for thing in rows.select_for_update(of=("self",)):
                found[audit.ref(thing)] = thing
    return found


def _parts(keys: list[int]) -> Iterable[list[int]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def _set(thing: Model, name: str, value: Any) -> None:
    column: Any = thing._meta.get_field(name)
    if value is not None and column.get_internal_type() == "DateTimeField":
        value = parse_datetime(value)
    setattr(thing, column.attname, value)
