"""What everybody heard of the study day of a year ago: by mail, by telephone, or not at all."""

from datetime import datetime, timedelta

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR
from onderling.demo.actions.last_year import EARLIER
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.feedback.actions.sending import Telling, send_bulletin
from onderling.feedback.actions.telling import tell_who_asked
from onderling.feedback.models import Bulletin
from onderling.mail.models import Message

MISSED = 5  # one in so many of whom nobody reached by letter or telephone
SOON = timedelta(hours=1)


@write_transaction()
def tell_everybody(example: Example, *, now: datetime) -> None:
    """Send the bulletin of last year, as if it left then; nothing is mailed by an example."""
    bulletin = Bulletin.objects.select_related("round__programme__organisation").get(
        round=example.rows[EARLIER]
    )
    then = min(bulletin.published or now, now - timedelta(days=1))
    by, digest = person(example, COORDINATOR), Telling(bulletin).reach.digest
    send_bulletin(bulletin, digest=digest, by=by, now=then)
    _left(bulletin, at=then + SOON)
    tell_who_asked(bulletin, now=then + SOON)
    _left(bulletin, at=then + SOON)


def _left(bulletin: Bulletin, *, at: datetime) -> None:
    """All mail left, its text forgotten as after a month; who has no mail was rung, but for
    some who still stand on the list."""
    waiting = Message.objects.about(audit.ref(bulletin.round)).waiting()
    letters = waiting.filter(channel=Message.Channel.LETTER).order_by("pk")
    heard = list(letters.values_list("pk", flat=True))
    reached = [pk for place, pk in enumerate(heard, start=1) if place % MISSED]
    waiting.filter(pk__in=reached).update(reached=at, body="")
    mails = waiting.filter(channel=Message.Channel.MAIL)
    mails.update(state=Message.State.SENT, sent=at, body="")
