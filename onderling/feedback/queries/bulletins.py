"""Which bulletin of a round is the one to read, and which to write in."""

from django.db.models import QuerySet

from onderling.feedback.models import Bulletin
from onderling.rounds.models import Round

OPEN = (Bulletin.State.PUBLISHED, Bulletin.State.SUPERSEDED)


def bulletin_of(round: Round) -> Bulletin | None:
    """What everybody may read of this round, once it is published; the newest."""
    shown = Bulletin.objects.filter(round=round, state=Bulletin.State.PUBLISHED)
    return shown.select_related("round").first()


def at_work_on(round: Round) -> Bulletin | None:
    """The one that a coordinator writes in: a draft, else the newest."""
    found = Bulletin.objects.filter(round=round).select_related("round")
    return found.order_by("-number").first()


def to_read() -> "QuerySet[Bulletin]":
    """Every bulletin that anybody may read, the newest first; older ones of a round too."""
    rounds = Round.objects.public().values("pk")
    found = Bulletin.objects.filter(state__in=OPEN, round__in=rounds)
    return found.select_related("round__programme__organisation")
