"""Correct what we know of somebody, on their behalf (X-137)."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.mail.actions.readdressing import readdress
from onderling.mail.models import Message
from onderling.mail.rules import one_line
from onderling.people.actions.addresses import free_own_address, tell_old_address
from onderling.people.actions.links import SIGNER, end_sessions
from onderling.people.actions.merging import has_role, is_owner
from onderling.people.actions.persons import CHANGEABLE, find_person, recipient, spelled
from onderling.people.models import Person, PersonalLink


@write_transaction()
def correct_person(
    person: Person,
    *,
    by: Person,
    now: datetime,
    scope: models.Model | None = None,
    stranger: bool = False,
    **fields: Any,
) -> int:
    """Change what we know of somebody, the address too; return how many messages went along.

    `stranger` says that the old address is somebody else's: they hear nothing, and the links
    they were sent open nothing any more.
    """
    if odd := set(fields) - CHANGEABLE - {"email"}:
        raise TypeError(f"not to be changed here: {sorted(odd)}")
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    fresh: dict[str, Any] = {name: one_line(str(value or "")) for name, value in fields.items()}
    if "email" in fields:
        fresh["email"] = spelled(fields["email"])
    changed = {name: new for name, new in fresh.items() if new != getattr(person, name)}
    if not changed:
        return 0
    old = {name: getattr(person, name) for name in changed}
    if "email" in changed:
        _refuse_unless_may_set_address(person, changed["email"], by=by)
        free_own_address(person, changed["email"])
    for name, value in changed.items():
        setattr(person, name, value)
    person.save(update_fields=list(changed))
    audit.note(by, "correct_person", on=person, scope=scope, now=now, old=old, new=changed)
    moved = readdress(recipient(person), was=old.get("email", person.email) or "")
    if old.get("email") and stranger:
        _renew_links(person, now=now)
    elif old.get("email"):
        tell_old_address(person, old["email"], now=now)
    return moved


def may_set_address(person: Person, *, by: Person) -> bool:
    """Say whether somebody may set this address: whoever sets it can come in as its owner."""
    return person.pk != by.pk and (is_owner(by) or not has_role(person))


def holder_of(person: Person, typed: str | None) -> Person | None:
    """Find who else has an address, if anybody."""
    found = find_person(typed)
    return found if found and found.pk != person.pk else None


def _refuse_unless_may_set_address(person: Person, address: str | None, *, by: Person) -> None:
    if not may_set_address(person, by=by):
        raise Refused(_("Dit adres verandert deze persoon zelf, of een beheerder."))
    if holder_of(person, address):
        raise Refused(_("Dit adres is al van iemand anders. Er is niets veranderd."))


def _renew_links(person: Person, *, now: datetime) -> None:
    """Give somebody new links for old, also in the letters that still wait."""
    held = [Message.State.QUEUED, Message.State.WITHHELD]
    for link in person.links.filter(revoked=None):
        fresh = PersonalLink.objects.create(person=person)
        link.revoked = now
        link.save(update_fields=["revoked"])
        was, becomes = SIGNER.sign(link.key), SIGNER.sign(fresh.key)
        for message in Message.objects.filter(to_ref=audit.ref(person), state__in=held):
            if was in message.body:
                message.body = message.body.replace(was, becomes)
                message.save(update_fields=["body"])
    end_sessions(person)
