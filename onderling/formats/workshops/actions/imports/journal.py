"""What taking over a list did, row by row, so that it can be undone."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from onderling.base.audit import ref


class Journal:
    """Collects per row what it made and what it changed; goes into `ImportRow.before`.

    `made` holds the values as we wrote them and `changed` the old and the new one, so that
    an undo can see what people changed since.
    """

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, Any]] = defaultdict(
            lambda: {"made": {}, "changed": {}, "wishes": []}
        )
        self.about: dict[int, tuple[str, bool]] = {}

    def make(self, row: int, thing: Model, *fields: str) -> None:
        values = {name: value_of(thing, name) for name in fields}
        self.rows[row]["made"][ref(thing)] = values

    def change(self, row: int, thing: Model, field: str, new: Any) -> bool:
        """Set a field and note it; say whether it differed."""
        name = _column(thing, field)
        old = getattr(thing, name)
        if old == new:
            return False
        setattr(thing, name, new)
        kept = self.rows[row]["changed"].setdefault(ref(thing), {})
        kept[field] = [kept[field][0] if field in kept else plain(old), plain(new)]
        return True

    def change_all(self, row: int, thing: Model, values: Mapping[str, Any]) -> bool:
        """Set several fields; say whether any differed."""
        return sum(self.change(row, thing, *item) for item in values.items()) > 0

    def wish(self, row: int, **kept: Any) -> None:
        self.rows[row]["wishes"].append(kept)

    def is_about(self, row: int, thing: Model, *, made: bool) -> None:
        self.about[row] = (ref(thing), made)


def value_of(thing: Model, field: str) -> Any:
    """Return a field as the journal has it."""
    return plain(getattr(thing, _column(thing, field)))


def plain(value: Any) -> Any:
    """Write a value as JSON can keep it."""
    return value.isoformat() if isinstance(value, date) else value


def _column(thing: Model, field: str) -> str:
    """Name the attribute that holds the plain value: the key of a foreign key."""
    return str(getattr(thing._meta.get_field(field), "attname", field))
