"""Several rows become one, or one several: parents, contributors and history stay (X-80)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.outcomes.actions.answering import hold, step, write
from onderling.outcomes.models import Change, Contributor, Descent, Disposition
from onderling.outcomes.rules.ledger import OPEN, By, LedgerDeed, LedgerState
from onderling.people.models import Person
from onderling.rounds.models import Round

FEWEST = 2
LONGEST = 1000  # of what a row says


@write_transaction()
def merge_rows(
    round: Round, rows: Sequence[Disposition], text: str, *, by: Person, now: datetime
) -> Disposition:
    """Make one row of several that ask the same. All their contributors hear its answer."""
    held = _held(round, rows, LedgerDeed.MERGE)
    if len(held) < FEWEST:
        raise Refused(_("Kies er minstens twee om samen te voegen."))
    made = _child(held, text or held[0].text, by=by, now=now)
    audit.note(by, "row_merge", on=made, scope=round, now=now, new={"rows": len(held)})
    return made


@write_transaction()
def split_row(
    row: Disposition, texts: Sequence[str], *, by: Person, now: datetime
) -> list[Disposition]:
    """Make several rows of one that asks several things."""
    parts = [text.strip() for text in texts if text.strip()]
    if len(parts) < FEWEST:
        raise Refused(_("Schrijf minstens twee vragen, elk op een eigen regel."))
    if row.round is None:
        raise Refused(_("Zet het eerst in de lijst van een ronde."))
    held = _held(row.round, [row], LedgerDeed.SPLIT)
    made = [_child(held, text, by=by, now=now) for text in parts]
    audit.note(by, "row_split", on=held[0], scope=row.round, now=now, new={"rows": len(made)})
    return made


@write_transaction()
def put_apart(row: Disposition, *, by: Person, now: datetime) -> int:
    """Undo a merge or a split, as long as nobody answered; return how many rows are back."""
    parents = [one.parent_id for one in row.parents.all()]
    children = set(Descent.objects.filter(parent__in=parents).values_list("child", flat=True))
    held = Disposition.objects.lock(*parents, *children)
    mine = [one for one in held if one.pk in children]
    if not parents or any(one.replaced or one.state not in OPEN for one in mine):
        raise Refused(_("Dat kan niet meer: er is al op geantwoord, of verder mee gedaan."))
    number = Disposition.objects.filter(pk__in=parents).update(replaced=None)
    # How many, not what they said: somebody may take their words back later.
    audit.note(by, "row_apart", on=row, scope=row.round, now=now, old={"rows": len(mine)})
    Disposition.objects.filter(pk__in=children).delete()
    return number


@write_transaction()
def reword_merged(
    row: Disposition, text: str, *, seen: str, by: Person, now: datetime
) -> Disposition:
    """Say what was merged in other words, until somebody answers; its parents stay.

    `seen` are the words that were on the page: somebody may have taken theirs back since. The
    same words again say that one looked, also when there is an answer already.
    """
    held = hold(row)
    if _flat(seen) != _flat(held.text):
        raise Refused(
            _("Deze woorden zijn intussen veranderd. Er is niets gedaan. Lees ze opnieuw.")
        )
    if not held.text or held.parents.count() < FEWEST:
        raise Refused(_("Alleen wat is samengevoegd, kunt u anders verwoorden."))
    if _flat(text) not in {"", _flat(held.text)}:
        step(held, LedgerDeed.REWORD, By.COORDINATOR)
        stood = _("Er stond: {words}").format(words=held.text)
        fresh = {"text": text.strip()[:LONGEST], "lost": None}
        return write(held, LedgerDeed.REWORD, fresh, by=by, now=now, text=stood)
    if held.lost:
        held.lost = None
        held.save(update_fields=["lost"])
        audit.note(by, "look_at_row", on=held, scope=held.round, now=now)
    return held


def _flat(words: str) -> str:
    return " ".join(words.split())


@write_transaction()
def take_words_out(row: Disposition, *, now: datetime) -> None:
    """Empty a row whose words were taken back, and what was made of them by hand.

    What was merged goes on with the words of the others: what they asked still stands. The
    words of who merged them go, for they may be the same, also from its history.
    """
    _say(row, "", now=now)


def is_untouched(row: Disposition) -> bool:
    """Whether nobody was asked about a row or answered it, and nothing came of it."""
    return row.state == LedgerState.RECEIVED and not row.asked and not row.children.exists()


def _say(row: Disposition, words: str, *, now: datetime) -> None:
    row.changes.filter(deed=LedgerDeed.REWORD).update(text="")
    if words and row.text == words:
        return
    row.text, row.lost = words, now if words else None
    row.save(update_fields=["text", "lost"])
    if words:
        Change.objects.create(disposition=row, deed=LedgerDeed.REWORD, state=row.state, at=now)
    for child in Disposition.objects.lock(*row.children.values_list("child", flat=True)):
        said = list(child.parents.order_by("parent").values_list("parent__text", flat=True))
        merged = len(said) > 1
        if words and row.replaced and not merged:  # its parts go: it stands for itself again
            row.replaced = None
            row.save(update_fields=["replaced"])
        _say(child, " / ".join(filter(None, said))[:LONGEST] if merged else "", now=now)
        if not child.text and is_untouched(child):
            child.delete()


def _held(round: Round, rows: Iterable[Disposition], deed: LedgerDeed) -> list[Disposition]:
    held = Disposition.objects.filter(round=round).lock(*(row.pk for row in rows))
    for one in held:
        step(one, deed, By.COORDINATOR)
    return held


def _child(
    parents: Sequence[Disposition], text: str, *, by: Person, now: datetime
) -> Disposition:
    """One row that came of others: their earliest day, and everybody who asked."""
    first = min(parents, key=lambda one: (one.due, one.pk))
    same = {one.addressee_id for one in parents}
    asked = [one.asked for one in parents]
    made = Disposition.objects.create(
        round=first.round,
        kind=first.kind,
        text=text[:LONGEST],
        link=first.link,
        meeting=first.meeting if len({one.meeting_id for one in parents}) == 1 else None,
        addressee=first.addressee if len(same) == 1 else None,
        asked=None if None in asked or len(same) > 1 else max(one for one in asked if one),
        due=first.due,
        state=OPEN[0],
        received=min(one.received for one in parents),
    )
    Descent.objects.bulk_create([Descent(parent=one, child=made) for one in parents])
    known = Contributor.objects.filter(disposition__in=parents)
    who = {(one.person_id, one.meeting_id) for one in known}
    Contributor.objects.bulk_create(
        [
            Contributor(disposition=made, person_id=person, meeting_id=meeting)
            for person, meeting in sorted(who, key=str)
        ]
    )
    Disposition.objects.filter(pk__in=[one.pk for one in parents]).update(replaced=now)
    Change.objects.create(disposition=made, deed="open", state=made.state, by=by, at=now)
    return made
