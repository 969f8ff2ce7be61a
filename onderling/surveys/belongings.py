"""What this room keeps of people when two records are one: whom we asked."""

from django.utils.translation import gettext as _

from onderling.people.actions.moving import Belongings, Moving
from onderling.surveys.models import Invitation


def move(moving: Moving) -> None:
    """One invitation a survey; the other stays with the record that ended."""
    mine = Invitation.objects.filter(person=moving.kept).values("survey")
    others = Invitation.objects.filter(person=moving.gone).exclude(survey__in=mine)
    moving.hand(list(others), "person", _("een vragenlijst"), loose=True)


BELONGINGS = Belongings(moves=frozenset({"surveys.Invitation.person"}), move=move)
