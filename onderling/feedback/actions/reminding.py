"""A letter to who gave a workshop of which nothing was written, once (X-87)."""

from datetime import datetime

from django.db.models import QuerySet

from onderling.base import audit
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.feedback.models import MiniReport
from onderling.feedback.rules import should_remind
from onderling.offers.models import Meeting
from onderling.outcomes.actions.note_takers import to_remind, write_to
from onderling.outcomes.queries.notes import silent_in
from onderling.rounds.models import Round
from onderling.rounds.rules import ALLOWED, Deed

WRITING = [state for state, deeds in ALLOWED.items() if Deed.NOTE in deeds]


def rounds_to_look_at() -> QuerySet[Round]:
    """Those in which somebody can still write."""
    rounds = Round.objects.filter(state__in=WRITING)
    return rounds.select_related("programme__organisation")


def to_remind_of(round: Round, *, now: datetime) -> list[Meeting]:
    """Workshops that ended so many days ago and said nothing. Three queries."""
    days = value_of("report_days")
    known = MiniReport.objects.filter(meeting__offer__round=round)
    opened = set(known.exclude(opening="").values_list("meeting", flat=True))
    reminded = set(known.exclude(reminded=None).values_list("meeting", flat=True))
    return [
        meeting
        for meeting in silent_in(round, now=now)
        if meeting.pk not in opened
        and meeting.ends
        and should_remind(meeting.ends, now=now, days=days, reminded=meeting.pk in reminded)
    ]


@write_transaction()
def remind_who_gave(round: Round, *, now: datetime) -> int:
    """Write to who gave them, or who writes for them; return how many letters.

    A workshop of which somebody had a letter today waits a day: then all of them hear of it.
    """
    round = Round.objects.lock(round.pk)
    due = to_remind_of(round, now=now)
    silent = to_remind(round, now=now, among=due)
    reached = {to.ref for to in silent.reach.everybody}
    waiting = {one.pk for ref in silent.people.keys() - reached for one in silent.meetings[ref]}
    meetings = [one for one in due if one.pk not in waiting]
    if not meetings:
        return 0
    number = write_to(to_remind(round, now=now, among=meetings), round, mailing=None, now=now)
    for meeting in meetings:
        MiniReport.objects.update_or_create(meeting=meeting, defaults={"reminded": now})
    new = {"letters": number}
    audit.note(None, "remind_who_gave", on=round, scope=round, now=now, new=new)
    return number
