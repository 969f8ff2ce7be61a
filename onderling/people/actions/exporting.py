"""Give everything we keep of somebody to who asks for it on their behalf (X-40)."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.language import speaking
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.people.actions.links import signed, telephone
from onderling.people.actions.persons import recipient
from onderling.people.models import Person


@write_transaction()
def export_for(person: Person, *, by: Person, asked: str, now: datetime) -> Message | None:
    """Note that a coordinator fetched it, and how it was asked; tell whom mail reaches."""
    audit.note(by, "export_person", on=person, now=now, new={"asked": asked})
    to = recipient(person)
    if not to.by_mail:
        return None
    with speaking(person.language):
        text = _(
            "Dag {name},\n\n{who} haalde alles op wat wij van u bewaren, omdat u dat vroeg.\n\n"
            "Vroeg u dat niet? Bel dan meteen {contact}."
        ).format(name=person.first_name, who=by.name, contact=telephone())
        subject = _("Uw gegevens zijn opgehaald")
        return queue("export_told", to=to, subject=subject, body=signed(text), now=now)
