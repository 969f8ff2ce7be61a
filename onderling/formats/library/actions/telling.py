"""Telling a sender what became of a contribution, once somebody answered (X-128)."""

from datetime import datetime, timedelta

from onderling.base.audit import ref
from onderling.base.transactions import write_transaction
from onderling.formats.library.actions.giving import address_of
from onderling.formats.library.actions.letters import mail_what_became
from onderling.formats.library.models import Contribution
from onderling.mail.actions.switches import who_wants
from onderling.mail.rules import Purpose
from onderling.outcomes.actions.answering import report_back
from onderling.outcomes.models import Disposition
from onderling.outcomes.rules.ledger import Kind, unheard_since

THINK = timedelta(hours=1)  # in which who answered may take it back
SOURCE = f"{Contribution._meta.label_lower}:"


@write_transaction()
def tell_what_became(*, now: datetime) -> int:
    """Mail each sender the answer, and later that it is done; return how many.

    Not of what was merged or split, and not who wants no such mail: they read it on their page,
    and a bulletin tells it together with what others said.
    """
    rows = Disposition.objects.to_tell().filter(
        kind=Kind.CONTRIBUTION,
        parents=None,
        source_ref__startswith=SOURCE,
    )
    found = {
        row.source_ref: row
        for row in rows.select_related("addressee__organisation")
        if (since := unheard_since(row.decided, row.finished, row.told)) and since < now - THINK
    }
    keys = [source.removeprefix(SOURCE) for source in found]
    told = 0
    for given in Contribution.objects.filter(pk__in=keys).select_related("sender"):
        sender = given.sender
        if sender is None or ref(sender) not in who_wants([ref(sender)], Purpose.FEEDBACK):
            continue
        row = found[ref(given)]
        if mail_what_became(given, row, address=address_of(given), now=now):
            report_back(row, by=None, now=now)
            told += 1
    return told
