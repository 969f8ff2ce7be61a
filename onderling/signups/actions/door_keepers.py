"""Who stands at the door: appointed by a coordinator, for one round."""

from datetime import datetime

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import DoorKeeper


@write_transaction()
def add_keeper(round: Round, person: Person, *, by: Person, now: datetime) -> DoorKeeper:
    """Let somebody tick who is there, at every door of the round. Twice is once."""
    keeper, made = DoorKeeper.objects.get_or_create(
        round=round, person=person, defaults={"by": by, "since": now}
    )
    if made:
        audit.note(by, "add_keeper", on=person, scope=round, now=now)
    return keeper


@write_transaction()
def remove_keeper(keeper: DoorKeeper, *, by: Person, now: datetime) -> None:
    """Close the door lists for somebody. Twice is once."""
    gone, _rows = DoorKeeper.objects.filter(pk=keeper.pk).delete()
    if gone:
        audit.note(by, "remove_keeper", on=keeper.person, scope=keeper.round, now=now)
