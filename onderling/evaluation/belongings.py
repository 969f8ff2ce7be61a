"""What this room keeps of people, and what becomes of it: what they meant to do."""

from django.utils.translation import gettext as _

from onderling.evaluation.models import Intention
from onderling.people.actions.moving import Belongings, Moving
from onderling.people.actions.trails import Trail, in_


def move(moving: Moving) -> None:
    """One intention a round; the other stays with the record that ended."""
    mine = Intention.objects.filter(person=moving.kept).values("round")
    others = Intention.objects.filter(person=moving.gone).exclude(round__in=mine)
    moving.hand(list(others), "person", _("een voornemen"), loose=True)


BELONGINGS = Belongings(
    moves=frozenset({"evaluation.Intention.person"}),
    move=move,
    trails=(
        Trail(Intention, in_("person"), beside="round written_on", drop=True, round="round"),
    ),
)
