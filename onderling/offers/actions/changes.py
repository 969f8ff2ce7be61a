"""What a deed changes, and how an audit line writes that down."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model


def take_over(thing: Model, new: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set these values; return the old and the new ones, of what differs only."""
    old = {name: getattr(thing, name) for name in new}
    changed = [name for name in new if old[name] != new[name]]
    for name in changed:
        setattr(thing, name, new[name])
    return (
        {name: written(old[name]) for name in changed},
        {name: written(new[name]) for name in changed},
    )


def written(value: Any) -> Any:
    """Write a value as JSON can keep it and a person can read it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Model) else value
