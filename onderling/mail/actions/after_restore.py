"""After a restore nobody knows what was sent since: a person decides, nothing goes twice."""

from datetime import datetime

from django.utils.translation import ngettext

from onderling.base.transactions import write_transaction
from onderling.mail.models import Message

WHY = "teruggezet uit een back-up; misschien was het al verstuurd"
State = Message.State


@write_transaction()
def doubt_what_waited(*, now: datetime) -> str:
    """Stop every mail that waited when the backup was made, and say how many.

    It may have left in the hours that were lost. A code to sign in is too old by now.
    """
    waited = Message.objects.filter(
        channel=Message.Channel.MAIL, state__in=[State.QUEUED, State.SENDING]
    )
    waited.filter(secret=True).update(state=State.WITHHELD, error=WHY)
    number = waited.update(state=State.UNKNOWN, error=WHY)
    if not number:
        return ""
    return ngettext(
        "%(number)s bericht wachtte nog toen de back-up werd gemaakt. Het gaat niet vanzelf"
        " weg: kijk bij Berichten of het al was verstuurd.",
        "%(number)s berichten wachtten nog toen de back-up werd gemaakt. Ze gaan niet vanzelf"
        " weg: kijk bij Berichten welke al waren verstuurd.",
        number,
    ) % {"number": number}
