"""Who comes to a meeting and who is there; which lists are open to whom (X-138, X-69, X-73)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from onderling.offers.models import Giving, Meeting, MeetingQuerySet
from onderling.people.models import Consent, Person
from onderling.people.queries import said_yes_to
from onderling.rounds.models import Round
from onderling.rounds.rules import end_of, start_of
from onderling.signups.models import DoorKeeper, Signup
from onderling.signups.rules import SignupState, Tally, added_up, tallied


class Hat(StrEnum):
    """As whom somebody looks at a list: that decides what stands on it."""

    COORDINATOR = "coordinator"
    KEEPER = "keeper"
    GIVER = "giver"


def rounds_kept_by(person: Person, *, now: datetime) -> QuerySet[Round]:
    """The rounds at whose doors somebody stands today."""
    today = localdate(now)
    return Round.objects.filter(
        pk__in=DoorKeeper.objects.filter(person=person).values("round"),
        starts_on__lte=today,
        ends_on__gte=today,
    )


def meetings_with_door(person: Person, *, now: datetime) -> MeetingQuerySet:
    """The meetings of which somebody may read who comes, and tick who is there."""
    return (
        Meeting.objects.on()
        .filter(
            Q(pk__in=Giving.objects.filter(person=person).values("meeting"))
            | Q(offer__round__in=Round.objects.managed_by(person).values("pk"))
            | Q(offer__round__in=rounds_kept_by(person, now=now).values("pk"))
        )
        .exclude(offer__round__state="cancelled")
    )


def hat_of(person: Person, round: Round, *, now: datetime) -> Hat:
    """As whom somebody looks at a list of this round, the widest first."""
    if Round.objects.managed_by(person).filter(pk=round.pk).exists():
        return Hat.COORDINATOR
    if rounds_kept_by(person, now=now).filter(pk=round.pk).exists():
        return Hat.KEEPER
    return Hat.GIVER


@dataclass(frozen=True)
class Comer:
    """One line on the list of a meeting. What somebody needs stands there if they agreed."""

    signup: Signup
    name: str
    group: str
    brings: str
    needs: str

    @property
    def sorts_as(self) -> str:
        return self.signup.participation.person.sorted_name.casefold()

    @property
    def there(self) -> bool:
        return self.signup.state == SignupState.ATTENDED

    @property
    def missed(self) -> bool:
        return self.signup.state == SignupState.NO_SHOW


def comers_of(meeting: Meeting) -> list[Comer]:
    """Everybody with a seat, by name. One query."""
    rows: Iterable[Any] = (  # each says whether its person shares what they need
        Signup.objects.seated()
        .filter(meeting=meeting)
        .select_related("participation__person", "participation__affiliation")
        .annotate(shares=said_yes_to(Consent.Purpose.NEEDS, who="participation__person"))
    )
    comers = [
        Comer(
            row,
            row.participation.person.name,
            row.participation.group,
            row.participation.brings,
            row.participation.person.access_needs if row.shares else "",
        )
        for row in rows
    ]
    return sorted(comers, key=lambda one: one.sorts_as)


def tally_of(meeting: Meeting) -> dict[str, Tally]:
    """How many of each group sit, wait and are there."""
    rows = meeting.signups.order_by().values_list("participation__group", "state")
    return tallied(rows.annotate(number=Count("pk")))


@dataclass(frozen=True)
class Presence:
    """One meeting of a day, with how many are there."""

    meeting: Meeting
    tally: Tally


def presence_of(round: Round, day: date) -> tuple[list[Presence], dict[str, Tally]]:
    """The meetings of one day with their numbers, and the numbers per group. Two queries."""
    begins, ends = start_of(day, round.zone), end_of(day, round.zone)
    meetings = list(
        Meeting.objects.chosen_from()
        .filter(offer__round=round, slot__starts__gte=begins, slot__starts__lt=ends)
        .select_related("offer", "slot", "last_slot", "room")
        .order_by("slot__starts", "room__order", "pk")
    )
    counts = (
        Signup.objects.filter(meeting__in=[one.pk for one in meetings])
        .order_by()
        .values_list("meeting", "participation__group", "state")
        .annotate(number=Count("pk"))
    )
    groups: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for meeting, group, state, number in counts:
        groups[meeting].append((group, state, number))
    found = [Presence(one, added_up(tallied(groups[one.pk]).values())) for one in meetings]
    return found, tallied(row for rows in groups.values() for row in rows)


def places_by_name(round: Round, day: date, words: Iterable[str]) -> list[Signup]:
    """The seats of one day of whoever has all these words in the name; the first forty."""
    begins, ends = start_of(day, round.zone), end_of(day, round.zone)
    found = Signup.objects.seated().filter(
        meeting__offer__round=round, meeting__slot__starts__gte=begins
    )
    found = found.filter(meeting__slot__starts__lt=ends)
    for word in words:
        found = found.filter(
            Q(participation__person__first_name__icontains=word)
            | Q(participation__person__infix__icontains=word)
            | Q(participation__person__last_name__icontains=word)
        )
    return list(
        found.select_related(
            "participation__person", "meeting__offer", "meeting__slot", "meeting__room"
        ).order_by(
            "participation__person__last_name",
            "participation__person__first_name",
            "participation",
            "meeting__slot__starts",
        )[:40]
    )


def day_shown(round: Round, asked: str, *, now: datetime) -> date:
    """The day that a list is about: asked for, else today, else the first of the round."""
    today = now.astimezone(ZoneInfo(round.zone)).date()
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = today
    return min(max(day, round.starts_on), round.ends_on)
