"""Personal links: the way in for who has no account and never needs one."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.contact import install_contact
from onderling.base.language import language_now, speaking
from onderling.base.prepared import prepared
from onderling.base.transactions import one_write, write_transaction
from onderling.mail.actions import queue_sparingly
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.people.actions.persons import come_in, find_person, spelled
from onderling.people.models import Person, PersonalLink

# The row alone opens nothing: whoever steals a copy of the database lacks the secret key.
SIGNER = signing.Signer(sep=".", salt="people.link")


def personal_address(person: Person, *, now: datetime) -> str:
    """Return the absolute address of somebody's personal link; make the link if need be."""
    if known := _open_links(person=person.pk):
        return _address(known[0].key)
    with one_write():
        return _address(PersonalLink.objects.create(person=person).key)


@prepared
def _open_links(person: int) -> QuerySet[PersonalLink]:
    return PersonalLink.objects.filter(person=person, revoked=None)


@write_transaction()
def personal_addresses(people: Collection[int], *, now: datetime) -> dict[int, str]:
    """The same for thousands of people at once, by their keys."""
    links = PersonalLink.objects.filter(person__in=people, revoked=None).order_by("pk")
    known = dict(links.values_list("person", "key"))
    fresh = [PersonalLink(person_id=pk) for pk in people if pk not in known]
    for link in PersonalLink.objects.bulk_create(fresh, batch_size=500):
        known[link.person_id] = link.key
    return {pk: _address(key) for pk, key in known.items()}


def _address(key: str) -> str:
    return settings.BASE_ADDRESS + reverse("people:link", args=[SIGNER.sign(key)])


def find_link(token: str) -> PersonalLink | None:
    """Find the link of an address, unless it was revoked, or its person is gone."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    found = PersonalLink.objects.select_related("person").filter(key=key, revoked=None).first()
    return found if found and found.person.is_active else None


def known_by(token: str) -> Person | None:
    """Whose link this was, also when it opens nothing any more."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    found = PersonalLink.objects.select_related("person").filter(key=key).first()
    return found.person if found else None


@write_transaction()
def use_link(link: PersonalLink, *, now: datetime) -> Person:
    """Note that the button behind a personal link was pressed."""
    if link.used is None:
        link.used = now
        link.save(update_fields=["used"])
    come_in(link.person, Person.State.GUEST, now=now)
    return link.person


@write_transaction()
def revoke_links(person: Person, *, by: Person | None, now: datetime) -> int:
    """Close all personal links of somebody, and every session that is still open."""
    count = person.links.filter(revoked=None).update(revoked=now)
    end_sessions(person)
    audit.note(by, "revoke_links", on=person, now=now, new={"links": count})
    return count


@write_transaction()
def end_sessions(person: Person) -> None:
    """End every session of somebody, on all devices.

    A session carries a hash of this field; nobody signs in with a password here.
    """
    person.set_unusable_password()
    person.save(update_fields=["password"])


@write_transaction()
def mail_lost_link(typed: str, *, now: datetime) -> Message | None:
    """Mail the personal link again. A stranger's address gets a mail too, without a link.

    So nobody learns from the page, nor from the time it takes, who takes part.
    """
    person = find_person(typed)
    with speaking(person.language if person else language_now()):
        return _mail_link(person, typed, now=now)


def _mail_link(person: Person | None, typed: str, *, now: datetime) -> Message | None:
    contact = telephone()  # asked for either way, as all the rest: the clock tells nothing
    if person and person.email:
        address = personal_address(person, now=now)
        text = _(
            "Dag {name},\n\nDit is uw persoonlijke link:\n\n{address}\n\n"
            "Open de link en druk op de knop. U hoeft geen wachtwoord te onthouden.\n"
            "Geef de link aan niemand anders.\n\n"
            "Vroeg u hier niet om? Dan hoeft u niets te doen."
        ).format(name=person.first_name, address=address)
        to = Recipient(person.name, person.email, ref=audit.ref(person))
    else:
        # As much work as for somebody we know: else the clock would tell.
        SIGNER.sign(str(PersonalLink.objects.filter(person_id=0).first()))
        text = _(
            "Dag,\n\nIemand vroeg met dit e-mailadres om een persoonlijke link.\n"
            "Wij kennen dit adres niet.\n\n"
            "Was u dat? Probeer dan het adres waarmee u zich aanmeldde. Of bel {contact}.\n\n"
            "Vroeg u hier niet om? Dan hoeft u niets te doen."
        ).format(contact=contact)
        to = Recipient("", spelled(typed) or "")
    subject = _("Uw persoonlijke link")
    return queue_sparingly("personal_link", to=to, subject=subject, body=signed(text), now=now)


def telephone() -> str:
    """Name whom to ring: “Karin Boshuizen (088 000 00 00)”."""
    return install_contact().said


def signed(text: str) -> str:
    """Put the greeting of this network under a mail, with whom to ring."""
    contact = install_contact()
    foot = [settings.INSTALL.network_name, contact.said, contact.mail]
    lines = "\n".join(line for line in foot if line)
    return f"{text}\n\n{_('Hartelijke groet,')}\n{lines}\n"
