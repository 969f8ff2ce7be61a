"""What must go better: written down, taken over, ticked off the next time (S3d-6, X-61)."""

from datetime import datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.evaluation.models import Improvement
from onderling.evaluation.rules.improvements import (
    ImprovementState,
    may_follow,
    needs_reason,
)
from onderling.people.models import Person
from onderling.rounds.models import Round


@write_transaction()
def propose(round: Round, text: str, *, by: Person, now: datetime) -> Improvement:
    """Write down something that must go better; the next edition begins with it."""
    made = Improvement.objects.create(round=round, text=" ".join(text.split())[:300])
    new = {"text": made.text}
    audit.note(by, "propose_improvement", on=made, scope=round, now=now, new=new)
    return made


@write_transaction()
def take_back(improvement: Improvement, *, by: Person, now: datetime) -> None:
    """Take away what nobody did anything with yet."""
    round, old = improvement.round, {"text": improvement.text}
    if improvement.state != ImprovementState.PROPOSED:
        raise Refused(_("Met dit punt is al iets gedaan. Het blijft staan."))
    audit.note(by, "drop_improvement", on=improvement, scope=round, now=now, old=old)
    improvement.delete()


@write_transaction()
def move_on(  # noqa: PLR0913 -- what became of what, where, why, by whom; all by keyword but two
    improvement: Improvement,
    state: str,
    *,
    here: Round,
    because: str = "",
    by: Person,
    now: datetime,
) -> Improvement:
    """Say what became of it. `here` is the edition in which that is said."""
    improvement = Improvement.objects.select_for_update().get(pk=improvement.pk)
    if improvement.state == state:
        return improvement
    if not may_follow(improvement.state, state):
        raise Refused(_("Dat kan niet meer met dit punt."))
    if needs_reason(state) and not because.strip():
        raise Refused(_("Schrijf op waarom het niet gedaan is."))
    old, improvement.state = improvement.state, state
    improvement.because = because.strip()[:300] if needs_reason(state) else ""
    improvement.save(update_fields=["state", "because"])
    audit.note(
        by,
        "move_improvement",
        on=improvement,
        scope=here,
        now=now,
        old={"state": old},
        new={"state": str(state)},
        because=improvement.because,
    )
    return improvement
