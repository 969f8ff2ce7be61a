"""Bring organisations into the network, and change them."""

from datetime import datetime

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.people.models import Organisation, Person


@write_transaction()
def save_organisation(
    organisation: Organisation, *, by: Person | None, now: datetime
) -> Organisation:
    """Keep a new organisation, or what was changed about one."""
    names = organisation.impersonal.split()
    before = Organisation.objects.filter(pk=organisation.pk).values(*names).first() or {}
    fresh = {name: getattr(organisation, name) for name in names}
    changed = {name: value for name, value in fresh.items() if before.get(name) != value}
    organisation.save()
    deed = "change_organisation" if before else "make_organisation"
    old = {name: before[name] for name in changed} if before else {}
    if changed:
        audit.note(by, deed, on=organisation, now=now, old=old, new=changed)
    return organisation
