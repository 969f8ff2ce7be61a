"""Writing to the outbox. Other rooms queue; nothing leaves inside a request."""

import uuid
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from onderling.base.errors import Refused
from onderling.base.language import html_language
from onderling.base.transactions import one_write, write_transaction
from onderling.mail.models import Mailing, Message
from onderling.mail.rules import Recipient, one_line

HOUR = timedelta(hours=1)


def queue(  # noqa: PLR0913 -- a message has this many sides; all but one are by keyword
    kind: str,
    *,
    to: Recipient,
    subject: str,
    body: str,
    now: datetime,
    scope_ref: str = "",
    reply_name: str = "",
    reply_address: str = "",
    secret: bool = False,
    not_before: datetime | None = None,
    mailing: Mailing | None = None,
    batch: list[Message] | None = None,
) -> Message:
    """Write one message to the outbox, in the transaction of the deed that calls this.

    An address that cannot exist does not stop the deed: the message stands there as refused,
    so that a coordinator sees it. Without an address it is a letter or a phone call. What is
    part of a mailing waits with it. Its language is the one of the moment. Of a message to
    thousands, `batch` collects what `queue_all` writes.
    """
    if "\n" in subject or "\r" in subject:
        raise Refused(_("Een onderwerp is één regel."))
    by_mail = to.channel == Message.Channel.MAIL and bool(to.address)
    wrong = by_mail and not can_be_an_address(to.address)
    message = Message(
        kind=kind,
        channel=Message.Channel.MAIL if by_mail else Message.Channel.LETTER,
        to_name=one_line(to.name)[:200],
        to_address=to.address if by_mail else "",
        to_ref=to.ref,
        scope_ref=scope_ref,
        reply_name=one_line(reply_name)[:200],
        reply_address=reply_address if can_be_an_address(reply_address) else "",
        subject=subject[:200],
        body=body,
        language=html_language(),
        secret=secret,
        state=Message.State.REFUSED if wrong else Message.State.QUEUED,
        error=_("Reden: dit e-mailadres kan niet bestaan.") if wrong else "",
        message_id=f"<{uuid.uuid4().hex}@{urlsplit(settings.BASE_ADDRESS).hostname}>",
        not_before=mailing.not_before if mailing else not_before or now,
        mailing=mailing,
        queued=now,
    )
    if batch is not None:
        batch.append(message)
        return message
    with one_write():
        message.save(force_insert=True)
    return message


@write_transaction()
def queue_all(batch: list[Message]) -> None:
    """Write a batch to the outbox, in the transaction of the deed that calls this."""
    Message.objects.bulk_create(batch, batch_size=500)


@write_transaction()
def queue_sparingly(  # noqa: PLR0913 -- as above
    kind: str,
    *,
    to: Recipient,
    subject: str,
    body: str,
    now: datetime,
    most: int = 3,
    most_a_day: int = 20,
) -> Message | None:
    """Queue a secret message that a stranger can ask for; None when that is too often.

    Anybody may type anybody's address, so we count what this address got already: at most
    `most` an hour and `most_a_day` a day. The one who asks may not see the difference.
    """
    sent = Message.objects.filter(kind=kind, to_address=to.address)
    if (
        sent.filter(queued__gt=now - HOUR).count() >= most
        or sent.filter(queued__gt=now - 24 * HOUR).count() >= most_a_day
    ):
        return None
    return queue(kind, to=to, subject=subject, body=body, now=now, secret=True)


@write_transaction()
def withhold(kind: str, *, scope_ref: str, because: str, to_ref: str = "") -> int:
    """Keep back the messages of a kind that still wait; return how many.

    For everybody, and then their mailing is over for good; or for one person.
    """
    waiting = Message.objects.about(scope_ref).waiting().filter(kind=kind)
    if to_ref:
        waiting = waiting.filter(to_ref=to_ref)
    else:
        mailings = Mailing.objects.about(scope_ref).filter(kind=kind)
        mailings.update(state=Mailing.State.CANCELLED)
    return waiting.update(state=Message.State.WITHHELD, error=because[:300])


@lru_cache(maxsize=1000)  # one answer address stands in thousands of messages
def can_be_an_address(address: str) -> bool:
    """Say whether a mail server could accept this as one address."""
    try:
        parsed = Address(addr_spec=address)
    except (ValueError, IndexError, MessageError):
        return False
    return bool(parsed.username and parsed.domain) and parsed.addr_spec == address
