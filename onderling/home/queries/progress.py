"""How far a round is: its phases in time, and who takes part, per group."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from onderling.offers.rules import OfferState
from onderling.people.models import Person
from onderling.people.rules import Group
from onderling.rounds.models import Phase, Round
from onderling.rounds.rules import State, first_day_of, last_day_of
from onderling.signups.models import Participation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SHOWN = [OfferState.PUBLISHED, OfferState.DELIVERED]


@dataclass(frozen=True)
class Step:
    """A phase as a knot in the thread: over, going on now, or still to come."""

    phase: Phase
    first: date
    last: date
    over: bool
    now: bool
    days_left: int
    days_to: int

    @property
    def kind(self) -> str:
        return self.phase.kind


# Phases that the state of the round has ended, whatever their date says: a coordinator may
# divide the places before the last day.
AFTER_WISHES = {Phase.Kind.OFFERING, Phase.Kind.WISHING}
ENDED: dict[str, set[Phase.Kind]] = {
    State.MATCHING: AFTER_WISHES,
    State.CONFIRMED: AFTER_WISHES | {Phase.Kind.MATCHING},
    State.RUNNING: AFTER_WISHES | {Phase.Kind.MATCHING},
    State.WRAPPING_UP: AFTER_WISHES | {Phase.Kind.MATCHING, Phase.Kind.MEETING},
    State.CLOSED: set(Phase.Kind),
}


def steps_of(round: Round, *, now: datetime) -> list[Step]:
    """List the phases of a round in order, each beside today and its state. One query."""
    today = now.astimezone(ZoneInfo(round.zone)).date()
    ended = ENDED.get(round.state, set())
    return [
        Step(
            phase=phase,
            first=(first := first_day_of(phase.opens, round.zone)),
            last=(last := last_day_of(phase.closes, round.zone)),
            over=phase.closes <= now or phase.kind in ended,
            now=phase.is_open(now=now) and phase.kind not in ended,
            days_left=(last - today).days,
            days_to=(first - today).days,
        )
        for phase in round.phases.all()
    ]


def step_of(steps: Iterable[Step], kind: str) -> Step | None:
    """Return the phase of one kind, if the round has it."""
    return next((step for step in steps if step.phase.kind == kind), None)


@dataclass(frozen=True)
class Counted:
    """How many people, per group."""

    paid: int
    volunteer: int
    other: int

    @property
    def all(self) -> int:
        return self.paid + self.volunteer + self.other


@dataclass(frozen=True)
class Numbers:
    """Who was invited, who comes, who chose, who has no mail (X-73, X-100)."""

    invited: Counted
    coming: Counted
    not_coming: Counted
    chosen: Counted
    without_mail: int
    late: int


def numbers_of(round: Round) -> Numbers:
    """Count the people of a round. One query, whatever the size."""
    coming = Q(state=Participation.State.COMING)
    rows: Iterable[Any] = (
        round.participations.order_by()
        .values("group")
        .annotate(
            invited=Count("pk"),
            coming=Count("pk", filter=coming),
            not_coming=Count("pk", filter=Q(state=Participation.State.NOT_COMING)),
            did_choose=Count("pk", filter=coming & Q(chosen__isnull=False)),
            no_mail=Count("pk", filter=coming & Q(person__email=None)),
            too_late=Count("pk", filter=coming & Q(late=True, late_accepted=False)),
        )
    )
    found: dict[str, Counter[str]] = {name: Counter() for name in _NAMES}
    for row in rows:
        for name in _NAMES:
            found[name][row["group"]] += row[name]
    return Numbers(
        invited=_counted(found["invited"]),
        coming=_counted(found["coming"]),
        not_coming=_counted(found["not_coming"]),
        chosen=_counted(found["did_choose"]),
        without_mail=found["no_mail"].total(),
        late=found["too_late"].total(),
    )


_NAMES = ("invited", "coming", "not_coming", "did_choose", "no_mail", "too_late")


def _counted(groups: Counter[str]) -> Counted:
    known = groups[Group.PAID] + groups[Group.VOLUNTEER]
    return Counted(groups[Group.PAID], groups[Group.VOLUNTEER], groups.total() - known)


def earlier_of(round: Round, person: "Person | AnonymousUser") -> QuerySet[Round]:
    """Earlier editions of the same programme, the last one first, with their size (S0-6)."""
    coming = Q(participations__state=Participation.State.COMING)
    return (
        Round.objects.visible_to(person)
        .filter(programme=round.programme_id, starts_on__lt=round.starts_on)
        .annotate(
            people=Count("participations", filter=coming, distinct=True),
            workshops=Count("offers", filter=Q(offers__state__in=SHOWN), distinct=True),
        )
        .order_by("-starts_on", "-pk")
    )
