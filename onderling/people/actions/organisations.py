"""Bring organisations into the network, and change them."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.models import AuditLine
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


def last_change_of(organisation: Organisation) -> AuditLine | None:
    """Find the line of what was changed last; None when nothing ever was."""
    return audit.history_of(organisation).filter(deed="change_organisation").last()


@write_transaction()
def put_back_organisation(
    organisation: Organisation, line: int, *, by: Person, now: datetime
) -> Organisation:
    """Give an organisation the values from before its last change; `line` is what was seen."""
    last = last_change_of(organisation)
    if last is None or last.pk != line:
        raise Refused(_("Dit is daarna nog eens veranderd. Kijk opnieuw."))
    for name, value in last.detail.old.items():
        setattr(organisation, name, value)
    return save_organisation(organisation, by=by, now=now)
