"""Messages that belong to no round, for permission tests."""

from datetime import datetime
from typing import Any

from onderling.mail.actions import queue
from onderling.mail.models import Message
from onderling.mail.rules import Recipient


def of_no_round(slug: str, *, now: datetime) -> dict[str, Any]:
    """A letter to tick off, and a mail that may have come back."""
    letter = queue("notice", to=Recipient("Cis Kok", ""), subject="Dag", body="Dag", now=now)
    to = Recipient("Dik Vos", f"dik@{slug}.example")
    mail = queue("card_goes", to=to, subject="Dag", body="Dag", now=now)
    Message.objects.filter(pk=mail.pk).update(state=Message.State.SENT, sent=now)
    return {"loose_letter_id": letter.pk, "loose_mail_id": mail.pk}
