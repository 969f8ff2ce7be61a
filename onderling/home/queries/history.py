"""The audit lines of a round in words: who, what, which thing, from what to what (X-6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.audit import ref
from onderling.base.models import AuditLine
from onderling.home.actions import can_be_put_back
from onderling.home.queries.deed_words import DEEDS, VALUES, VALUES_OF
from onderling.home.queries.field_words import FIELDS
from onderling.rounds.models import Round

# How to name a thing, and what to fetch along so that a page asks once per kind of thing.
SAID: dict[str, tuple[tuple[str, ...], Callable[[Any], str]]] = {
    "signups.participation": (("person",), lambda thing: thing.person.name),
    "signups.signup": (
        ("participation__person", "meeting__offer"),
        lambda thing: f"{thing.participation.person.name}: {thing.meeting.offer.title}",
    ),
    "signups.lock": (
        ("participation__person", "meeting__offer"),
        lambda thing: f"{thing.participation.person.name}: {thing.meeting.offer.title}",
    ),
    "signups.match": (
        ("participation__person", "meeting__offer"),
        lambda thing: f"{thing.participation.person.name}: {thing.meeting.offer.title}",
    ),
    "signups.allocationrun": ((), lambda thing: _("verdeling {pk}").format(pk=thing.pk)),
    "offers.meeting": (("offer", "slot"), str),
    "base.import": ((), lambda source: source.file_name or _("een lijst")),
}
NOBODY = gettext_lazy("vanzelf")


@dataclass(frozen=True)
class Change:
    """One value that changed."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One audit line, ready to read."""

    at: datetime
    who: str
    deed: str
    thing: str
    changes: list[Change]
    because: str
    pk: int = 0
    back: bool = False


def lines_of(round: Round) -> Any:
    """The audit lines of this round, newest first."""
    found = AuditLine.objects.filter(scope_ref=ref(round))
    return found.select_related("detail").order_by("-pk")


def told(lines: Iterable[AuditLine]) -> list[Entry]:
    """Put lines in words. One query per kind of thing on the page, however many lines."""
    lines = list(lines)
    names = names_in(lines)
    return [
        Entry(
            at=line.at,
            who=names.get(line.actor_ref, line.actor_ref) or str(NOBODY),
            deed=str(DEEDS.get(line.deed, line.deed.replace("_", " "))),
            thing=names.get(line.object_ref, _("(is er niet meer)")),
            changes=changes_of(line, names),
            because=line.detail.because if hasattr(line, "detail") else "",
            pk=line.pk,
            back=can_be_put_back(line),
        )
        for line in lines
    ]


def names_in(lines: Iterable[AuditLine]) -> dict[str, str]:
    """Name everything that these lines point at. One query per kind of thing."""
    refs = {one for line in lines for one in _refs(line) if one}
    kinds: dict[str, list[int]] = defaultdict(list)
    for one in refs:
        kind, _sep, number = one.rpartition(":")
        kinds[kind].append(int(number))
    found: dict[str, str] = {}
    for kind, numbers in kinds.items():
        related, say = SAID.get(kind, ((), str))
        things = apps.get_model(kind)._default_manager.filter(pk__in=numbers)
        if related:
            things = things.select_related(*related)
        found |= {ref(thing): say(thing) for thing in things}
    return found


# Values that are keys of things, by field: what they point at.
KEYS = {
    "wishes": "offers.meeting",
    "absent": "offers.slot",
    "slot": "offers.slot",
    "last_slot": "offers.slot",
    "room": "offers.room",
    "givers": "people.person",
}
OPINIONS = {
    "also_good": gettext_lazy("ook goed"),
    "rather_not": gettext_lazy("liever niet"),
    "cannot": gettext_lazy("kan niet"),
}


def _refs(line: AuditLine) -> set[str]:
    """Everything a line points at: who did it, to what, and the things in its values."""
    found = {line.actor_ref, line.object_ref}
    for field, kind in KEYS.items():
        for values in _values(line):
            found |= {f"{kind}:{key}" for key in _keys(values.get(field))}
    return found


def _values(line: AuditLine) -> list[dict[str, Any]]:
    return [line.detail.old, line.detail.new] if hasattr(line, "detail") else []


def _keys(value: Any) -> list[str]:
    found = value if isinstance(value, list | dict) else [value]
    return [str(key) for key in found if str(key).isdigit()]


def changes_of(line: AuditLine, names: dict[str, str]) -> list[Change]:
    """What a line says was one value and became another."""
    if not hasattr(line, "detail"):
        return []
    old, new = _values(line)
    said = VALUES | VALUES_OF.get(line.object_ref.rpartition(":")[0], {})
    fields = [*old, *(name for name in new if name not in old)]
    return [
        Change(
            str(FIELDS.get(name, name)),
            _plain(old.get(name), KEYS.get(name, ""), names, said),
            _plain(new.get(name), KEYS.get(name, ""), names, said),
        )
        for name in fields
        if old.get(name) != new.get(name)
    ]


def _plain(value: Any, kind: str, names: dict[str, str], said: dict[str, Any]) -> str:
    """Write a value: keys become names, yes and no words, a wish its title and rank."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list):
        return ", ".join(_plain(one, kind, names, said) for one in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{_plain(key, kind, names, said)}: {OPINIONS.get(str(one), one)}"
            for key, one in value.items()
        )
    return names.get(f"{kind}:{value}", str(said.get(str(value), value)))
