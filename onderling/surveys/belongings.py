"""What this room keeps of people, and what becomes of it: whom we asked, not what they said."""

from django.utils.translation import gettext as _

from onderling.people.actions.moving import Belongings, Moving
from onderling.people.actions.trails import Trail, in_, nobodys
from onderling.surveys.models import Invitation, OpenAnswer


def move(moving: Moving) -> None:
    """One invitation a survey; the other stays with the record that ended."""
    mine = Invitation.objects.filter(person=moving.kept).values("survey")
    others = Invitation.objects.filter(person=moving.gone).exclude(survey__in=mine)
    moving.hand(list(others), "person", _("een vragenlijst"), loose=True)


BELONGINGS = Belongings(
    moves=frozenset({"surveys.Invitation.person"}),
    move=move,
    trails=(
        Trail(Invitation, in_("person"), beside="survey", drop=True),
        # Their own task forgets them with all the answers of their survey.
        Trail(OpenAnswer, nobodys, drop=True),
    ),
)
