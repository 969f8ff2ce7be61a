"""One answer as it is typed: a choice, why, and perhaps for whom it is."""

from datetime import datetime

from onderling.base.transactions import write_transaction
from onderling.outcomes.actions.answering import Author, decide, forward, take_up
from onderling.outcomes.actions.asking import ask_one
from onderling.outcomes.models import Addressee, Disposition
from onderling.outcomes.rules.ledger import Decision

BUSY = "busy"


@write_transaction()
def answer(  # noqa: PLR0913 -- an answer, for whom it is and whose; two by position
    row: Disposition,
    choice: str,
    *,
    reason: str,
    to: Addressee | None = None,
    who: Author,
    now: datetime,
) -> Disposition:
    """Take a row up, decide, or give it to somebody else who then hears of it at once."""
    if choice == BUSY:
        return take_up(row, text=reason.strip(), who=who, now=now)
    if choice == Decision.PASSED_ON and to:
        passed = forward(row, to, reason, who=who, now=now)
        ask_one(passed, now=now)
        return passed
    return decide(row, choice, reason, who=who, now=now)
