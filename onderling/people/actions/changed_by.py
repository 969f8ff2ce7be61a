"""Who changed a thing last, and when: for telling somebody that another came first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from onderling.base.audit import history_of
from onderling.base.versions import catch_up
from onderling.people.models import Person


@dataclass(frozen=True)
class Change:
    """The last change of a thing: by whom (empty when nobody is known), and when."""

    who: str
    at: datetime


def last_change(thing: Model) -> Change | None:
    """Say who changed a thing last. Two queries."""
    line = history_of(thing).last()
    if line is None:
        return None
    label, _colon, number = line.actor_ref.rpartition(":")
    known = label == Person._meta.label_lower and number.isdecimal()
    who = Person.objects.present().filter(pk=int(number)).first() if known else None
    return Change(who.name if who else "", line.at)


def may_save(form: Any, thing: Model | None, saved: Mapping[str, Any] | None = None) -> bool:
    """Say whether nobody changed the same fields since this form was opened.

    If somebody did, the form says who, and shows both texts; sent again it is saved.
    """
    if not catch_up(form, saved):
        return True
    change = last_change(thing) if thing else None
    form.changed_by = change.who if change else ""
    return False
