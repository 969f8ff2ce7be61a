"""What waits for somebody goes to where they are reached now."""

from django.utils.translation import gettext as _

from onderling.base.transactions import write_transaction
from onderling.mail.models import Message
from onderling.mail.rules import Recipient

State = Message.State


@write_transaction()
def readdress(to: Recipient, *, was: str) -> int:
    """Send on what has not left, and what the old address refused; return how many.

    A code or a link that a stranger could ask for stays with the address it was asked for.
    A letter stays a letter: somebody may have rung about it already.
    """
    own = Message.objects.filter(to_ref=to.ref, secret=False)
    waiting = own.filter(state__in=[State.QUEUED, State.WITHHELD])
    waiting.update(to_name=to.name[:200])
    if was == to.address:
        return 0
    mails = waiting.filter(channel=Message.Channel.MAIL)
    if not to.by_mail:
        return mails.update(channel=Message.Channel.LETTER, to_address="")
    moved: int = mails.update(to_address=to.address)
    refused = own.filter(state=State.REFUSED, to_address=was).exclude(body="")
    again = list(refused)
    refused.update(
        state=State.WITHHELD,
        error=_("Reden: dit adres klopte niet. Het bericht gaat naar een ander adres."),
    )
    for message in again:
        message.pk, message.state, message.error = None, State.QUEUED, ""
        message.code, message.attempts, message.data_started = None, 0, False
        message.to_address = to.address
        message.message_id = f"<anders.{message.message_id.lstrip('<')}"
        message.save()
    return moved + len(again)
