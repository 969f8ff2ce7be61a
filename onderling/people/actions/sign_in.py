"""The code that people type over from their mail to sign in."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue_sparingly
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.people.actions.links import signed, telephone
from onderling.people.actions.persons import find_person, recipient, spelled

KIND = "sign_in_code"


@write_transaction()
def mail_code(email: str, code: str, *, most: int = 3, now: datetime) -> Message | None:
    """Mail a code to somebody we know; None when this address got too many already."""
    person = find_person(email)
    to = Recipient(person.name, email, ref=recipient(person).ref) if person else None
    text = _(
        "Dag {name},\n\nDit is uw code om in te loggen:\n\n{code}\n\n"
        "Typ de code over op de pagina die openstaat. De code werkt 15 minuten.\n"
        "Geef de code aan niemand anders. Wij vragen er nooit om.\n\n"
        "Vroeg u hier niet om? Dan hoeft u niets te doen."
    ).format(name=person.first_name if person else "", code=code)
    return queue_sparingly(
        KIND,
        to=to or Recipient("", email),
        subject=_("Uw code om in te loggen"),
        body=signed(text),
        most=most,
        now=now,
    )


@write_transaction()
def mail_no_code(typed: str, *, now: datetime) -> Message | None:
    """Tell an address that we do not know it: the page says the same to everybody."""
    text = _(
        "Dag,\n\nIemand wilde met dit e-mailadres inloggen. Wij kennen dit adres niet.\n\n"
        "Was u dat? Probeer dan het adres waarmee u zich aanmeldde. Of bel {contact}.\n\n"
        "Vroeg u hier niet om? Dan hoeft u niets te doen."
    ).format(contact=telephone())
    return queue_sparingly(
        KIND,
        to=Recipient("", spelled(typed) or ""),
        subject=_("Uw code om in te loggen"),
        body=signed(text),
        now=now,
    )
