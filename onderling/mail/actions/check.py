"""A mail to oneself, to see whether mail works here."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.contact import install_contact
from onderling.base.errors import Refused
from onderling.base.language import speaking
from onderling.base.transactions import write_transaction
from onderling.mail.actions.queueing import HOUR, queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient

KIND = "mail_check"
MOST_AN_HOUR = 6


@write_transaction()
def mail_myself(person: Any, *, now: datetime) -> Message | None:
    """Queue a mail to who asks; None when that is too often. People live a floor higher."""
    if not person.email:
        raise Refused(_("U hebt hier geen e-mailadres. Vul dat eerst in bij uw gegevens."))
    earlier = Message.objects.filter(kind=KIND, to_address=person.email, queued__gt=now - HOUR)
    if earlier.count() >= MOST_AN_HOUR:
        return None
    with speaking(person.language):
        return _mail(person, now=now)


def _mail(person: Any, *, now: datetime) -> Message:
    contact = install_contact()
    body = _(
        "Dag {name},\n\nDit is een proefmail van {network}. U vroeg er zelf om.\n\n"
        "Ziet u dit bericht bij de ongewenste mail? Vraag dan uw beheerder van het domein"
        " naar SPF en DKIM.\n\nVragen? Bel {contact} {phone}"
    ).format(
        name=person.first_name,
        network=settings.INSTALL.network_name,
        contact=contact.name,
        phone=contact.phone,
    )
    to = Recipient(person.name, person.email, ref=audit.ref(person))
    subject = _("Proefmail van {network}").format(network=settings.INSTALL.network_name)
    return queue(KIND, to=to, subject=subject, body=body.strip() + "\n", now=now)


def last_check(person: Any) -> Message | None:
    """The last mail of this kind that somebody asked for, and what became of it."""
    return Message.objects.filter(kind=KIND, to_ref=audit.ref(person)).first()
