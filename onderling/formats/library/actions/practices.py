"""Practical examples that an editor writes, also of what a workshop noted (S0-16, X-129)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.finding import forget
from onderling.base.transactions import write_transaction
from onderling.formats.library.actions.showing import show_practice
from onderling.formats.library.models import Practice
from onderling.outcomes.models import Disposition
from onderling.people.models import Person


@write_transaction()
def write_practice(
    practice: Practice, *, of: Disposition | None = None, by: Person, now: datetime
) -> Practice:
    """Put a practical example on the site; of what a workshop noted, one and no more."""
    practice.note_ref = audit.ref(of)
    if of:
        Disposition.objects.lock(of.pk)  # two editors at once: the second hears that it is done
    if of and Practice.objects.filter(note_ref=practice.note_ref).exists():
        raise Refused(_("Hiervan is al een praktijkvoorbeeld gemaakt."))
    practice.writer, practice.published = by, now
    practice.save()
    show_practice(practice)
    audit.note(by, "write_practice", on=practice, scope=of.round if of else None, now=now)
    return practice


@write_transaction()
def change_practice(
    practice: Practice, fresh: Mapping[str, Any], *, by: Person, now: datetime
) -> Practice:
    """Change it; its address stays, and what it said is in the log."""
    practice = Practice.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    old = {name: getattr(practice, name) for name in fresh}
    if old == dict(fresh):
        return practice
    for name, value in fresh.items():
        setattr(practice, name, value)
    practice.save(update_fields=list(fresh))
    if practice.is_shown:
        show_practice(practice)
    said = {name: str(value or "") for name, value in old.items()}
    new = {name: str(value or "") for name, value in fresh.items()}
    audit.note(by, "change_practice", on=practice, now=now, old=said, new=new)
    return practice


@write_transaction()
def set_practice(practice: Practice, *, shown: bool, by: Person, now: datetime) -> Practice:
    """Take it off the site, or put it back; one of a contribution goes with that."""
    practice = Practice.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    if practice.contribution_id:
        raise Refused(_("Dit hoort bij een bijdrage. Beslis daar."))
    if practice.is_shown == shown:
        return practice
    practice.hidden = None if shown else now
    practice.save(update_fields=["hidden"])
    if shown:
        show_practice(practice)
    else:
        forget(practice)
    audit.note(by, "show_practice" if shown else "hide_practice", on=practice, now=now)
    return practice
