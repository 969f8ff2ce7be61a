"""For whom a round is, and with which organisations it is made (X-60)."""

from collections.abc import Collection
from datetime import datetime

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.people.models import Organisation, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Audience


@write_transaction()
def set_audience(
    round: Round,
    audience: str,
    partners: Collection[Organisation],
    *,
    by: Person | None,
    now: datetime,
) -> Round:
    """Say who may sign up by themselves, and who the partners are. Nobody loses a place."""
    round = Round.objects.lock(round.pk)
    old = _said(round)
    round.audience = Audience(audience)
    round.save(update_fields=["audience"])
    round.partners.set(partners)
    new = _said(round)
    if new != old:
        changed = [name for name in new if new[name] != old[name]]
        audit.note(
            by,
            "set_audience",
            on=round,
            now=now,
            old={name: old[name] for name in changed},
            new={name: new[name] for name in changed},
        )
    return round


def _said(round: Round) -> dict[str, object]:
    names = round.partners.values_list("name", flat=True)
    return {"audience": str(round.audience), "partners": list(names)}
