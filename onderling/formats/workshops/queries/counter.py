"""The live counter of a round: workshops, people, organisations, places (S3a-7, S3a-10)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from onderling.base.terms import value_of
from onderling.formats.workshops.queries.kept import keep
from onderling.formats.workshops.queries.programme import FRESH, Edition
from onderling.offers.models import Meeting
from onderling.offers.rules import OfferState
from onderling.rounds.models import Round
from onderling.rounds.rules import shows_demand
from onderling.signups.models import Signup
from onderling.statistics.disclosure import share_told, told

SHOWN = [OfferState.PUBLISHED, OfferState.DELIVERED]


@dataclass(frozen=True)
class Line:
    """One organisation: what it brings, and how many of its people come, if that is told."""

    organisation: int
    name: str
    workshops: int
    people: int | None


@dataclass(frozen=True)
class Counted:
    """The numbers that everybody may read. None is “not told”."""

    workshops: int
    organisations: int
    people: int | None
    taken: int | None
    seats: int
    elsewhere: tuple[int, int] | None
    lines: list[Line]


def counted(of: Edition) -> Counted:
    """Count, or take the numbers as they were: then this asks nothing. Ten seconds at most.

    That somebody joined is in no version, so nothing is kept longer.
    """
    key = ("counter", of.round.pk)
    return keep(key, of.at, lambda: count(of.round), seconds=FRESH * 2)


def count(round: Round) -> Counted:
    """Count everything: the same few queries, however large the round is."""
    least = value_of("least_people")
    brings, names = _workshops(round)
    coming = round.participations.coming().order_by()
    rows = coming.values_list("affiliation__organisation", "affiliation__organisation__name")
    people: Counter[int | None] = Counter()
    for pk, name, number in rows.annotate(number=Count("pk")):
        people[pk] += number
        if pk:
            names[pk] = name
    all_people, shown = told(people, least=least)
    places = shows_demand(round.state)
    here = {pk for pk in brings if pk} | {pk for pk in shown if pk}
    lines = [Line(pk, names[pk], brings[pk], shown.get(pk)) for pk in here]
    going = Meeting.objects.on().filter(offer__round=round, offer__state__in=SHOWN)
    sums = going.aggregate(taken=Sum("taken"), seats=Sum("seats"))
    return Counted(
        workshops=_in_programme(round),
        organisations=len({pk for pk in brings if pk} | {pk for pk in people if pk}),
        people=all_people,
        taken=(sums["taken"] or 0) if places else None,
        seats=sums["seats"] or 0,
        elsewhere=_elsewhere(round, least) if places else None,
        lines=sorted(lines, key=lambda line: (-line.workshops, line.name)),
    )


def _workshops(round: Round) -> tuple[Counter[int | None], dict[int, str]]:
    """How many workshops each organisation brings, and the names of those organisations."""
    rows = (
        round.offers.filter(state__in=SHOWN)
        .order_by()
        .values_list("organisation", "organisation__name")
        .annotate(number=Count("pk"))
    )
    brings: Counter[int | None] = Counter()
    names = {}
    for pk, name, number in rows:
        brings[pk] += number
        if pk:
            names[pk] = name
    return brings, names


def _in_programme(round: Round) -> int:
    """As the programme counts: a workshop that is given twice is two to choose from."""
    going = Q(meetings__state=Meeting.State.PLANNED, meetings__slot__isnull=False)
    found = round.offers.filter(state__in=SHOWN).aggregate(
        given=Count("meetings", filter=going), offered=Count("pk", distinct=True)
    )
    return int(found["given"] or found["offered"])


def _elsewhere(round: Round, least: int) -> tuple[int, int] | None:
    """How many places are taken by somebody of another organisation, of how many (S3a-10)."""
    seats = Signup.objects.seated().filter(
        participation__round=round,
        participation__affiliation__isnull=False,
        meeting__offer__organisation__isnull=False,
    )
    own = Q(participation__affiliation__organisation=F("meeting__offer__organisation"))
    found = seats.order_by().aggregate(whole=Count("pk"), other=Count("pk", filter=~own))
    return share_told(found["other"], found["whole"], least=least)
