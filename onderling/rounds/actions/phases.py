"""The phases of a round: set one, take one out."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from onderling.base import audit
from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds import rules
from onderling.rounds.models import Phase, Round


@write_transaction()
def set_phase(  # noqa: PLR0913  # as above
    round: Round,
    kind: str,
    *,
    label: str,
    first_day: date,
    last_day: date,
    by: Person | None,
    now: datetime,
) -> Phase:
    """Say from which day up to and including which day one kind of thing happens (S4-11)."""
    if last_day < first_day:
        raise Refused(_("{label}: de laatste dag ligt voor de eerste dag.").format(label=label))
    before = round.phases.filter(kind=kind).first()
    phase, _made = Phase.objects.update_or_create(
        round=round,
        kind=kind,
        defaults={
            "label": label,
            "opens": rules.start_of(first_day, round.zone),
            "closes": rules.end_of(last_day, round.zone),
        },
    )
    old, new = _told(before, round.zone), _told(phase, round.zone)
    if old != new:
        audit.note(by, "set_phase", on=phase, scope=round, now=now, old=old, new=new)
    return phase


@write_transaction()
def remove_phase(phase: Phase, *, by: Person | None, now: datetime) -> None:
    """Take a phase out of a round."""
    round = phase.round
    old = {"kind": phase.kind, **_told(phase, round.zone)}
    audit.note(by, "remove_phase", on=phase, scope=round, now=now, old=old)
    phase.delete()


def _told(phase: Phase | None, zone: str) -> dict[str, str]:
    if phase is None:
        return {}
    return {
        "label": phase.label,
        "first_day": str(rules.first_day_of(phase.opens, zone)),
        "last_day": str(rules.last_day_of(phase.closes, zone)),
    }
