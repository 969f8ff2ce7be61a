"""Asking for the newsletter: one form, one mail, one button (S2-17)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue_sparingly
from onderling.mail.actions.switches import set_switch
from onderling.mail.rules import Purpose, Recipient, one_line
from onderling.people.actions.links import signed
from onderling.people.actions.persons import come_in, find_person, make_person, spelled
from onderling.people.models import Person

# Who never presses the button is not kept: all that was typed stands in the address itself.
SALT = "people.newsletter"
KEPT_OPEN = timedelta(days=14)
KIND = "confirm_newsletter"


@dataclass(frozen=True)
class Asked:
    """What somebody typed in the form, as it comes back from their own mailbox."""

    email: str
    name: str


@write_transaction()
def ask_for_newsletter(*, email: str, name: str, now: datetime) -> None:
    """Mail a button that starts the newsletter. Known or not: the same mail, the same time."""
    address = spelled(email) or ""
    first_name = one_line(name)
    token = signing.dumps([address, first_name], salt=SALT)
    where = settings.BASE_ADDRESS + reverse("people:newsletter_confirm", args=[token])
    text = _(
        "Dag {name},\n\n"
        "Met dit e-mailadres is de nieuwsbrief aangevraagd.\n"
        "Was u dat? Open de link en druk op de knop:\n\n{address}\n\n"
        "Was u dat niet? Dan hoeft u niets te doen. Wij bewaren uw adres dan niet."
    ).format(name=first_name, address=where)
    subject = _("De nieuwsbrief: klopt dit adres?")
    to = Recipient(first_name, address)
    queue_sparingly(KIND, to=to, subject=subject, body=signed(text), now=now)


def newsletter_asked(token: str) -> Asked | None:
    """Read what was asked; nothing when the address is not ours or too old."""
    try:
        email, name = signing.loads(token, salt=SALT, max_age=KEPT_OPEN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Asked(email, name)


@write_transaction()
def confirm_newsletter(asked: Asked, *, now: datetime) -> Person:
    """Start the newsletter for who pressed the button in their own mailbox."""
    person = find_person(asked.email)
    if person is None:
        person = make_person(first_name=asked.name, email=asked.email, now=now)
    come_in(person, Person.State.GUEST, now=now)
    set_switch(person, Purpose.NEWSLETTER, on=True, now=now)
    return person
