"""The sentence above a mini report."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.feedback.models import MiniReport
from onderling.feedback.rules import LONGEST_OPENING
from onderling.offers.models import Meeting
from onderling.people.models import Person


def refuse_unless_begun(meeting: Meeting, *, now: datetime) -> None:
    """Nothing came out of what did not begin."""
    if meeting.starts is None or meeting.starts > now:
        raise Refused(_("Dit kan zodra de workshop begint."))


@write_transaction()
def write_opening(meeting: Meeting, opening: str, *, by: Person, now: datetime) -> MiniReport:
    """Begin the report of a meeting with this sentence; an empty one takes it away."""
    refuse_unless_begun(meeting, now=now)
    opening = " ".join(opening.split())
    if len(opening) > LONGEST_OPENING:
        raise Refused(_("Hoogstens {n} tekens.").format(n=LONGEST_OPENING))
    report, _made = MiniReport.objects.get_or_create(meeting=meeting)
    old = report.opening
    if old == opening:
        return report
    report.opening, report.by, report.changed = opening, by, now
    report.save(update_fields=["opening", "by", "changed"])
    audit.note(
        by,
        "write_opening",
        on=report,
        scope=meeting.offer.round,
        now=now,
        old={"opening": old},
        new={"opening": opening},
    )
    return report
