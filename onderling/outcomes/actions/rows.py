"""Rows of the ledger come from what was said, and follow it until somebody answers (X-77)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.terms import value_of
from onderling.base.transactions import write_transaction
from onderling.offers.models import Meeting
from onderling.outcomes.actions.merging import is_untouched, take_words_out
from onderling.outcomes.models import Change, Contributor, Disposition
from onderling.outcomes.rules.ledger import OPEN, Kind, LedgerDeed, LedgerState
from onderling.outcomes.rules.terms import due_on
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.queries import promised_on


@write_transaction()
def open_row(  # noqa: PLR0913 -- a row has this many sides; all by keyword but one
    round: Round | None,
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
    row, made = Disposition.objects.get_or_create(
        source_ref=source_ref,
        defaults={
            "round": round,
            "kind": kind,
            "text": text,
            "link": link,
            "meeting": meeting,
            "due": _due(round, meeting, now=now),
            "received": now,
        },
    )
    if not made:
        if not row.text:  # its source is back; what was made of it is not
            row.text = text
            if not row.children.exclude(child__text="").exists():
                row.replaced = None
            row.save(update_fields=["text", "replaced"])
        return row
    if meeting:
        Contributor.objects.create(disposition=row, meeting=meeting)
    Contributor.objects.bulk_create(
        [Contributor(disposition=row, person=person) for person in contributors]
    )
    Change.objects.create(disposition=row, deed="open", state=row.state, at=now)
    audit.note(by, "open_row", on=row, scope=round, now=now, new={"kind": str(kind)})
    return row


def _due(round: Round | None, meeting: Meeting | None, *, now: datetime) -> date:
    """The last day for an answer; about no round it counts from today."""
    days = value_of("answer_days")
    if round is None:
        return localdate(now) + timedelta(days=days)
    zone = ZoneInfo(round.zone)
    ended = meeting.ends.astimezone(zone).date() if meeting and meeting.ends else round.ends_on
    today = now.astimezone(zone).date()
    return due_on(ended, promised=promised_on(round), days=days, today=today)


@write_transaction()
def bring_in(row: Disposition, round: Round, *, by: Person, now: datetime) -> Disposition:
    """Put a row of no round in the list of one, until somebody answered. Its day stays."""
    found = Disposition.objects.filter(pk=row.pk, round=None)
    held = found.select_for_update(of=("self",), no_key=True).first()
    if held is None:
        return row
    if held.state not in OPEN:
        raise Refused(_("Hierop is al geantwoord."))
    fresh = {"round": round, "addressee": None, "asked": None, "reminded": None}
    for name, value in fresh.items():
        setattr(held, name, value)
    held.save(update_fields=list(fresh))
    said = _("In de lijst van {round}.").format(round=round)
    Change.objects.create(
        disposition=held, deed="bring_in", state=held.state, text=said, by=by, at=now
    )
    audit.note(by, "bring_in_row", on=held, scope=round, now=now)
    return held


@write_transaction()
def reword_row(source_ref: str, text: str, *, by: Person | None, now: datetime) -> None:
    """Let a row follow its source. Refused once somebody is at it: they answer what stood."""
    row = _untouched(source_ref)
    if row and row.text != text:
        old, row.text = row.text, text
        row.save(update_fields=["text"])
        Change.objects.create(disposition=row, deed=LedgerDeed.REWORD, state=row.state, at=now)
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
    """Take the words of a row away with their source, however far it is, merged or split.

    A row that nobody was asked about goes, and of no round one that is still open; of another
    stays what was decided. The log does not repeat the words.
    """
    found = Disposition.objects.filter(source_ref=source_ref).select_related("round")
    row = found.select_for_update(of=("self",), no_key=True).first()
    if row is None:
        return
    audit.note(by, "silence_row", on=row, scope=row.round, now=now)
    take_words_out(row, now=now)
    if is_untouched(row) or (row.round is None and row.state in OPEN and not row.replaced):
        row.delete()


def _untouched(source_ref: str) -> Disposition | None:
    """The row of a source, held; refused when it is answered, merged or split."""
    found = Disposition.objects.filter(source_ref=source_ref).select_related("round")
    row = found.select_for_update(of=("self",), no_key=True).first()
    if row and (row.state != LedgerState.RECEIVED or row.replaced):
        raise Refused(_("Hierop wordt al geantwoord. Deze zin staat nu vast."))
    return row
