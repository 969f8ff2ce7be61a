"""Letters that still wait tell what the page tells: what was withdrawn is gone (X-86)."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from onderling.base.transactions import write_transaction
from onderling.feedback.actions.sending import Telling
from onderling.feedback.models import Bulletin
from onderling.feedback.queries.texts import digest_of
from onderling.mail.models import Message
from onderling.mail.rules import Recipient
from onderling.rounds.models import Round

NOT_GONE = (Message.State.QUEUED, Message.State.WITHHELD)


def bulletins_that_wait(channel: str) -> QuerySet[Bulletin]:
    """Those with a mail that is held or stopped, or with a letter that nobody ticked off."""
    waiting = Message.objects.filter(
        mailing=OuterRef("mailing"), channel=channel, state__in=NOT_GONE, reached=None
    )
    found = Bulletin.objects.filter(Exists(waiting)).exclude(mailed="")
    return found.select_related("round__programme")


@write_transaction()
def write_anew(bulletin: Bulletin, *, now: datetime) -> int:
    """Write the letters that wait once more when the content changed; return how many."""
    Round.objects.lock(bulletin.round_id)
    bulletin = Bulletin.objects.select_related("round__programme").get(pk=bulletin.pk)
    fresh = digest_of(bulletin)
    if bulletin.mailed == fresh:
        return 0
    telling = Telling(bulletin)
    waiting = Message.objects.filter(
        mailing=bulletin.mailing_id, state__in=NOT_GONE, reached=None
    )
    rows = [one for one in waiting.select_for_update() if one.to_ref in telling.people]
    to = {
        one.to_ref: Recipient(one.to_name, one.to_address, one.channel, one.to_ref)
        for one in rows
    }
    links = telling.desk.own_addresses(to.values(), telling.people, now=now)
    for one in rows:
        person = telling.people[one.to_ref]
        one.body = telling.letter(
            to[one.to_ref], link=links[one.to_ref], leave=telling.leave_for(person)
        ).body
    Message.objects.bulk_update(rows, ["body"], batch_size=200)
    bulletin.mailed = fresh
    bulletin.save(update_fields=["mailed"])
    return len(rows)
