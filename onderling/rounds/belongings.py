"""What this room keeps of people, and what becomes of it: hand-overs."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.people.actions.moving import Belongings, Moving
from onderling.people.actions.trails import Someone, Trail
from onderling.rounds.models import HandOver


def move(moving: Moving) -> None:
    gone = moving.gone
    for handed in HandOver.objects.filter(Q(old=gone) | Q(new=gone)):
        sides: dict[str, Any] = {
            name: moving.kept for name in ("old", "new") if getattr(handed, name) == gone
        }
        moving.change(handed, _("een overdracht"), **sides)


def _handed(who: Someone) -> Q:
    return Q(old__in=who.ids) | Q(new__in=who.ids)


BELONGINGS = Belongings(
    moves=frozenset({"rounds.HandOver.old", "rounds.HandOver.new"}),
    move=move,
    trails=(Trail(HandOver, _handed, blank="note before", beside="round at", round="round"),),
)
