"""What this room keeps of people when two records are one: hand-overs go along."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from onderling.people.actions.moving import Belongings, Moving
from onderling.rounds.models import HandOver


def move(moving: Moving) -> None:
    gone = moving.gone
    for handed in HandOver.objects.filter(Q(old=gone) | Q(new=gone)):
        sides: dict[str, Any] = {
            name: moving.kept for name in ("old", "new") if getattr(handed, name) == gone
        }
        moving.change(handed, _("een overdracht"), **sides)


BELONGINGS = Belongings(
    moves=frozenset({"rounds.HandOver.old", "rounds.HandOver.new"}), move=move
)
