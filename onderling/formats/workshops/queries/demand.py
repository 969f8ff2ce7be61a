"""How many sit in each workshop: the numbers that change while people choose."""

from dataclasses import dataclass

from django.db.models import Count, Q

from onderling.base.terms import value_of
from onderling.offers.models import Meeting
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

    @property
    def left(self) -> int:
        return self.seats - self.taken

    @property
    def full(self) -> bool:
        return self.left <= 0

    @property
    def scarce(self) -> bool:
        return self.left <= self.few


def places_of(round: Round) -> dict[int, Places]:
    """Count who sits and who waits in each meeting of a round: two queries."""
    few = value_of("few_places")
    seated = Q(signups__state__in=SEATED)
    rows = (
        Meeting.objects.on()
        .filter(offer__round=round)
        .order_by()
        .values_list("pk", "seats", "taken")
        .annotate(
            waiting=Count("signups", filter=Q(signups__state=SignupState.WAITLISTED)),
            paid=Count("signups", filter=seated & Q(signups__participation__group=Group.PAID)),
            volunteer=Count(
                "signups", filter=seated & Q(signups__participation__group=Group.VOLUNTEER)
            ),
        )
    )
    return {
        pk: Places(seats, taken, waiting, paid, volunteer, few)
        for pk, seats, taken, waiting, paid, volunteer in rows
    }


def free_of(places: dict[int, Places]) -> frozenset[int]:
    """List the meetings with a place left."""
    return frozenset(pk for pk, one in places.items() if not one.full)
