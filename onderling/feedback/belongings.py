"""What this room keeps of people, and what becomes of it when two records are one, or none."""

from django.utils.translation import gettext as _

from onderling.feedback.models import Invited, MiniReport
from onderling.people.actions.moving import Belongings, Moving
from onderling.people.actions.trails import Trail, in_


def move(moving: Moving) -> None:
    """One of them is counted; the other stays with the record that ended."""
    mine = Invited.objects.filter(person=moving.kept).values("round")
    others = Invited.objects.filter(person=moving.gone).exclude(round__in=mine)
    moving.hand(list(others), "person", _("een uitnodiging"), loose=True)


BELONGINGS = Belongings(
    moves=frozenset({"feedback.Invited.person"}),
    stays={"feedback.MiniReport.by": "who wrote it, at the time"},
    move=move,
    trails=(
        Trail(
            Invited,
            in_("person"),
            stays={"took_part": "telt mee in de cijfers"},
            beside="round",
            round="round",
        ),
        Trail(
            MiniReport,
            in_("by"),
            theirs=False,
            beside="meeting changed",
            round="meeting__offer__round",
        ),
    ),
)
