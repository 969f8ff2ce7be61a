"""An invitation of one's own: make it, end it, and whom it brought (S3d-4)."""

from datetime import datetime

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.models import Ambassador, Participation
from onderling.signups.rules import comes_through


@write_transaction()
def make_ambassador(round: Round, person: Person, *, by: Person, now: datetime) -> Ambassador:
    """Give somebody an invitation of their own; one that ended works again. Twice is once."""
    found, made = Ambassador.objects.get_or_create(
        round=round, person=person, defaults={"by": by, "since": now}
    )
    if made or found.ended:
        found.ended = None
        found.save(update_fields=["ended"])
        audit.note(by, "make_ambassador", on=person, scope=round, now=now)
    return found


@write_transaction()
def end_ambassador(ambassador: Ambassador, *, by: Person, now: datetime) -> None:
    """Let an invitation count nobody any more. Who came through it stays counted."""
    if ambassador.ended is None:
        ambassador.ended = now
        ambassador.save(update_fields=["ended"])
        audit.note(by, "end_ambassador", on=ambassador.person, scope=ambassador.round, now=now)


def inviting(round: Round, key: str) -> Ambassador | None:
    """Find whose invitation this is; None for one that ended, or that nobody made."""
    if not key:
        return None
    running = round.ambassadors.filter(ended=None).select_related("person")
    return running.filter(key=key[:40]).first()


def note_through(participation: Participation, through: Ambassador | None) -> bool:
    """Keep by whose invitation somebody came, when it is the first. Saves nothing."""
    if through is None or not comes_through(
        inviter=through.person_id,
        guest=participation.person_id,
        earlier=participation.through_id,
    ):
        return False
    participation.through = through
    return True
