"""Rows of the ledger come from what was said, and follow it until somebody answers (X-77)."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting
from onderling.outcomes.models import Change, Contributor, Disposition
from onderling.outcomes.rules.ledger import Kind, LedgerState
from onderling.outcomes.rules.terms import due_on
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.queries import promised_on


@write_transaction()
def open_row(  # noqa: PLR0913 -- a row has this many sides; all by keyword but one
    round: Round,
    *,
    kind: Kind,
    text: str,
    source_ref: str,
    link: str = "",
    meeting: Meeting | None = None,
    contributors: Iterable[Person] = (),
    by: Person | None,
    now: datetime,
) -> Disposition:
    """Write down what was said, so that somebody answers it. The same source twice is once.

    Who hears the answer: everybody in the workshop, and the people named.
    """
    zone = ZoneInfo(round.zone)
    ended = meeting.ends.astimezone(zone).date() if meeting and meeting.ends else round.ends_on
    due = due_on(
        ended,
        promised=promised_on(round),
        days=value_of("answer_days"),
        today=now.astimezone(zone).date(),
    )
    row, made = Disposition.objects.get_or_create(
        source_ref=source_ref,
        defaults={
            "round": round,
            "kind": kind,
            "text": text,
            "link": link,
            "meeting": meeting,
            "due": due,
            "received": now,
        },
    )
    if not made:
        if not row.text:  # its source is back
            row.text = text
            row.save(update_fields=["text"])
        return row
    if meeting:
        Contributor.objects.create(disposition=row, meeting=meeting)
    Contributor.objects.bulk_create(
        [Contributor(disposition=row, person=person) for person in contributors]
    )
    Change.objects.create(disposition=row, deed="open", state=row.state, at=now)
    audit.note(by, "open_row", on=row, scope=round, now=now, new={"kind": str(kind)})
    return row


@write_transaction()
def reword_row(source_ref: str, text: str, *, by: Person | None, now: datetime) -> None:
    """Let a row follow its source. Refused once somebody is at it: they answer what stood."""
    row = _untouched(source_ref)
    if row and row.text != text:
        old, row.text = row.text, text
        row.save(update_fields=["text"])
        Change.objects.create(disposition=row, deed="reword", state=row.state, at=now)
        audit.note(by, "reword_row", on=row, scope=row.round, now=now, old={"text": old})


@write_transaction()
def drop_row(source_ref: str, *, by: Person | None, now: datetime) -> None:
    """Take a row away with its source. Refused once somebody was asked for an answer."""
    row = _untouched(source_ref)
    if row is None:
        return
    if row.asked:
        raise Refused(
            _("Iemand is al om antwoord gevraagd. Pas de zin aan, haal hem niet weg.")
        )
    audit.note(by, "drop_row", on=row, scope=row.round, now=now, old={"text": row.text})
    row.delete()


@write_transaction()
def silence_row(source_ref: str, *, by: Person | None, now: datetime) -> None:
    """Take the words of a row away with their source, however far it is.

    A row that nobody was asked about goes; of another stays what was decided. The log does not
    repeat the words.
    """
    found = Disposition.objects.filter(source_ref=source_ref).select_related("round")
    row = found.select_for_update(of=("self",), no_key=True).first()
    if row is None:
        return
    audit.note(by, "silence_row", on=row, scope=row.round, now=now)
    if row.state == LedgerState.RECEIVED and not row.asked and not row.replaced:
        row.delete()
        return
    row.text = ""
    row.save(update_fields=["text"])


def _untouched(source_ref: str) -> Disposition | None:
    """The row of a source, held; refused when it is answered, merged or split."""
    found = Disposition.objects.filter(source_ref=source_ref).select_related("round")
    row = found.select_for_update(of=("self",), no_key=True).first()
    if row and (row.state != LedgerState.RECEIVED or row.replaced):
        raise Refused(_("Hierop wordt al geantwoord. Deze zin staat nu vast."))
    return row
