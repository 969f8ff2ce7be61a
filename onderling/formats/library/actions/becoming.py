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
from onderling.outcomes.actions.rows import open_row, silence_row
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import Kind
from onderling.people.models import Person
from onderling.rounds.models import Round

LONGEST = 1000


@write_transaction()
def lay_before(
    contribution: Contribution, round: Round, *, by: Person, now: datetime
) -> Disposition:
    """Ask in a round what becomes of it: its editor answers, until they give it to another."""
    if not contribution.is_public:
        raise Refused(_("Plaats de bijdrage eerst."))
    if contribution.round_id != round.pk:
        contribution.round = round
        contribution.save(update_fields=["round"])
    row = open_row(
        round,
        kind=Kind.CONTRIBUTION,
        text=f"{contribution.title}. {contribution.words}"[:LONGEST],
        source_ref=ref(contribution),
        link=reverse("library:contribution", args=[contribution.pk]),
        contributors=[contribution.sender] if contribution.sender else [],
        by=by,
        now=now,
    )
    if row.addressee is None:
        row = assign(row, _editor_of(round, by=by, now=now), by=by, now=now)
    return row


def _editor_of(round: Round, *, by: Person, now: datetime) -> Addressee:
    """Who answers as editor of this series: the one there is, else who placed it."""
    role = _("Redactie")
    known = Addressee.objects.filter(programme=round.programme)
    own = known.filter(person=by).first()
    return (
        own
        or known.filter(role__iexact=role, organisation=None).first()
        or set_addressee(round, None, role=role, organisation=None, person=by, by=by, now=now)
    )


@write_transaction()
def let_go(contribution: Contribution, *, by: Person | None, now: datetime) -> None:
    """It is no longer to be read: then its words stand in no list of answers either."""
    silence_row(ref(contribution), by=by, now=now)
