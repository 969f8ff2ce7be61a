"""What this room keeps of people, and what becomes of it: what they meant, told, go on with."""

from django.utils.translation import gettext as _

from onderling.evaluation.models import (
    CoffeeSeat,
    CoffeeYes,
    Intention,
    StandingGroup,
    Story,
)
from onderling.people.actions.leaving import Farewell, Leaving
from onderling.people.actions.moving import Belongings, Moving
from onderling.people.actions.trails import Trail, in_


def move(moving: Moving) -> None:
    """One intention and one story a round; others stay with the record that ended."""
    mine = Intention.objects.filter(person=moving.kept).values("round")
    others = Intention.objects.filter(person=moving.gone).exclude(round__in=mine)
    moving.hand(list(others), "person", _("een voornemen"), loose=True)
    told = Story.objects.filter(person=moving.kept).values("round")
    stories = Story.objects.filter(person=moving.gone).exclude(round__in=told)
    moving.hand(list(stories), "person", _("een verhaal"), loose=True)
    yes = CoffeeYes.objects.filter(person=moving.kept).values("month")
    more = CoffeeYes.objects.filter(person=moving.gone).exclude(month__in=yes)
    moving.hand(list(more), "person", _("een koffieafspraak"), loose=True)
    seats = CoffeeSeat.objects.filter(person=moving.kept).values("month")
    cups = CoffeeSeat.objects.filter(person=moving.gone).exclude(month__in=seats)
    moving.hand(list(cups), "person", _("een koffieafspraak"), loose=True)
    groups = StandingGroup.objects.filter(person=moving.gone)
    moving.hand(list(groups), "person", _("een vaste groep"), loose=True)


def tell_leaving(leaving: Leaving) -> Farewell:
    """A standing group is its maker’s: nobody takes it over."""
    groups = StandingGroup.objects.filter(person__in=leaving.who.ids, until=None)
    said = _("De vaste groep ‘{title}’ stopt. De tekst daarover is dan weg.")
    titles = groups.order_by("pk").values_list("offer__title", flat=True)
    return Farewell([said.format(title=title) for title in titles], [], [])


BELONGINGS = Belongings(
    moves=frozenset(
        f"evaluation.{kind}.person"
        for kind in ("CoffeeSeat", "CoffeeYes", "Intention", "StandingGroup", "Story")
    ),
    move=move,
    trails=(
        Trail(Intention, in_("person"), beside="round written_on", drop=True, round="round"),
        Trail(CoffeeYes, in_("person"), beside="month", drop=True, round="month__round"),
        Trail(CoffeeSeat, in_("person"), beside="month", drop=True, round="month__round"),
        Trail(Story, in_("person"), beside="round level written_on", drop=True),
        Trail(
            StandingGroup, in_("person"), beside="offer since until off corrected", drop=True
        ),
    ),
    tell_leaving=tell_leaving,
)
