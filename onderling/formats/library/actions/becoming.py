"""What becomes of a contribution: a row of the ledger asks, and somebody answers (X-128)."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.formats.library.models import Contribution
from onderling.outcomes.actions.addressees import set_addressee
from onderling.outcomes.actions.answering import assign
from onderling.outcomes.actions.rows import bring_in, open_row, silence_row
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import Kind
from onderling.people.models import Person
from onderling.rounds.models import Round

LONGEST = 1000


@write_transaction()
def lay_before(
    contribution: Contribution, round: Round | None, *, by: Person, now: datetime
) -> Disposition:
    """Ask what becomes of it, in a round or of who placed it; every contribution has a row.

    In a round its editor answers, until they give it to another. Of no round whoever placed it
    answers, and has read it: they count as asked, so that they are reminded.
    """
    if not contribution.is_public:
        raise Refused(_("Plaats de bijdrage eerst."))
    row = open_row(
        round,
        kind=Kind.CONTRIBUTION,
        text=contribution.said[:LONGEST],
        source_ref=ref(contribution),
        link=reverse("library:contribution", args=[contribution.pk]),
        contributors=[contribution.sender] if contribution.sender else [],
        by=by,
        now=now,
    )
    if round and row.round is None:
        row = bring_in(row, round, by=by, now=now)
    if round and row.round_id != round.pk:
        raise Refused(_("Dit staat al in de lijst van een andere ronde. Antwoord daar."))
    if round and contribution.round_id != round.pk:
        contribution.round = round
        contribution.save(update_fields=["round"])
    if row.addressee is None:
        row = assign(row, _editor_of(row.round, by=by, now=now), by=by, now=now)
        _note_asked(row, now=now)
    return row


@write_transaction()
def take_on(contribution: Contribution, *, by: Person, now: datetime) -> Disposition:
    """Answer it oneself in place of another editor; only what is of no round."""
    row = lay_before(contribution, None, by=by, now=now)
    if row.round:
        raise Refused(_("Geef het in de lijst van de ronde aan een ander."))
    row = assign(row, _editor_of(None, by=by, now=now), by=by, now=now)
    _note_asked(row, now=now)
    return row


def _note_asked(row: Disposition, *, now: datetime) -> None:
    if row.round is None and row.asked is None:
        row.asked = now
        row.save(update_fields=["asked"])


def _editor_of(round: Round | None, *, by: Person, now: datetime) -> Addressee:
    """Who answers as editor: of this series the one there is, else who placed it."""
    role = _("Redactie")
    known = Addressee.objects.filter(programme=round.programme if round else None)
    own = known.filter(person=by).first()
    if own is None and round:
        own = known.filter(role__iexact=role, organisation=None).first()
    return own or set_addressee(
        round, None, role=role, organisation=None, person=by, by=by, now=now
    )


@write_transaction()
def let_go(contribution: Contribution, *, by: Person | None, now: datetime) -> None:
    """It is no longer to be read: then its words stand in no list of answers either."""
    silence_row(ref(contribution), by=by, now=now)
