"""Everything we keep of one person, by the same trails by which it can be taken away (X-40)."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import models
from django.template.loader import render_to_string
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from onderling.base.language import html_language
from onderling.base.models import AuditLine
from onderling.base.privacy import Personal
from onderling.base.written import full_date, moment
from onderling.home.queries.deed_words import DEEDS
from onderling.home.queries.kept import KEPT, called
from onderling.people.actions.trails import Someone, Trail, someone
from onderling.people.models import Person

PAGE, DATA = "mijn-gegevens.html", "mijn-gegevens.json"
DEEP = 2  # how far keys are followed, so that a row can be named without asking again


@dataclass(frozen=True)
class Sheet:
    """Rows of one kind, with a heading over each column."""

    columns: list[str]
    rows: list[list[str]]


@dataclass
class Chapter:
    """What is kept for one purpose, as the page “wat wij bewaren” tells it."""

    purpose: str
    ground: str
    until: str
    sheets: list[Sheet] = field(default_factory=list)


def everything_of(person: Person, *, now: datetime) -> bytes:
    """Pack all of it: a page to read, and the same for a program."""
    who = someone(person)
    found = [(trail, _rows(trail, who)) for trail in who.trails]
    page = {
        "person": who.person,
        "now": now,
        "language": html_language(),
        "chapters": _chapters(found, who),
        "withheld": sorted({why for trail, rows in found if rows for why in told_why(trail)}),
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        file.writestr(PAGE, render_to_string("home/everything.html", page))
        file.writestr(
            DATA, json.dumps(_data(found, who, now=now), ensure_ascii=False, indent=1)
        )
    return packed.getvalue()


def told_why(trail: Trail) -> list[str]:
    """Why a part of these rows is not in the export; in the language of the reader."""
    return [_(why) for why in trail.withheld.values()]


def _rows(trail: Trail, who: Someone) -> list[Any]:
    return list(trail.rows(who).select_related(*_keys(trail.model, DEEP)).distinct())


def _keys(model: type[models.Model], deep: int) -> list[str]:
    found = []
    for column in model._meta.concrete_fields:
        there = column.related_model
        if not isinstance(there, type):
            continue
        found.append(column.name)
        if deep > 1:
            found += [f"{column.name}__{name}" for name in _keys(there, deep - 1)]
    return found


def _shown(trail: Trail) -> list[str]:
    return [name for name in trail.names if name not in trail.withheld]


def _chapters(found: list[tuple[Trail, list[Any]]], who: Someone) -> list[Chapter]:
    made: dict[Personal, Chapter] = {}
    for trail, rows in found:
        for reason, names in _by_reason(trail).items():
            if not rows:
                continue
            chapter = made.setdefault(
                reason,
                Chapter(_(reason.purpose), _(reason.ground), str(KEPT[reason.keep])),
            )
            # An opaque name says nothing to people; it is in the file for programs.
            told = [name for name in names if not name.endswith("_ref")]
            columns = [*told, *trail.beside.split()]
            chapter.sheets.append(
                Sheet(
                    [called(trail.model, name) for name in columns],
                    [[_said(row, name, who) for name in columns] for row in rows],
                )
            )
    return list(made.values())


def _by_reason(trail: Trail) -> Mapping[Personal, list[str]]:
    found: dict[Personal, list[str]] = defaultdict(list)
    for name in _shown(trail):
        found[trail.model.personal[name]].append(name)
    return found


def _data(
    found: list[tuple[Trail, list[Any]]], who: Someone, *, now: datetime
) -> dict[str, Any]:
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for trail, rows in found:
        names = [*_shown(trail), *trail.beside.split()]
        told[trail.model._meta.label] += [
            {name: _bare(row, name, who) for name in names} for row in rows
        ]
    return {
        "made": now.isoformat(),
        "of": who.person.name,
        "kept": {label: rows for label, rows in told.items() if rows},
    }


def _bare(row: models.Model, name: str, who: Someone) -> Any:
    value = getattr(row, name)
    if isinstance(value, models.Model):
        return _named(value, who)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, models.fields.files.FieldFile):
        return value.name
    return value


def _said(row: models.Model, name: str, who: Someone) -> str:
    """Say a value as people read it."""
    value = getattr(row, name)
    if isinstance(value, models.Model):
        return _named(value, who)
    if name == "deed":
        return str(DEEDS.get(str(value), value))
    display = getattr(row, f"get_{name}_display", None)
    if display:
        return str(display())
    return spelled_out(value)


def spelled_out(value: Any) -> str:
    """Write any value in one line: lists and pairs as words, nothing as nothing."""
    if value is None or value in ("", [], {}):
        return ""
    for kind, write in SPELLED:
        if isinstance(value, kind):
            return write(value)
    return str(value)


SPELLED: list[tuple[type, Callable[[Any], str]]] = [
    (bool, lambda value: _("ja") if value else _("nee")),
    (datetime, lambda value: moment(value, get_current_timezone())),
    (date, full_date),
    (list, lambda value: "; ".join(filter(None, map(spelled_out, value)))),
    (dict, lambda value: "; ".join(f"{key}: {spelled_out(one)}" for key, one in value.items())),
]


def _named(thing: models.Model, who: Someone) -> str:
    """Name what a key leads to. Somebody else, and what is theirs, is not named."""
    if isinstance(thing, AuditLine):
        return str(DEEDS.get(thing.deed, thing.deed))
    label = thing._meta.label_lower
    if type(thing) in {trail.model for trail in who.trails if trail.theirs}:
        mine = f"{label}:{thing.pk}" in who.things
        return str(thing) if mine else _("iemand anders")
    return str(thing)
