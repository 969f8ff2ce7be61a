"""The code that people type over from their mail to sign in."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.language import language_now, speaking
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue_sparingly
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.people.actions.links import signed, telephone
from onderling.people.actions.persons import find_person, spelled
from onderling.people.models import Person

AN_HOUR, AN_HOUR_AT_HOME = 3, 6


@write_transaction()
def mail_code(typed: str, code: str, *, known_here: str, now: datetime) -> Message | None:
    """Mail a code, or tell an address that we do not know it; None when that is too often.

    The same work is done for both, so that the time it takes tells nobody who is known.
    `known_here` is who signed in before with the browser that asks; that person gets a few
    codes more, so that a stranger who asks all day locks nobody out.
    """
    person = find_person(typed)
    at_home = person is not None and known_here == str(person.pk)
    with speaking(person.language if person else language_now()):
        return _mail_code(
            person, typed, code, most=AN_HOUR_AT_HOME if at_home else AN_HOUR, now=now
        )


def _mail_code(
    person: Person | None, typed: str, code: str, *, most: int, now: datetime
) -> Message | None:
    contact = telephone()  # asked for either way, as all the rest: the clock tells nothing
    if person and code:
        text = _(
            "Dag {name},\n\nDit is uw code om in te loggen:\n\n{code}\n\n"
            "Typ de code over op de pagina die openstaat. De code werkt 15 minuten.\n"
            "Geef de code aan niemand anders. Wij vragen er nooit om.\n\n"
            "Vroeg u hier niet om? Dan hoeft u niets te doen."
        ).format(name=person.first_name, code=code)
        to = Recipient(person.name, person.email or "", ref=audit.ref(person))
    else:
        text = _(
            "Dag,\n\nIemand wilde met dit e-mailadres inloggen. Wij kennen dit adres niet.\n\n"
            "Was u dat? Probeer dan het adres waarmee u zich aanmeldde. Of bel {contact}.\n\n"
            "Vroeg u hier niet om? Dan hoeft u niets te doen."
        ).format(contact=contact)
        to = Recipient("", spelled(typed) or "")
    return queue_sparingly(
        "sign_in_code",
        to=to,
        subject=_("Uw code om in te loggen"),
        body=signed(text),
        most=most,
        now=now,
    )
