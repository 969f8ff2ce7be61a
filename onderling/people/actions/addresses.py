"""A new mail address: first proven by a code, then told to the old one."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.language import speaking
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue, queue_sparingly
from onderling.mail.actions.readdressing import readdress
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.people.actions.links import signed, telephone
from onderling.people.actions.persons import find_person, recipient, spelled
from onderling.people.models import Person


@write_transaction()
def mail_address_code(person: Person, typed: str, code: str, *, now: datetime) -> str:
    """Mail a code to a new address; return the code that counts.

    Somebody else's address gets a mail without a code, and then nothing counts: the page
    does not tell who is known here.
    """
    address = spelled(typed) or ""
    holder = find_person(address)
    with speaking(person.language):
        return _mail_code(person, holder, address, code, now=now)


def _mail_code(
    person: Person, holder: Person | None, address: str, code: str, *, now: datetime
) -> str:
    if holder and holder != person:
        code = ""
        text = _(
            "Dag,\n\nIemand wilde dit e-mailadres gebruiken. Het hoort al bij u.\n"
            "Er is niets veranderd.\n\nVragen? Bel {contact}."
        ).format(contact=telephone())
    else:
        text = _(
            "Dag {name},\n\nU wilt dit e-mailadres gaan gebruiken. Dit is uw code:\n\n"
            "{code}\n\nTyp de code over op de pagina die openstaat. "
            "De code werkt 15 minuten.\n\n"
            "Vroeg u hier niet om? Dan hoeft u niets te doen."
        ).format(name=person.first_name, code=code)
    sent = queue_sparingly(
        "confirm_address",
        to=Recipient("" if not code else person.name, address),
        subject=_("Uw code om dit adres te gebruiken"),
        body=signed(text),
        now=now,
    )
    return code if sent else ""


@write_transaction()
def change_address(person: Person, typed: str, *, now: datetime) -> Message | None:
    """Take the new address and tell the old one. Returns the mail to the old address."""
    address = spelled(typed)
    person = Person.objects.select_for_update().get(pk=person.pk)
    holder = find_person(address)
    if holder and holder != person:
        raise Refused(_("Dit adres kunt u niet gebruiken. Bel ons als dat niet klopt."))
    old = person.email
    if old == address:
        return None
    free_own_address(person, address)
    person.email = address
    person.save(update_fields=["email"])
    audit.note(
        person, "change_address", on=person, now=now, old={"email": old}, new={"email": address}
    )
    readdress(recipient(person), was=old or "")
    return tell_old_address(person, old, now=now) if old else None


@write_transaction()
def free_own_address(person: Person, address: str | None) -> None:
    """Take an address back from an own record that went into this one."""
    merged = Person.objects.filter(state=Person.State.MERGED, email=address)
    if address and find_person(address) == person:
        merged.update(email=None)


def tell_old_address(person: Person, old: str, *, now: datetime) -> Message:
    """Tell the address that was used until now: whoever reads it can ring."""
    with speaking(person.language):
        return _mail_old(person, old, now=now)


def _mail_old(person: Person, old: str, *, now: datetime) -> Message:
    text = _(
        "Dag {name},\n\nVanaf nu sturen wij uw berichten naar een ander adres.\n\n"
        "Hebt u dat niet zelf gedaan? Bel dan meteen {contact}."
    ).format(name=person.first_name, contact=telephone())
    return queue(
        "address_changed",
        to=Recipient(person.name, old),
        subject=_("Uw e-mailadres is veranderd"),
        body=signed(text),
        now=now,
    )
