"""The notes of a workshop are written, and each opens its row in the ledger (S0-9, X-82)."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting
from onderling.outcomes.actions.rows import drop_row, open_row, reword_row
from onderling.outcomes.models import OutcomeNote
from onderling.outcomes.rules.ledger import Kind
from onderling.outcomes.rules.notes import LONGEST, Clash, laid_beside, may_note
from onderling.people.models import Person
from onderling.rounds.rules import Deed


def refuse_unless_noting(meeting: Meeting, *, now: datetime) -> None:
    """Refuse before the workshop begins, and once the round is closed."""
    round = meeting.offer.round
    if not may_note(allowed=round.allows(Deed.NOTE), starts=meeting.starts, now=now):
        if meeting.starts and meeting.starts > now:
            raise Refused(_("Opschrijven kan zodra de workshop begint."))
        raise Refused(_("Opschrijven kan niet meer: {round} is voorbij.").format(round=round))


@write_transaction()
def save_notes(
    meeting: Meeting,
    typed: Mapping[int, str],
    shown: Mapping[int, str],
    *,
    by: Person,
    now: datetime,
) -> list[Clash]:
    """Write the notes that changed, by position; return those that somebody else changed too.

    An empty note goes. `shown` is what stood on the page when it was opened: two people may
    write for one workshop, and neither wipes out what the other wrote.
    """
    Meeting.objects.lock(meeting.pk)
    refuse_unless_noting(meeting, now=now)
    known = {note.position: note for note in OutcomeNote.objects.filter(meeting=meeting)}
    saved = {position: note.text for position, note in known.items()}
    fresh, clashes = laid_beside(typed, shown, saved)
    for position, text in fresh.items():
        if len(text) > LONGEST:
            said = _("Een zin telt hoogstens {n} tekens.")
            raise Refused(said.format(n=LONGEST))
        _write(meeting, known.get(position), position, text, by=by, now=now)
    if fresh:
        new = {"notes": OutcomeNote.objects.filter(meeting=meeting).count()}
        audit.note(by, "save_notes", on=meeting, scope=meeting.offer.round, now=now, new=new)
    return clashes


def _write(  # noqa: PLR0913 -- one note: where, what it was, what it becomes
    meeting: Meeting,
    note: OutcomeNote | None,
    position: int,
    text: str,
    *,
    by: Person,
    now: datetime,
) -> None:
    if note and not text:
        drop_row(audit.ref(note), by=by, now=now)
        note.delete()
    elif note:
        reword_row(audit.ref(note), text, by=by, now=now)
        note.text, note.changed = text, now
        note.save(update_fields=["text", "changed"])
    elif text:
        offer = meeting.offer
        made = OutcomeNote.objects.create(
            meeting=meeting,
            position=position,
            text=text,
            theme=offer.theme,
            made=now,
            changed=now,
        )
        open_row(
            offer.round,
            kind=Kind.NOTE,
            text=text,
            source_ref=audit.ref(made),
            link=reverse("offers:offer", args=[offer.pk]),
            meeting=meeting,
            by=by,
            now=now,
        )
