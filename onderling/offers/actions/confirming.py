"""A giver says yes to time and place; who did not yet gets a letter (S3a-8)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.offers.actions.tell import tell_to_confirm
from onderling.offers.models import Giving
from onderling.offers.queries.givers import unconfirmed_in
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State

QUIET = timedelta(days=1)  # between two letters about the same thing
OVER = {State.WRAPPING_UP, State.CLOSED, State.CANCELLED}


@write_transaction()
def confirm_giving(giving: Giving, *, by: Person, now: datetime, yes: bool = True) -> Giving:
    """Say that one gives this at the time it has now, or take that back. Twice is once.

    A yes is about a time: at another time it no longer counts.
    """
    held = Giving.objects.select_for_update(of=("self",)).get(pk=giving.pk)
    slot = giving.meeting.slot
    if slot is None:
        raise Refused(_("Deze workshop heeft nog geen tijd."))
    if giving.meeting.offer.round.state in OVER:
        raise Refused(_("Deze ronde is voorbij."))
    wanted = slot.pk if yes else None
    if held.confirmed_slot_id != wanted:
        held.confirmed_slot_id = wanted
        held.save(update_fields=["confirmed_slot"])
        deed = "confirm_giving" if yes else "unconfirm_giving"
        round = giving.meeting.offer.round
        audit.note(by, deed, on=giving.meeting, scope=round, now=now)
    return held


@write_transaction()
def remind_givers(round: Round, *, by: Person, now: datetime) -> int:
    """Write to every giver who did not say yes yet, and not within a day; return how many."""
    if round.state in OVER:
        raise Refused(_("Deze ronde is voorbij."))
    Round.objects.lock(round.pk)
    waiting = [
        giving
        for giving in unconfirmed_in(round, now=now)
        if giving.reminded is None or giving.reminded <= now - QUIET
    ]
    if waiting:
        tell_to_confirm(waiting, round, by=by, now=now)
        Giving.objects.filter(pk__in=[giving.pk for giving in waiting]).update(reminded=now)
        audit.note(by, "remind_givers", on=round, now=now, new={"letters": len(waiting)})
    return len(waiting)
