"""What only a person can decide: about doubt, about mail that came back, about a call made."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.mail.models import Bounce, Message

State = Message.State


@write_transaction()
def send_again(
    message: Message, *, by: models.Model, scope: models.Model, now: datetime
) -> Message:
    """Offer a doubtful or refused message once more. Its Message-ID stays the same."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state not in {State.UNKNOWN, State.REFUSED} or not message.to_address:
        raise Refused(_("Dit bericht wacht niet op een besluit."))
    if not message.body:
        raise Refused(_("De tekst is al weggehaald. Schrijf een nieuw bericht."))
    message.state, message.not_before = State.QUEUED, now
    message.data_started, message.error, message.code = False, "", None
    message.save(update_fields=["state", "not_before", "data_started", "error", "code"])
    audit.note(by, "send_again", on=message, scope=scope, now=now)
    return message


@write_transaction()
def note_arrived(
    message: Message, *, by: models.Model, scope: models.Model, now: datetime
) -> Message:
    """Write down that a doubtful message arrived after all. Twice is once."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state == State.UNKNOWN:
        message.state, message.sent = State.SENT, now
        message.error = _("U gaf door dat dit bericht aankwam.")
        message.save(update_fields=["state", "sent", "error"])
        audit.note(by, "note_arrived", on=message, scope=scope, now=now)
    return message


@write_transaction()
def note_bounce(  # noqa: PLR0913 -- what came back, and why, and who says so
    message: Message,
    *,
    kind: str,
    because: str,
    by: models.Model,
    scope: models.Model | None,
    now: datetime,
) -> Bounce:
    """Write down that a message came back. A dead address gets no more mail (X-29).

    Without a `scope` the message belongs to no round.
    """
    if message.channel != Message.Channel.MAIL:
        raise Refused(_("Dit is geen e-mail."))
    bounce = Bounce.objects.create(
        message=message, kind=kind, because=because[:200], by_ref=audit.ref(by), at=now
    )
    audit.note(by, "note_bounce", on=message, scope=scope, now=now, new={"bounce": kind})
    return bounce


@write_transaction()
def tick_reached(
    message: Message,
    *,
    reached: bool,
    by: models.Model,
    scope: models.Model | None,
    now: datetime,
) -> Message:
    """Tick somebody off who was rung or written to, or take the tick back (X-32).

    Without a `scope` the message belongs to no round.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.channel != Message.Channel.LETTER:
        raise Refused(_("Dit bericht gaat per e-mail."))
    if reached == bool(message.reached):
        return message
    message.reached = now if reached else None
    message.reached_by_ref = audit.ref(by) if reached else ""
    message.save(update_fields=["reached", "reached_by_ref"])
    audit.note(
        by, "tick_reached" if reached else "untick_reached", on=message, scope=scope, now=now
    )
    return message
