"""Which workshops go on as a standing group, where people look for them (S3d-5)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from onderling.base.terms import value_of
from onderling.evaluation.models import StandingGroup
from onderling.offers.models import Offer
from onderling.people.models import Person
from onderling.rounds.models import Round

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def groups_running() -> QuerySet[StandingGroup]:
    """Those that go on, of workshops that are published: a page shows them beside it.

    Not those that a coordinator took off the page.
    """
    known = StandingGroup.objects.filter(
        until=None, off=None, offer__in=Offer.objects.published()
    )
    return known.select_related("person", "offer__round")


def groups_around(round: Round, person: "Person | AnonymousUser") -> QuerySet[StandingGroup]:
    """Of this round and of earlier ones of its programme, as far as this visitor sees those."""
    rounds = Round.objects.visible_to(person).filter(
        programme=round.programme_id, starts_on__lte=round.starts_on
    )
    return groups_running().filter(offer__round__in=rounds.values("pk"))


def groups_to_judge(rounds: "QuerySet[Round]") -> QuerySet[StandingGroup]:
    """Those a coordinator of these rounds may take off the page, or put back; what waits first.

    One that ended is read by its maker only.
    """
    known = StandingGroup.objects.filter(until=None, offer__round__in=rounds.values("pk"))
    first = F("corrected").asc(nulls_last=True)
    return known.select_related("person", "offer__round__programme").order_by(
        first, "offer__title", "pk"
    )


def groups_waiting(rounds: "QuerySet[Round]") -> QuerySet[StandingGroup]:
    """Those whose text was taken off and written anew: a coordinator looks again."""
    return groups_to_judge(rounds).exclude(off=None).exclude(corrected=None)


def mine_to_go_on(person: Person, *, now: datetime) -> list[Offer]:
    """What somebody may go on with: asked for some weeks after the round. And what goes on."""
    since = (now - timedelta(weeks=value_of("intention_weeks"))).date()
    given = Offer.objects.filter(maker=person).given_before(now)
    asked = Q(standing_group=None, round__ends_on__gte=since)
    own = Q(standing_group__person=person, standing_group__until=None)
    found = given.filter(asked | own).select_related("round", "standing_group")
    return list(found.order_by("-round__starts_on", "title", "pk"))
