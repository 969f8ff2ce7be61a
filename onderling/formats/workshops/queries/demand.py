"""How many sit in each workshop: the numbers that change while people choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from onderling.base.prepared import prepared
from onderling.base.terms import value_of
from onderling.offers.models import Meeting
from onderling.offers.rules import for_the_door
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.signups.rules import SEATED, SignupState


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one meeting."""

    seats: int
    taken: int
    waiting: int = 0
    paid: int = 0
    volunteer: int = 0
    few: int = 0
    door: int = 0  # kept for who comes without a sign-up

    @property
    def left(self) -> int:
        return max(0, self.seats - self.door - self.taken)

    @property
    def full(self) -> bool:
        return self.left <= 0

    @property
    def scarce(self) -> bool:
        return self.left <= self.few


def places_of(round: Round) -> dict[int, Places]:
    """Count who sits and who waits in each meeting of a round: two queries."""
    return _said(round, _counted(Meeting.objects.on().filter(offer__round=round)))


def places_in(round: Round, offer: int) -> dict[int, Places]:
    """The same of one workshop only, quick enough for the page that is open in a rush."""
    return _said(round, _in_offer(offer=offer))


@prepared
def _in_offer(offer: int) -> "QuerySet[Meeting, Any]":
    return _counted(Meeting.objects.on().filter(offer=offer))


def _counted(meetings: QuerySet[Meeting]) -> "QuerySet[Meeting, Any]":
    seated = Q(signups__state__in=SEATED)
    return (
        meetings.order_by()
        .values_list("pk", "seats", "minimum", "walked_in", "taken")
        .annotate(
            waiting=Count("signups", filter=Q(signups__state=SignupState.WAITLISTED)),
            paid=Count("signups", filter=seated & Q(signups__participation__group=Group.PAID)),
            volunteer=Count(
                "signups", filter=seated & Q(signups__participation__group=Group.VOLUNTEER)
            ),
        )
    )


def _said(round: Round, rows: Iterable[tuple[int, ...]]) -> dict[int, Places]:
    few = value_of("few_places")
    return {
        pk: Places(
            *(seats, taken, waiting, paid, volunteer, few),
            max(0, for_the_door(seats=seats, minimum=minimum, share=round.walk_ins) - came),
        )
        for pk, seats, minimum, came, taken, waiting, paid, volunteer in rows
    }


def free_of(places: dict[int, Places]) -> frozenset[int]:
    """List the meetings with a place left."""
    return frozenset(pk for pk, one in places.items() if not one.full)
