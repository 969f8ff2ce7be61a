"""What this room keeps of people, and what becomes of it: hand-overs."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from onderling.people.actions.leaving import Leaving
from onderling.people.actions.moving import Belongings, Moving
from onderling.people.actions.seen import Seen, Whom, of
from onderling.people.actions.trails import Someone, Trail
from onderling.people.models import Membership
from onderling.people.rules import Role, Scope
from onderling.rounds.models import CalendarLine, HandOver, Round
from onderling.rounds.rules import State

OVER = [State.CLOSED, State.CANCELLED]


def move(moving: Moving) -> None:
    gone = moving.gone
    for handed in HandOver.objects.filter(Q(old=gone) | Q(new=gone)):
        sides: dict[str, Any] = {
            name: moving.kept for name in ("old", "new") if getattr(handed, name) == gone
        }
        moving.change(handed, _("een overdracht"), **sides)


def _handed(who: Someone) -> Q:
    return Q(old__in=who.ids) | Q(new__in=who.ids)


def why_not_leave(leaving: Leaving) -> list[str]:
    """Nobody leaves a round that is not over without somebody to run it, or to ring."""
    return [
        *(
            _("{round} heeft dan geen coördinator. Draag de ronde eerst over.").format(
                round=round
            )
            for round in _alone_in(leaving.who)
        ),
        *(
            _(
                "Deze persoon staat bij {round} als contactpersoon. Zet daar eerst een ander."
            ).format(round=round)
            for round in _contact_of(leaving.who).exclude(state__in=OVER)
        ),
    ]


def leave(leaving: Leaving) -> None:
    """Of rounds that are over the name goes too; of others only when a backup came back."""
    names = [record.name for record in leaving.who.records]
    for round in _contact_of(leaving.who):
        round.contact_name = str(round.programme.organisation)[:120]
        round.contact_phone = round.contact_hours = ""
        round.save(update_fields=["contact_name", "contact_phone", "contact_hours"])
    CalendarLine.objects.filter(who__in=names).update(who=_("coördinator"))


def _alone_in(who: Someone) -> list[Round]:
    own = Membership.objects.current().filter(role=Role.COORDINATOR, scope=Scope.ROUND)
    mine = own.filter(person__in=who.ids).values("scope_id")
    shared = own.exclude(person__in=who.ids).values("scope_id")
    rounds = Round.objects.filter(pk__in=mine).exclude(pk__in=shared)
    return list(rounds.exclude(state__in=OVER).order_by("starts_on", "pk"))


def _contact_of(who: Someone) -> QuerySet[Round]:
    rounds = Round.objects.filter(contact_name__in=[record.name for record in who.records])
    return rounds.select_related("programme__organisation").order_by("starts_on", "pk")


def seen(whom: Whom) -> Iterator[Seen]:
    """Who coordinates a round, until it is over."""
    ends = dict(Round.objects.values_list("pk", "ends_on"))
    own = Membership.objects.current().filter(scope=Scope.ROUND, scope_id__in=ends)
    for pk, round in of(own, "person", whom).values_list("person", "scope_id"):
        yield Seen(pk, ends[round], round)


BELONGINGS = Belongings(
    moves=frozenset({"rounds.HandOver.old", "rounds.HandOver.new"}),
    move=move,
    trails=(Trail(HandOver, _handed, blank="note before", beside="round at", round="round"),),
    seen=seen,
    why_not_leave=why_not_leave,
    leave=leave,
)
