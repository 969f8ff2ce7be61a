"""What becomes of what was said: somebody takes it up, decides with a reason, does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.outcomes.models import Addressee, Change, Disposition
from onderling.outcomes.rules.ledger import (
    ANSWERED,
    By,
    Decision,
    LedgerDeed,
    LedgerState,
    may_be_done,
    next_state,
)
from onderling.people.models import Person


@dataclass(frozen=True)
class Author:
    """Somebody who answers, and as what: for themselves, or for the coordinator."""

    person: Person
    hat: By


@write_transaction()
def assign(
    row: Disposition,
    addressee: Addressee,
    *,
    due: date | None = None,
    by: Person,
    now: datetime,
) -> Disposition:
    """Say who answers, and by when. Nobody hears of it before the coordinator asks them."""
    held = hold(row)
    step(held, LedgerDeed.ASSIGN, By.COORDINATOR)
    fresh: dict[str, Any] = {"addressee": addressee, "due": due or held.due}
    if held.addressee_id != addressee.pk:
        fresh |= {"asked": None, "reminded": None, "state": LedgerState.RECEIVED}
    elif fresh["due"] == held.due:
        return held
    old = {"addressee": str(held.addressee or ""), "due": str(held.due)}
    return write(held, LedgerDeed.ASSIGN, fresh, by=by, now=now, text=str(addressee), old=old)


@write_transaction()
def take_up(row: Disposition, *, text: str = "", who: Author, now: datetime) -> Disposition:
    """Say that one is at it, and if one likes what happens now."""
    held = hold(row)
    state = step(held, LedgerDeed.TAKE_UP, who.hat)
    if (held.state, held.reason) == (state, text):
        return held
    fresh = {"state": state, "reason": text}
    return write(held, LedgerDeed.TAKE_UP, fresh, by=who.person, now=now, text=text)


@write_transaction()
def decide(
    row: Disposition, decision: str, reason: str, *, who: Author, now: datetime
) -> Disposition:
    """Decide, with a reason: a no without one is no answer (X-78). Twice is once."""
    held, reason = hold(row), reason.strip()
    if held.state in ANSWERED and (held.decision, held.reason) == (decision, reason):
        return held
    state = step(held, LedgerDeed.DECIDE, who.hat)
    if not reason:
        raise Refused(_("Schrijf erbij waarom. Zonder reden is het geen antwoord."))
    fresh = {
        "state": state,
        "decision": Decision(decision),
        "reason": reason,
        "decided": now,
    }
    return write(held, LedgerDeed.DECIDE, fresh, by=who.person, now=now, text=reason)


@write_transaction()
def finish(row: Disposition, *, text: str = "", who: Author, now: datetime) -> Disposition:
    """Say that what was adopted is done."""
    held = hold(row)
    state = step(held, LedgerDeed.FINISH, who.hat)
    if not may_be_done(held.decision, finished=held.finished is not None):
        raise Refused(_("Alleen wat is overgenomen, kan gedaan zijn."))
    fresh = {"state": state, "finished": now, "reason": text or held.reason}
    return write(held, LedgerDeed.FINISH, fresh, by=who.person, now=now, text=text)


@write_transaction()
def forward(
    row: Disposition, addressee: Addressee, reason: str, *, who: Author, now: datetime
) -> Disposition:
    """Give a row to another who answers, with why. The day that was promised stays."""
    held = hold(row)
    state = step(held, LedgerDeed.FORWARD, who.hat)
    if not reason.strip():
        raise Refused(_("Schrijf erbij waarom u het doorstuurt."))
    if held.round is None or addressee.programme_id != held.round.programme_id:
        raise Refused(_("Kies iemand die in deze ronde antwoordt."))
    if addressee.pk == held.addressee_id:
        raise Refused(_("Daar ligt het al. Kies iemand anders."))
    fresh = {
        "state": state,
        "addressee": addressee,
        "asked": None,
        "reminded": None,
        "reason": "",
    }
    return write(held, LedgerDeed.FORWARD, fresh, by=who.person, now=now, text=reason.strip())


@write_transaction()
def take_back(row: Disposition, *, who: Author, now: datetime) -> Disposition:
    """Undo the last decision, or that it was done, as long as nobody was told.

    What is not done after all, has the reason of its decision again. What is not decided after
    all, says again what who took it up said then: the reason that was wrong leaves the page.
    """
    held = hold(row)
    state = step(held, LedgerDeed.TAKE_BACK, who.hat)
    old = {"state": held.state, "decision": held.decision, "reason": held.reason}
    fresh: dict[str, Any] = {"state": state, "finished": None}
    if state == LedgerState.CONSIDERED:
        busy = held.changes.filter(deed__in=[LedgerDeed.TAKE_UP, LedgerDeed.FORWARD]).last()
        said = busy.text if busy and busy.deed == LedgerDeed.TAKE_UP else ""
        fresh |= {"decision": "", "decided": None, "reason": said}
    elif decided := held.changes.filter(deed=LedgerDeed.DECIDE).last():
        fresh["reason"] = decided.text
    return write(held, LedgerDeed.TAKE_BACK, fresh, by=who.person, now=now, old=old)


@write_transaction()
def report_back(row: Disposition, *, by: Person | None, now: datetime) -> Disposition:
    """Note that who said it has been told; for the room that tells. Twice is once."""
    held = hold(row)
    if held.state == LedgerState.TOLD:
        return held
    fresh = {"state": step(held, LedgerDeed.REPORT, By.FEEDBACK), "told": now}
    return write(held, LedgerDeed.REPORT, fresh, by=by, now=now)


def hold(row: Disposition) -> Disposition:
    """Read a row anew and hold it: two people may press at the same moment."""
    held = Disposition.objects.select_related("round", "addressee__organisation")
    return held.select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def step(row: Disposition, deed: LedgerDeed, hat: By) -> LedgerState:
    """The state after a deed; refused when it is not the moment for it."""
    if row.replaced:
        raise Refused(
            _("Dit is samengevoegd of gesplitst. Antwoord op wat ervoor in de plaats kwam.")
        )
    state = next_state(row.state, deed, by=hat)
    if state is None:
        said = _("Dat kan niet meer. Dit is nu: {state}.")
        raise Refused(said.format(state=row.get_state_display()))
    return state


def write(  # noqa: PLR0913 -- a step has this many sides; all but three by keyword
    row: Disposition,
    deed: LedgerDeed,
    fresh: Mapping[str, Any],
    *,
    by: Person | None,
    now: datetime,
    text: str = "",
    old: Mapping[str, Any] | None = None,
) -> Disposition:
    """Write a step with its dated text and author, and its line in the log (X-81)."""
    role = str(row.addressee or "")
    before = dict(old or {"state": row.state})
    for name, value in fresh.items():
        setattr(row, name, value)
    row.save(update_fields=list(fresh))
    Change.objects.create(
        disposition=row,
        deed=deed,
        state=row.state,
        decision=row.decision,
        text=text[:1000],
        role=role,
        by=by,
        at=now,
    )
    new = {"state": str(row.state), "decision": str(row.decision)}
    audit.note(by, f"row_{deed}", on=row, scope=row.round, now=now, old=before, new=new)
    return row
