"""What this format keeps of people when two records are one: the workshops they saved."""

from django.utils.translation import gettext as _

from onderling.formats.workshops.models import Favourite
from onderling.people.actions.moving import Belongings, Moving


def move(moving: Moving) -> None:
    saved = Favourite.objects.filter(person=moving.kept).values("offer")
    fresh = Favourite.objects.filter(person=moving.gone).exclude(offer__in=saved)
    moving.hand(list(fresh), "person", _("een bewaarde workshop"), loose=True)


BELONGINGS = Belongings(moves=frozenset({"workshops.Favourite.person"}), move=move)
