"""What a merge does to rows, written down one by one, so that it can be put back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.people.actions.leaving import Farewell, Leaving
from onderling.people.actions.seen import Seen, Whom
from onderling.people.actions.trails import Trail
from onderling.people.models import Merge, Person

KEPT, GONE = "kept", "gone"
Step = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """Where two records differ, and a person must say which one stands.

    Without a `default` nobody can skip it: neither side may be dropped unseen.
    """

    key: str
    label: str
    kept: str
    gone: str
    default: str = ""


@dataclass(frozen=True)
class Told:
    """What goes along in a merge, and what ends by it; sentences for the page."""

    along: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)


@dataclass
class Moving:
    """One merge at work: what was answered, and the steps taken so far."""

    kept: Person
    gone: Person
    answers: Mapping[str, str]
    by: Person | None
    now: datetime
    steps: list[Step] = field(default_factory=list)

    def takes_gone(self, key: str) -> bool:
        """Say whether the record that ends was chosen here."""
        answer = self.answers.get(key)
        if answer not in {KEPT, GONE}:
            raise Refused(
                _("Er is intussen iets veranderd. Er is niets samengevoegd. Kijk nog eens.")
            )
        return answer == GONE

    def change(
        self, row: models.Model, about: str, *, loose: bool = False, **values: Any
    ) -> None:
        """Change a row. One that is `loose` may change again without hindering the way back."""
        for name, value in values.items():
            setattr(row, name, value)
        columns = [_column(row, name) for name in values]
        old = _rows(type(row)).filter(pk=row.pk).values(*columns).get()
        new = {column: getattr(row, column) for column in columns}
        if old == new:
            return
        _rows(type(row)).filter(pk=row.pk).update(**new)
        self._note("change", row, about, old=_plain(old), new=_plain(new), loose=loose)

    def hand(
        self, rows: Iterable[models.Model], name: str, about: str, *, loose: bool = False
    ) -> None:
        """Give rows that point at the record that ends to the one that stays."""
        for row in rows:
            values: dict[str, Any] = {name: self.kept}
            self.change(row, about, loose=loose, **values)

    def hand_to(self, whole: models.Model, rows: Iterable[models.Model], about: str) -> None:
        """Give parts of one whole to another of its kind: wishes to another participation."""
        name = str(whole._meta.model_name)
        for row in rows:
            values: dict[str, Any] = {name: whole}
            self.change(row, about, **values)

    def drop(self, row: models.Model, about: str) -> None:
        """Delete a row that nothing hangs on any more; all of it is remembered."""
        for relation in row._meta.related_objects:
            hung: Any = relation.field
            if hung.model._base_manager.filter(**{hung.name: row.pk}).exists():
                raise RuntimeError(f"{hung} still hangs on {row._meta.label} {row.pk}")
        columns = [column.attname for column in row._meta.concrete_fields]
        old = _rows(type(row)).filter(pk=row.pk).values(*columns).get()
        self._note("drop", row, about, old=_plain(old))
        _rows(type(row)).filter(pk=row.pk).delete()

    def make(self, row: models.Model, about: str) -> None:
        row.save(force_insert=True)
        self._note("make", row, about)

    def _note(self, what: str, row: models.Model, about: str, **more: Any) -> None:
        self.steps.append(
            {"do": what, "of": row._meta.label_lower, **_plain({"pk": row.pk}), "about": about}
            | more
        )


def put_back(steps: Iterable[Step]) -> list[str]:
    """Take steps back, the last one first; name what stands in the way."""
    wrong = []
    for step in reversed(list(steps)):
        model: Any = apps.get_model(step["of"])
        back = {"change": _change_back, "drop": _drop_back, "make": _make_back}[step["do"]]
        if not back(model, step) and not step.get("loose"):
            wrong.append(str(step["about"]))
    return list(dict.fromkeys(wrong))


def _change_back(model: type[models.Model], step: Step) -> bool:
    row = _rows(model).filter(pk=step["pk"]).values(*step["new"]).first()
    if row is None or _plain(row) != step["new"]:
        return False
    _rows(model).filter(pk=step["pk"]).update(**_read(model, step["old"]))
    return True


def _drop_back(model: type[models.Model], step: Step) -> bool:
    values = _read(model, step["old"])
    for column in model._meta.concrete_fields:
        there: Any = column.related_model
        key = values[column.attname]
        if there and key is not None and not _rows(there).filter(pk=key).exists():
            return False
    if _rows(model).filter(pk=step["pk"]).exists():
        return False
    model(**values).save_base(raw=True, force_insert=True)
    return True


def _make_back(model: type[models.Model], step: Step) -> bool:
    _rows(model).filter(pk=step["pk"]).delete()
    return True


def _rows(model: type[models.Model]) -> Any:
    return model._base_manager.order_by("pk")


def _column(row: models.Model, name: str) -> str:
    column: Any = row._meta.get_field(name)
    return str(column.attname)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write values as JSON keeps them, to the microsecond; a key may be letters too."""
    return {name: _bare(value) for name, value in values.items()}


def _bare(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    columns = {column.attname: column for column in model._meta.concrete_fields}
    return {name: columns[name].to_python(value) for name, value in values.items()}


def _nothing(moving: Moving) -> None:
    """Moves nothing: all that this room keeps of people stays."""


@dataclass(frozen=True)
class Belongings:
    """What one room keeps of people, and what becomes of it when two records are one.

    `moves` and `stays` name every key to a person in the room, as "offers.Giving.person"; a
    test finds one that is in neither. `trails` say how every personal field of the room is
    found, exported and erased; a test finds a field without one. Rooms are asked from the
    cellar upwards; when somebody is erased, from the top down.
    """

    moves: frozenset[str] = frozenset()
    stays: Mapping[str, str] = field(default_factory=dict)  # with why
    trails: tuple[Trail, ...] = ()
    ask: Callable[[Person, Person], list[Question]] = lambda _kept, _gone: []
    tell: Callable[[Person, Person], Told] = lambda _kept, _gone: Told()
    hold: Callable[[Person, Person], None] = lambda _kept, _gone: None  # before the people
    lock: Callable[[Person, Person], None] = lambda _kept, _gone: None  # after them
    move: Callable[[Moving], None] = _nothing
    after_way_back: Callable[[Merge, datetime], list[str]] = lambda _merge, _now: []
    # Who is still here, and by what: their cards stay a year after that.
    seen: Callable[[Whom], Iterable[Seen]] = lambda whom: ()
    # Of somebody who is erased: why it cannot be now, what is told, what happens first.
    why_not_leave: Callable[[Leaving], list[str]] = lambda _leaving: []
    tell_leaving: Callable[[Leaving], Farewell] = lambda _leaving: Farewell()
    leave: Callable[[Leaving], None] = lambda _leaving: None
