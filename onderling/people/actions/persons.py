"""Bring people in, bind them to an organisation, change what we know of them."""

import unicodedata
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.mail.rules import Recipient, one_line
from onderling.people.models import Affiliation, Organisation, Person

CHANGEABLE = {
    "first_name",
    "infix",
    "last_name",
    "phone",
    "post_address",
    "contact_by",
    "place",
    "access_needs",
    "diet",
    "language",
}


@write_transaction()
def make_person(  # noqa: PLR0913 -- a person has this many sides; all by keyword
    *,
    first_name: str,
    infix: str = "",
    last_name: str = "",
    email: str | None = None,
    phone: str = "",
    state: str = Person.State.GUEST,
    now: datetime,
    by: Person | None = None,
    **fields: Any,
) -> Person:
    """Make a row for somebody. Refused when another person has this mail address."""
    address = spelled(email)
    if address and find_person(address):
        raise Refused(_("Er is al iemand met dit e-mailadres."))
    made = Person.objects.create(
        first_name=one_line(first_name),
        infix=one_line(infix),
        last_name=one_line(last_name),
        email=address,
        phone=one_line(phone),
        state=state,
        **fields,
    )
    audit.note(by, "make_person", on=made, now=now, new={"state": state})
    return made


def find_person(email: str | None) -> Person | None:
    """Find who has this mail address, in whatever capitals and signs it was typed."""
    address = spelled(email)
    return Person.objects.with_address(address) if address else None


def spelled(email: str | None) -> str | None:
    """Write a mail address the one way in which we keep it; None for nothing."""
    return unicodedata.normalize("NFKC", email or "").strip().casefold() or None


@write_transaction()
def affiliate(
    person: Person, organisation: Organisation, *, group: str, function: str = ""
) -> Affiliation:
    """Bind a person to an organisation as paid, volunteer or other. Twice is once."""
    bond, made = Affiliation.objects.get_or_create(
        person=person,
        organisation=organisation,
        group=group,
        defaults={"function": one_line(function)},
    )
    if not made and (bond.until or (function and function != bond.function)):
        bond.until = None
        bond.function = one_line(function) or bond.function
        bond.save(update_fields=["until", "function"])
    return bond


@write_transaction()
def change_person(person: Person, *, by: Person | None, now: datetime, **fields: Any) -> Person:
    """Change what we know of somebody. The mail address has a deed of its own."""
    if odd := set(fields) - CHANGEABLE:
        raise TypeError(f"not to be changed here: {sorted(odd)}")
    person = Person.objects.select_for_update().get(pk=person.pk)
    fresh = {name: one_line(str(value)) for name, value in fields.items()}
    changed = {name: v for name, v in fresh.items() if v != getattr(person, name)}
    if not changed:
        return person
    old = {name: getattr(person, name) for name in changed}
    for name, value in changed.items():
        setattr(person, name, value)
    person.save(update_fields=list(changed))
    audit.note(by, "change_person", on=person, now=now, old=old, new=changed)
    return person


@write_transaction()
def come_in(person: Person, state: str, *, now: datetime) -> None:
    """Note that somebody proved to read this mailbox: a guest, or an account after a code."""
    before = [Person.State.UNCONFIRMED]
    if state == Person.State.ACCOUNT:
        before.append(Person.State.GUEST)
    if Person.objects.filter(pk=person.pk, state__in=before).update(state=state):
        old, person.state = person.state, state
        audit.note(
            person, "come_in", on=person, now=now, old={"state": old}, new={"state": state}
        )


def recipient(person: Person) -> Recipient:
    """Say how to reach somebody: by mail, else by letter or telephone."""
    by_phone = person.contact_by in {Person.Contact.PHONE, Person.Contact.PHONE_POST}
    return Recipient(
        name=person.name,
        address=person.email or "",
        channel="letter" if by_phone or not person.email else "mail",
        ref=audit.ref(person),
    )
