"""Two people in one form: the second is told, nothing typed is lost, nothing undone unseen.

A form carries what it showed when it was opened. When it comes back, each field has three
texts: what was shown, what is saved now, what was typed. What only somebody else changed, we
take over; what both changed differently, the second person decides, with both texts in view.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

FIELD = "versie"  # the hidden field; base/_version.html writes it
SALT = "base.versions"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Differs:
    """A field that two people changed: its label, what is saved now, what was typed."""

    label: str
    theirs: str
    mine: str


def held(rows: QuerySet[Row], request: HttpRequest) -> QuerySet[Row]:
    """Hold a row while a sent form is laid beside it, so that nobody comes in between.

    Only within the transaction of a form with a key; without one there is nothing to hold.
    """
    if request.method != "POST" or not connection.in_atomic_block:
        return rows
    return rows.select_for_update(of=("self",), no_key=True)


def catch_up(form: Any, saved: Mapping[str, Any] | None = None) -> list[Differs]:
    """Lay a form beside what is saved now; return the fields that two people changed.

    A form that is only shown gets its stamp. In a form that was sent, what somebody else
    changed and this person left alone is taken over. `saved` is what is saved, when the form
    begins with something else. Call this before the form is looked at.
    """
    now = _shown(form, form.initial if saved is None else saved)
    form.version = signing.dumps(now, salt=SALT, compress=True)
    form.differs = []
    if not form.is_bound:
        return []
    before = _read(form.data.get(FIELD, ""))
    data = form.data.copy()
    for name in before.keys() & now.keys():
        field = form.fields[name]
        mine = _sent(form, name, field)
        if before[name] == now[name] or mine == now[name]:
            continue
        if mine == before[name]:
            _put(data, form.add_prefix(name), now[name])
        else:
            label = str(form[name].label)
            form.differs.append(Differs(label, _said(field, now[name]), _said(field, mine)))
    form.data = data
    return list(form.differs)


def _shown(form: forms.BaseForm, saved: Mapping[str, Any]) -> dict[str, Any]:
    """What each field shows of what is saved, as a browser would send it back."""
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        if name not in saved:
            continue
        value = field.prepare_value(saved[name])
        if isinstance(field.widget, forms.CheckboxInput):
            found[name] = bool(value)
        else:
            found[name] = _plain(field.widget.format_value(value))
    return found


def _sent(form: forms.BaseForm, name: str, field: forms.Field) -> Any:
    key = form.add_prefix(name)
    value = field.widget.value_from_datadict(form.data, form.files, key)
    return value if isinstance(value, bool) else _plain(value)


def _plain(value: Any) -> str | list[str]:
    if isinstance(value, list | tuple | set):
        several = sorted(str(one) for one in value if one not in {None, ""})
        return several if len(several) > 1 else "".join(several)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _put(data: Any, key: str, value: Any) -> None:
    if value is False or value == []:
        data.pop(key, None)
    elif isinstance(value, list):
        data.setlist(key, value)
    else:
        data[key] = "on" if value is True else value


def _said(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    wanted = value if isinstance(value, list) else [value]
    choices = getattr(field, "choices", None)
    if choices is None:
        return ", ".join(wanted)
    return ", ".join(str(label) for key, label in choices if str(key) in wanted)


def _read(stamp: str) -> dict[str, Any]:
    # A form without its stamp, or with a forged one, is laid beside nothing.
    try:
        found = signing.loads(stamp, salt=SALT)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}
