"""What an editor does: place, refuse with a reason, refer to a desk, make a practice of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.base.uploads import set_open
from onderling.discussion.rules import Desk, Reason
from onderling.formats.library.actions.becoming import lay_before, let_go
from onderling.formats.library.actions.giving import address_of, held
from onderling.formats.library.actions.letters import (
    PLACED,
    PROMOTED,
    REFERRED,
    REJECTED,
    mail_decision,
)
from onderling.formats.library.actions.showing import drop_practice, show_or_hide
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.rules import Deed, State, Who, next_state
from onderling.mail.models import Message
from onderling.people.models import Person
from onderling.rounds.models import Round

NO_FACTS: Mapping[str, Any] = {}


@write_transaction()
def publish(
    contribution: Contribution,
    *,
    round: Round | None = None,
    facts: Mapping[str, Any] = NO_FACTS,
    by: Person,
    now: datetime,
) -> Contribution:
    """Put it on the site, with its file as soon as that is safe.

    What was written about a round is answered there; for the rest an editor may name one, and
    else answers it.
    """
    contribution = _judged(contribution, Deed.PUBLISH, now=now)
    for name, value in facts.items():
        setattr(contribution, name, value)
    contribution.published = contribution.published or now
    page = settings.BASE_ADDRESS + reverse("library:contribution", args=[contribution.pk])
    _settle(contribution, PLACED, "publish_contribution", page=page, by=by, now=now)
    _ask(contribution, round, by=by, now=now)
    return contribution


@write_transaction()
def set_facts(
    contribution: Contribution, facts: Mapping[str, Any], *, by: Person, now: datetime
) -> Contribution:
    """Change what stands beside it: about what, for whom, how long (X-129). Nobody hears."""
    contribution = held(contribution)
    if contribution.state != State.PUBLISHED:
        raise Refused(_("Dat kan alleen bij wat op de site staat."))
    old = {name: str(getattr(contribution, name) or "") for name in facts}
    new = {name: str(value or "") for name, value in facts.items()}
    if old == new:
        return contribution
    for name, value in facts.items():
        setattr(contribution, name, value)
    contribution.save(update_fields=list(facts))
    show_or_hide(contribution)
    scope = _scope(contribution)
    audit.note(by, "set_facts", on=contribution, scope=scope, now=now, old=old, new=new)
    return contribution


@write_transaction()
def reject(
    contribution: Contribution, reason: str, *, because: str = "", by: Person, now: datetime
) -> Contribution:
    """Do not place it, or take it off; the sender hears why."""
    if reason == Reason.REFERRED:
        raise Refused(_("Kies bij doorverwijzen ook een loket."))
    contribution = _judged(contribution, Deed.REJECT, now=now)
    contribution.reason, contribution.because = reason, because[:500]
    _settle(contribution, REJECTED, "reject_contribution", by=by, now=now)
    return contribution


@write_transaction()
def refer(contribution: Contribution, desk: str, *, by: Person, now: datetime) -> Contribution:
    """Do not place a text about harm to somebody; its sender hears who can really help."""
    contribution = _judged(contribution, Deed.REJECT, now=now)
    contribution.reason, contribution.desk = Reason.REFERRED, Desk(desk)
    _settle(contribution, REFERRED, "refer_contribution", by=by, now=now)
    return contribution


@write_transaction()
def promote(
    contribution: Contribution, practice: Practice, *, by: Person, now: datetime
) -> Practice:
    """Make a practical example of it, in the words of the editor."""
    contribution = _judged(contribution, Deed.PROMOTE, now=now)
    contribution.published = contribution.published or now
    practice.contribution, practice.writer, practice.published = contribution, by, now
    practice.save()
    contribution.practice = practice
    page = settings.BASE_ADDRESS + reverse("library:practice", args=[practice.pk])
    _settle(contribution, PROMOTED, "promote_contribution", page=page, by=by, now=now)
    _ask(contribution, None, by=by, now=now)
    return practice


@write_transaction()
def take_back(contribution: Contribution, *, by: Person, now: datetime) -> Contribution:
    """Take a decision back, and a mail that did not leave yet stays here."""
    contribution = held(contribution)
    after = next_state(contribution.state, Deed.UNDO, Who.EDITOR)
    if after is None:
        raise Refused(_("Over deze bijdrage is niets besloten dat terug kan."))
    contribution.state = after
    contribution.reason = contribution.because = contribution.desk = ""
    contribution.decided = None
    Message.objects.waiting().filter(pk=contribution.letter_id or 0).update(
        state=Message.State.WITHHELD, error=_("Reden: het besluit is teruggenomen.")
    )
    drop_practice(contribution)
    contribution.save()
    set_open(contribution.upload, contribution.is_public)
    show_or_hide(contribution)
    if not contribution.is_public:
        let_go(contribution, by=by, now=now)
    audit.note(
        by, "take_back_contribution", on=contribution, scope=_scope(contribution), now=now
    )
    return contribution


def _judged(contribution: Contribution, deed: Deed, *, now: datetime) -> Contribution:
    contribution = held(contribution)
    after = next_state(contribution.state, deed, Who.EDITOR)
    if after is None:
        raise Refused(_("Over deze bijdrage is al beslist, of zij is ingetrokken."))
    contribution.state, contribution.decided = after, now
    contribution.reason = contribution.because = contribution.desk = ""
    return contribution


def _settle(  # noqa: PLR0913 -- one decision; all but three by keyword
    contribution: Contribution,
    said: str,
    deed: str,
    *,
    page: str = "",
    by: Person,
    now: datetime,
) -> None:
    set_open(contribution.upload, contribution.is_public)
    address = address_of(contribution)
    contribution.letter = mail_decision(contribution, said, address=address, page=page, now=now)
    contribution.save()
    show_or_hide(contribution)
    if not contribution.is_public:
        let_go(contribution, by=by, now=now)
    why = str(contribution.desk or contribution.reason)
    audit.note(
        by,
        deed,
        on=contribution,
        scope=_scope(contribution),
        now=now,
        new={"reason": why} if why else {},
    )


def _ask(contribution: Contribution, named: Round | None, *, by: Person, now: datetime) -> None:
    lay_before(contribution, contribution.round or named, by=by, now=now)


def _scope(contribution: Contribution) -> models.Model:
    return contribution.round or contribution
