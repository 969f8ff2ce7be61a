"""Give and end roles; let the first owner in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.actions.persons import affiliate, come_in, find_person, make_person
from onderling.people.models import FirstEntry, Membership, Organisation, Person
from onderling.people.rules import Group, Role, Scope, is_possible, may_hand_out

FIRST_ENTRY_LASTS = timedelta(hours=24)


@write_transaction()
def grant(  # noqa: PLR0913 -- who, what, where, by whom, when; by keyword
    person: Person,
    role: str,
    *,
    scope: str,
    scope_id: int = 0,
    by: Person | None,
    now: datetime,
) -> Membership:
    """Give a role within a scope. Giving it twice is giving it once.

    `by` is None only for the install itself. In which scopes `by` may do this is for the view
    to say; that nobody hands out more than the own role is decided here.
    """
    if not is_possible(role, scope):
        raise Refused(_("Deze rol bestaat hier niet."))
    _check_rank(by, role)
    held, made = Membership.objects.get_or_create(
        person=person,
        role=role,
        scope=scope,
        scope_id=scope_id,
        until=None,
        defaults={"since": now, "granted_by": by},
    )
    if made:
        new = {"role": str(role), "scope": str(scope), "scope_id": scope_id}
        audit.note(by, "grant_role", on=person, now=now, new=new)
    return held


@write_transaction()
def end_role(membership: Membership, *, by: Person | None, now: datetime) -> Membership:
    """End a role today. The row stays; the last owner cannot leave the install without one."""
    # All owners' rows are locked: two owners may not both end the other at the same moment.
    owners = Membership.objects.select_for_update().filter(role=Role.OWNER, until=None)
    last = {owner.pk for owner in owners} == {membership.pk}
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until:
        return membership
    _check_rank(by, membership.role)
    if last:
        raise Refused(_("Dit is de laatste beheerder. Geef eerst iemand anders die rol."))
    membership.until = now
    membership.save(update_fields=["until"])
    old = {
        "role": membership.role,
        "scope": membership.scope,
        "scope_id": membership.scope_id,
    }
    audit.note(by, "end_role", on=membership.person, now=now, old=old)
    return membership


def _check_rank(by: Person | None, role: str) -> None:
    if by is None:
        return
    held = set(by.memberships.current().values_list("role", flat=True))
    if not may_hand_out(held, role):
        raise Refused(_("Deze rol geeft alleen een beheerder."))


@write_transaction()
def make_first_entry(now: datetime) -> str:
    """Make the one-time address for the first owner and return it (X-130).

    Only a hash is kept, so that a copy of the database lets nobody in. Raises Refused on an
    install that has an owner.
    """
    if has_owner():
        raise Refused(_("Deze installatie heeft al een beheerder."))
    token = secrets.token_urlsafe(24)
    FirstEntry.objects.create(key_hash=_hash(token), expires=now + FIRST_ENTRY_LASTS)
    return settings.BASE_ADDRESS + reverse("people:first", args=[token])


def find_first_entry(token: str, *, now: datetime) -> FirstEntry | None:
    """Find the entry of an address that still works."""
    if has_owner():
        return None
    fresh = FirstEntry.objects.filter(key_hash=_hash(token), used=None, expires__gt=now)
    return fresh.first()


@write_transaction()
def use_first_entry(  # noqa: PLR0913 -- what the form asks; by keyword
    token: str, *, first_name: str, last_name: str, email: str, organisation: str, now: datetime
) -> Person:
    """Make the first owner. The address works once, also when two people open it."""
    # The first to lock the entries wins; the other finds an owner.
    list(FirstEntry.objects.select_for_update().filter(used=None).values_list("pk"))
    entry = find_first_entry(token, now=now)
    if entry is None:
        raise Refused(_("Dit adres werkt niet meer. Vraag een nieuw adres in de terminal."))
    entry.used = now
    entry.save(update_fields=["used"])
    person = find_person(email) or make_person(
        first_name=first_name, last_name=last_name, email=email, now=now
    )
    come_in(person, Person.State.ACCOUNT, now=now)
    where, _made = Organisation.objects.get_or_create(name=organisation)
    affiliate(person, where, group=Group.PAID)
    grant(person, Role.OWNER, scope=Scope.NETWORK, by=None, now=now)
    return person


def has_owner() -> bool:
    """Say whether somebody owns this install."""
    owners = Membership.objects.current().filter(role=Role.OWNER)
    return owners.filter(person__in=Person.objects.present()).exists()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
