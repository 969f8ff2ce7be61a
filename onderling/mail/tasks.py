"""Tasks of mail: what the worker does."""

import smtplib
import time
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from onderling.base.holds import hold
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.mail.adapter import connect, envelope, written
from onderling.mail.models import Message
from onderling.mail.rules import ANSWERS, is_final, pause

TURN_SECONDS = 20  # the worker has other work too; the rest of the batch goes next time
KEEP_SECRET = timedelta(days=1)
SERVER_LEAVES = 421


def send_waiting(*, held: str = "") -> int:
    """Send what waits in the outbox and say how many left.

    `held` is the reason why mail to many may not leave yet; answers leave all the same.
    Without a mail server nothing happens: messages stay readable in the outbox.
    """
    if not settings.EMAIL_HOST:
        return 0
    # One sender at a time. Whoever has the turn may judge what another left behind.
    with hold("mail") as mine:
        if not mine:
            return 0
        judge_leftovers()
        _say_why_held(held)
        return _send_batch(held)


@write_transaction()
def judge_leftovers() -> None:
    """Decide about messages whose sender was killed half way.

    Before DATA nothing can have arrived, so try again. After it the message may have arrived:
    then only a person may decide, because twice is worse than late.
    """
    left = Message.objects.filter(state=Message.State.SENDING)
    left.filter(data_started=True).update(
        state=Message.State.UNKNOWN, error=_("Reden: het versturen brak halverwege af.")
    )
    left.filter(data_started=False).update(state=Message.State.QUEUED)


@write_transaction()
def forget_bodies() -> None:
    """Blank the text of old messages. The row stays: that something was sent, and when."""
    moment = now()
    kept = timedelta(days=value_of("keep_messages_days"))
    gone = Message.objects.exclude(body="").exclude(state=Message.State.QUEUED)
    gone.filter(queued__lt=moment - kept).update(body="")
    Message.objects.exclude(body="").filter(
        secret=True, queued__lt=moment - KEEP_SECRET
    ).update(body="")


def _due(held: str) -> "Q":
    due = Q(
        state=Message.State.QUEUED, channel=Message.Channel.MAIL, not_before__lte=now()
    ) & ~Q(body="")
    return due & (Q(secret=True) | Q(kind__in=ANSWERS)) if held else due


@write_transaction()
def _say_why_held(held: str) -> None:
    waiting = Message.objects.waiting().filter(channel=Message.Channel.MAIL)
    bulk = waiting.exclude(Q(secret=True) | Q(kind__in=ANSWERS))
    if held:
        bulk.exclude(error=held).update(error=held)
    else:
        bulk.filter(attempts=0).exclude(error="").update(error="")


def _send_batch(held: str) -> int:
    ids = list(
        Message.objects.filter(_due(held)).order_by("queued", "pk").values_list("pk", flat=True)
    )
    if not ids:
        return 0
    try:
        server = connect()
    except (OSError, smtplib.SMTPException) as error:
        _put_off(ids, error)
        return 0
    until, left = time.monotonic() + TURN_SECONDS, 0
    with suppress(OSError, smtplib.SMTPException), server:  # a rude goodbye harms nobody
        for pk in ids:
            if time.monotonic() > until:
                break
            message = _claim(pk)
            if message is None:
                continue
            line_lives = _send(server, message)
            left += message.state == Message.State.SENT
            if not line_lives:
                break  # the next turn opens a new one
    return left


@write_transaction()
def _put_off(ids: list[int], error: Exception) -> None:
    says = _("Reden: de mailserver doet het niet ({error}).").format(error=_short(error))
    Message.objects.filter(pk__in=ids).update(error=says[:300], not_before=now() + pause(1))


@write_transaction()
def _claim(pk: int) -> Message | None:
    waiting = Message.objects.filter(pk=pk, state=Message.State.QUEUED)
    message = waiting.select_for_update().first()
    if message is None:  # somebody withheld it a moment ago
        return None
    message.state = Message.State.SENDING
    message.attempts += 1
    message.data_started = False
    message.error = ""
    message.save(update_fields=["state", "attempts", "data_started", "error"])
    return message


def _send(server: smtplib.SMTP, message: Message) -> bool:
    """Offer one message; say whether the connection can still be used."""
    try:
        sender, to = envelope(message)
        for code, answer in (server.mail(sender), server.rcpt(to)):
            if code >= 400:
                _judge(message, code, answer)
                return _start_over(server, code)
        letter = written(message)
        _data_begins(message)
        code, answer = server.data(letter)
        _judge(message, code, answer)
        if code == SERVER_LEAVES:
            return False
    except smtplib.SMTPDataError as refusal:  # the server did not want to hear DATA
        _judge(message, int(refusal.smtp_code), refusal.smtp_error)
        return _start_over(server, int(refusal.smtp_code))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _lost(message, error)
        return False
    return True


def _start_over(server: smtplib.SMTP, code: int) -> bool:
    """Make the line ready for the next message; say whether that worked."""
    if code == SERVER_LEAVES:
        return False
    try:
        server.rset()
    except (OSError, smtplib.SMTPException):
        return False  # what the server said about this message has been written down
    return True


@write_transaction()
def _data_begins(message: Message) -> None:
    message.data_started = True
    message.save(update_fields=["data_started"])


@write_transaction()
def _judge(message: Message, code: int, answer: bytes | str) -> None:
    """Write down what the server said: 2xx sent, 5xx never, all else once more for days."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    message.code = code
    if code < 400:
        message.state, message.sent, message.error = Message.State.SENT, now(), ""
    else:
        final = is_final(code, waited=now() - message.queued)
        message.state = Message.State.REFUSED if final else Message.State.QUEUED
        message.not_before = now() + pause(message.attempts, code)
        message.data_started = False
        message.error = _("Reden: de mailserver zegt {answer}").format(
            answer=f"{code} {' '.join(text.split())}"
        )[:300]
    message.save(update_fields=["state", "sent", "error", "not_before", "data_started", "code"])


@write_transaction()
def _lost(message: Message, error: Exception) -> None:
    """The line broke. After DATA nobody knows whether the message arrived."""
    if message.data_started:
        message.state = Message.State.UNKNOWN
    else:
        message.state = Message.State.QUEUED
        message.not_before = now() + pause(message.attempts)
    message.error = _("Reden: de verbinding brak ({error}).").format(error=_short(error))[:300]
    message.save(update_fields=["state", "error", "not_before"])


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:150]
