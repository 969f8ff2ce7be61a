"""Reminders about what was given to no round: whoever placed it answers (X-128)."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.language import speaking
from onderling.base.transactions import write_transaction
from onderling.mail.actions import queue
from onderling.outcomes.actions.asking import REMINDED, days_heard, subject_of, what_waits
from onderling.outcomes.models import Disposition
from onderling.outcomes.rules.ledger import reminds
from onderling.people.actions.links import personal_address, signed
from onderling.people.actions.persons import recipient
from onderling.people.models import Person


@write_transaction()
def remind_editors(*, now: datetime) -> int:
    """Remind who answers: a week before the day, on it, and weekly after; return how many."""
    today, zone = localdate(now), ZoneInfo(settings.TIME_ZONE)
    waiting: dict[Person, list[Disposition]] = defaultdict(list)
    rows = Disposition.objects.unanswered().filter(round=None).exclude(asked=None)
    for row in rows.select_related("addressee__person"):
        person = row.addressee.person if row.addressee else None
        if person and person.is_active:
            waiting[person].append(row)
    told = 0
    for person, theirs in waiting.items():
        heard = days_heard(theirs, zone)
        if not any(reminds(row.due, heard, today=today) for row in theirs):
            continue
        _write(person, theirs, now=now)
        keys = [row.pk for row in theirs]
        Disposition.objects.filter(pk__in=keys).update(reminded=now)
        audit.note(None, "remind_answers", on=person, now=now, new={"rows": len(keys)})
        told += 1
    return told


def _write(person: Person, rows: list[Disposition], *, now: datetime) -> None:
    to = recipient(person)
    with speaking(person.language):
        link = personal_address(person, now=now) if to.by_mail else ""
        lines = [
            _("Beste {name},").format(name=person.first_name),
            _("Mensen gaven iets mee waarop u mag antwoorden:"),
            *what_waits(rows, link=link, late_on=localdate(now)),
        ]
        queue(
            REMINDED,
            to=to,
            subject=subject_of(rows),
            body=signed("\n\n".join(lines)),
            now=now,
            scope_ref=audit.ref(person),
        )
