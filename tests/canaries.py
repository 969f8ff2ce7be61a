"""One person with a value of their own in every field that may hold words (P10).

Read from the declarations: a model that comes later is planted too, without a line here.
"""

import itertools
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction

from onderling.base.audit import ref
from onderling.people.actions.trails import ByName, Someone, Trail, all_trails, nobodys, someone
from onderling.people.models import Person
from onderling.rounds.models import Round
from tests.makers import NOON, make_study_day
from tests.world_answers import said_by

WORDS = (models.CharField, models.TextField, models.JSONField)
NUMBER = itertools.count(1)


@dataclass
class Planted:
    """What was planted for one person: each value, and where it stands."""

    where: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)  # trails without a row to plant in


def plant(person: Person) -> Planted:
    """Give every trail of this person a row, and every field in it a value of its own."""
    planted = Planted()
    address, called = person.email, person.name
    said_by(person, Round.objects.order_by("pk").first() or make_study_day(), now=NOON)
    make_rows(person)
    for trail in all_trails():
        if trail.model is Person or trail.about is nobodys:
            continue
        who = someone(person)
        row = trail.rows(who).first()
        if row is None:
            planted.empty.append(f"{trail.model._meta.label}: {trail.names}")
            continue
        _fill(trail, row, planted)
    for trail in all_trails():  # last: the others look for this address and this name
        if trail.model is Person:
            _fill(trail, Person.objects.get(pk=person.pk), planted)
    person.refresh_from_db()
    for trail in all_trails():  # addresses follow, as they do in real life
        for name in trail.names:
            column = trail.model._meta.get_field(name)
            if name in {"to_address", "reply_address"} or _finds_by(column, trail):
                rows = trail.model._base_manager.filter(**{name: address})
                rows.update(**{name: person.email})
            if _finds_by_name(trail):
                rows = trail.model._base_manager.filter(**{name: called})
                rows.update(**{name: person.name})
    return planted


def _fill(trail: Trail, row: Any, planted: Planted) -> None:
    fresh: dict[str, Any] = {}
    for name in trail.names:
        column: Any = trail.model._meta.get_field(name)
        if not isinstance(column, WORDS) or column.choices or name in trail.stays:
            continue
        led_by = {"to_address", "reply_address"}
        led = name in led_by or name.endswith("_ref") or _finds_by(column, trail)
        if led or _finds_by_name(trail):
            continue  # by which the row is found; see plant
        value = f"kanarie{next(NUMBER):04}"
        if isinstance(column, models.EmailField):
            value += "@voorbeeld.example"
        elif column.max_length:
            value = value[-column.max_length :]  # the number is at the end
        label = f"{trail.model._meta.label}.{name}"
        (planted.withheld if name in trail.withheld else planted.where)[value] = label
        fresh[name] = {"wat": [value]} if isinstance(column, models.JSONField) else value
    trail.model._base_manager.filter(pk=row.pk).update(**fresh)


def _finds_by(column: Any, trail: Trail) -> bool:
    """Say whether rows are found by this address, as those of a guest are."""
    return isinstance(column, models.EmailField) and trail.model is not Person


def _finds_by_name(trail: Trail) -> bool:
    """Say whether rows are found by the name that somebody typed."""
    return isinstance(trail.about, ByName)


def make_rows(person: Person) -> None:
    """Make a row wherever a trail finds none yet."""
    for trail in all_trails():
        who = someone(person)
        if trail.about is not nobodys and not trail.rows(who).exists():
            try:
                with transaction.atomic():
                    _make(trail.model, who, trail)
            except IntegrityError:  # there may be one only: then it is this person's
                row = trail.model._base_manager.order_by("pk").last()
                if row and not trail.theirs and len(trail.names) == 1:
                    own = {trail.names[0]: person}
                    trail.model._base_manager.filter(pk=row.pk).update(**own)


def _make(model: type[models.Model], who: Someone, trail: Trail | None = None) -> Any:
    values: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if column.primary_key:
            continue
        values[column.name] = _value(column, who, trail)
        if trail and _finds_by_name(trail) and column.name in trail.names:
            values[column.name] = who.person.name
    return model._base_manager.create(**values)


def _value(column: Any, who: Someone, trail: Trail | None) -> Any:
    there = column.related_model
    if isinstance(there, type):
        return _key(column, there, who, trail)
    if column.name == "secret":  # a code to sign in is told about apart
        return bool(trail and "body" in trail.withheld)
    if column.name.endswith("_ref") and column.name != "scope_ref":
        return ref(who.person)
    if column.name == "reply_address" or isinstance(column, models.EmailField):
        return who.person.email
    return _plain(column)


def _plain(column: Any) -> Any:
    if column.has_default():
        return column.get_default()
    if column.unique:
        return f"eigen{next(NUMBER)}"
    if column.choices:
        return column.choices[0][0]
    if isinstance(column, models.IntegerField):
        return None if column.null else next(NUMBER)
    if isinstance(column, models.CharField) and column.blank:
        return ""  # what may stay open may hang together with something else
    return next((value for kind, value in PLAIN if isinstance(column, kind)), "x")


PLAIN: list[tuple[type[models.Field[Any, Any]], Any]] = [
    (models.FileField, ContentFile(b"kanarie", name="kanarie.txt")),
    (models.DateTimeField, NOON),
    (models.DateField, NOON.date()),
    (models.BooleanField, False),
]


def _key(column: Any, there: type[models.Model], who: Someone, trail: Trail | None) -> Any:
    if there is Person:
        asked = trail is None or column.name in trail.names
        other = Person.objects.exclude(pk__in=who.ids).order_by("pk").first()
        return who.person if asked else None if column.null else other
    for found in all_trails():
        if found.model is there and found.theirs and (row := found.rows(who).first()):
            return row
    row = there._base_manager.order_by("pk").first()
    if row is None and not column.null:
        row = _make(there, who)
    return row


def dump() -> str:
    """Every row of every table, as the database keeps it."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- our own tables
            found += [f"{table}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(found)
