"""How a message meets a mail server: headers, envelope, connection."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

from django.conf import settings

from onderling.mail.actions.switches import leave_address
from onderling.mail.models import Message
from onderling.mail.rules import Purpose, purpose_of


def connect() -> smtplib.SMTP:
    """Open a connection to the mail server of this install; the caller closes it."""
    where: dict[str, Any] = {
        "host": settings.EMAIL_HOST,
        "port": settings.EMAIL_PORT,
        "timeout": settings.EMAIL_TIMEOUT,
    }
    safe = ssl.create_default_context()
    if settings.EMAIL_USE_SSL:
        server: smtplib.SMTP = smtplib.SMTP_SSL(**where, context=safe)
    else:
        server = smtplib.SMTP(**where)
    try:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=safe)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def envelope(message: Message) -> tuple[str, str]:
    """Return the bare addresses that the two servers talk about: from whom, to whom."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return sender, _ascii(message.to_address)


def written(message: Message) -> bytes:
    """Write out a message as it goes over the line: plain text, one recipient.

    Only `Address` builds addresses: a name such as "Jan, evil@x" would otherwise become two.
    """
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(settings.INSTALL.network_name, addr_spec=sender)
    mail["To"] = Address(message.to_name, addr_spec=_ascii(message.to_address))
    if message.reply_address:
        mail["Reply-To"] = Address(message.reply_name, addr_spec=_ascii(message.reply_address))
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.queued)
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = message.language
    mail.set_content(message.body)
    return _way_out(message) + mail.as_bytes()


def _way_out(message: Message) -> bytes:
    """Write the two headers with which a mail program shows a button to end these mails.

    By hand: the library would write an address longer than a line in encoded words, which no
    mail program reads back.
    """
    purpose = purpose_of(message.kind)
    if purpose is Purpose.SERVICE or not message.to_ref:
        return b""
    address = leave_address(message.to_ref, purpose)
    lines = f"List-Unsubscribe: <{address}>\r\n"
    return (lines + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n").encode("ascii")


def _ascii(address: str) -> str:
    """Write a domain with accents as mail servers want it; the rest is ASCII already."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"
