"""A message to many: it waits a few minutes, and can be stopped so long (X-30)."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.mail.models import Mailing, Message

HOLD = timedelta(minutes=5)


@write_transaction()
def begin_mailing(  # noqa: PLR0913 -- all by keyword but one
    kind: str,
    *,
    scope: models.Model,
    subject: str,
    to_whom: str = "",
    by: models.Model | None,
    now: datetime,
) -> Mailing:
    """Open a mailing, for the deed that queues its messages in the same transaction."""
    return Mailing.objects.create(
        kind=kind,
        scope_ref=audit.ref(scope),
        subject=subject[:200],
        to_whom=to_whom[:200],
        by_ref=audit.ref(by),
        made=now,
        not_before=now + HOLD,
    )


@write_transaction()
def cancel_mailing(mailing: Mailing, *, because: str) -> int:
    """Keep back for good what has not left, when there is nothing to tell any more."""
    Mailing.objects.filter(pk=mailing.pk).update(state=Mailing.State.CANCELLED)
    return mailing.messages.waiting().update(state=Message.State.WITHHELD, error=because[:300])


@write_transaction()
def stop_mailing(
    mailing: Mailing, *, by: models.Model, scope: models.Model, now: datetime
) -> int:
    """Keep back what has not left; return how many. Stopping twice is stopping once."""
    mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if mailing.state != Mailing.State.WAITING:
        return 0
    waiting = mailing.messages.waiting()
    number: int = waiting.update(
        state=Message.State.WITHHELD, error=_("Reden: u hield dit bericht tegen.")
    )
    if not number:
        raise Refused(_("Deze berichten zijn al weg."))
    mailing.state = Mailing.State.STOPPED
    mailing.save(update_fields=["state"])
    audit.note(by, "stop_mailing", on=mailing, scope=scope, now=now, new={"letters": number})
    return number


@write_transaction()
def resume_mailing(
    mailing: Mailing, *, by: models.Model, scope: models.Model, now: datetime
) -> int:
    """Let a stopped mailing go after all, again after the wait; return how many."""
    mailing = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if mailing.state != Mailing.State.STOPPED:
        return 0
    mailing.state, mailing.not_before = Mailing.State.WAITING, now + HOLD
    mailing.save(update_fields=["state", "not_before"])
    held = mailing.messages.filter(state=Message.State.WITHHELD)
    number: int = held.update(
        state=Message.State.QUEUED, error="", not_before=mailing.not_before
    )
    audit.note(by, "resume_mailing", on=mailing, scope=scope, now=now, new={"letters": number})
    return number
