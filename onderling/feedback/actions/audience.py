"""Who a round was for: kept from the day it is announced, with who joined later (S0-10)."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from onderling.base import audit
from onderling.base.transactions import write_transaction
from onderling.feedback.models import Invited
from onderling.people.models import Affiliation, Person
from onderling.rounds.models import Round
from onderling.rounds.rules import Audience, State
from onderling.signups.models import Participation

LIVE = [state for state in State if state not in {State.DRAFT, State.CANCELLED, State.CLOSED}]


def _to_invite() -> QuerySet[Person]:
    return Person.objects.present().exclude(state=Person.State.UNCONFIRMED)


def invited_to(round: Round) -> dict[int, bool]:
    """Everybody who is meant by a round today, and whether they take part.

    That is who is on a list or signed up, and all of the organisations that make the round.
    """
    organisations = {round.programme.organisation_id}
    if round.audience != Audience.OWN:
        organisations |= set(round.partners.values_list("pk", flat=True))
    bonds = Affiliation.objects.current().filter(organisation__in=organisations)
    return _with_people_of(round, set(bonds.values_list("person", flat=True)))


def audience_of(round: Round) -> dict[int, bool]:
    """The same as it was kept, and who joined since; of today when nothing was kept."""
    kept = set(round.invited.values_list("person", flat=True))
    return _with_people_of(round, kept) if kept else invited_to(round)


def _with_people_of(round: Round, people: set[int]) -> dict[int, bool]:
    found = dict.fromkeys(people, False)
    rows = round.participations.values_list("person", "state")
    found |= {pk: state == Participation.State.COMING for pk, state in rows}
    here = _to_invite().filter(pk__in=found).order_by("pk")
    return {pk: found[pk] for pk in here.values_list("pk", flat=True)}


def rounds_to_keep() -> QuerySet[Round]:
    """Announced rounds whose audience was not kept yet, or that somebody joined. One query."""
    kept = Invited.objects.filter(round=OuterRef("pk"))
    known = Invited.objects.filter(round=OuterRef("round"), person=OuterRef("person"))
    joined = Participation.objects.filter(
        ~Exists(known), round=OuterRef("pk"), person__in=_to_invite().values("pk")
    )
    live = Round.objects.filter(~Exists(kept) | Exists(joined), state__in=LIVE)
    return live.select_related("programme")


@write_transaction()
def keep_audience(round: Round, *, now: datetime) -> int:
    """Write down who the round is for; later on, who joined. Return how many were added.

    Who leaves their organisation afterwards stays: they were invited.
    """
    round = Round.objects.lock(round.pk)
    known = set(round.invited.values_list("person", flat=True))
    fresh = [pk for pk in audience_of(round) if pk not in known]
    rows = [Invited(round=round, person_id=pk, since=now) for pk in fresh]
    Invited.objects.bulk_create(rows, batch_size=500)
    if rows and not known:
        new = {"people": len(rows)}
        audit.note(None, "keep_audience", on=round, scope=round, now=now, new=new)
    return len(rows)


@write_transaction()
def note_who_took_part(round: Round, *, now: datetime) -> None:
    """Write beside each of the invited whether they took part, for when it is counted."""
    keep_audience(round, now=now)
    came = round.participations.filter(state=Participation.State.COMING).values("person")
    round.invited.filter(person__in=came).update(took_part=True)
    round.invited.exclude(person__in=came).update(took_part=False)
