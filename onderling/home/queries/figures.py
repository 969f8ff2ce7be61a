"""A round in figures: who takes part, whose wishes came true, who came; and over editions.

X-100, X-73, X-92: volunteers and paid staff apart everywhere. Only coordinators read these, so
small numbers stay; nobody is named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.base.charts import Part
from onderling.base.written import capital
from onderling.home.queries.formality import Bar, formality_of
from onderling.people.rules import Group
from onderling.rounds.models import Round
from onderling.rounds.queries import editions_until
from onderling.signups.models import Participation, Signup
from onderling.signups.rules import SEATED, SignupState

GROUPS = (Group.PAID, Group.VOLUNTEER, Group.OTHER)
FILLS = {Group.PAID: "petrol", Group.VOLUNTEER: "clay", Group.OTHER: "n1"}
SAID = {
    Group.PAID: gettext_lazy("beroepskrachten"),
    Group.VOLUNTEER: gettext_lazy("vrijwilligers"),
    Group.OTHER: gettext_lazy("anderen"),
}
WISHES = {
    "first": (gettext_lazy("eerste wens"), "p1"),
    "later": (gettext_lazy("latere wens"), "p3"),
    "none": (gettext_lazy("geen wens"), "n1"),
}
PRESENCE = {
    str(SignupState.ATTENDED): (gettext_lazy("geweest"), "p1"),
    str(SignupState.NO_SHOW): (gettext_lazy("niet gekomen"), "n1"),
    str(SignupState.CONFIRMED): (gettext_lazy("niet afgevinkt"), "p3"),
}


@dataclass(frozen=True)
class House:
    """One organisation in a round."""

    name: str
    paid: int
    volunteers: int
    all: int
    seats: int
    elsewhere: int  # seats in a workshop of another organisation


@dataclass(frozen=True)
class Edition:
    """One time that a programme was held."""

    round: Round
    people: int
    volunteers: int
    workshops: int
    seats: int
    wished: int
    ticked: int
    there: int


@dataclass(frozen=True)
class Figures:
    """All of one round. Bars without anybody are left out."""

    coming: int
    volunteers: int
    mix: list[Bar]
    wishes: list[Bar]
    presence: list[Bar]
    houses: list[House]
    formality: list[Bar]


def figures_of(round: Round) -> Figures:
    """Count a round. Four queries, whatever the size."""
    people, seats = _people(round), _seats(round)
    seated = Participation.objects.filter(round=round, signups__state__in=SEATED)
    counts = {
        _("Uitgenodigd"): _counted(people),
        _("Doet mee"): (coming := _counted(people, Participation.State.COMING)),
        _("Heeft een plek"): Counter(
            dict(
                seated.order_by()
                .values_list("group")
                .annotate(number=Count("pk", distinct=True))
            )
        ),
    }
    ticked = any(row["state"] == SignupState.ATTENDED for row in seats)
    groups = GROUPS if any(count[Group.OTHER] for count in counts.values()) else GROUPS[:2]
    return Figures(
        coming=coming.total(),
        volunteers=coming[Group.VOLUNTEER],
        mix=[_mixed(label, count, groups) for label, count in counts.items() if count.total()],
        wishes=_per_group(seats, WISHES, "wish"),
        presence=_per_group(seats, PRESENCE, "state") if ticked else [],
        houses=_houses(people, seats),
        formality=formality_of(round),
    )


def _people(round: Round) -> list[dict[str, Any]]:
    rows: Iterable[Any] = (
        round.participations.order_by()
        .values("group", "state", "affiliation__organisation__name")
        .annotate(number=Count("pk"))
    )
    return list(rows)


def _seats(round: Round) -> list[dict[str, Any]]:
    """The seats of a round, counted by everything that the figures ask for."""
    rows: Iterable[Any] = (
        Signup.objects.seated()
        .filter(meeting__offer__round=round)
        .order_by()
        .annotate(
            wish=Case(
                When(rank=1, then=Value("first")),
                When(rank__gt=1, then=Value("later")),
                default=Value("none"),
                output_field=CharField(),
            )
        )
        .values(
            "participation__affiliation__organisation__name",
            "meeting__offer__organisation__name",
            "state",
            "wish",
        )
        .annotate(group=_GROUP, number=Count("pk"))
    )
    return list(rows)


_GROUP = Case(
    When(participation__group=Group.PAID, then=Value(str(Group.PAID))),
    When(participation__group=Group.VOLUNTEER, then=Value(str(Group.VOLUNTEER))),
    default=Value(str(Group.OTHER)),
    output_field=CharField(),
)


def _counted(people: Iterable[Mapping[str, Any]], state: str = "") -> Counter[str]:
    """How many of each group; in one state, or in all."""
    found = Counter[str]()
    for row in people:
        if state in ("", row["state"]):
            found[row["group"]] += row["number"]
    return found


def _mixed(label: str, count: Mapping[str, int], groups: Iterable[Group]) -> Bar:
    return Bar(label, [Part(str(SAID[g]), count.get(g, 0), FILLS[g]) for g in groups])


def _per_group(
    seats: Iterable[Mapping[str, Any]], kinds: Mapping[str, tuple[Any, str]], key: str
) -> list[Bar]:
    """Per group a bar of its seats, by one of their properties."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in seats:
        found[row["group"]][row[key]] += row["number"]
    return [
        Bar(
            capital(str(SAID[group])),
            [Part(str(said), found[group][kind], fill) for kind, (said, fill) in kinds.items()],
        )
        for group in GROUPS
        if group in found
    ]


def _houses(
    people: Iterable[Mapping[str, Any]], seats: Iterable[Mapping[str, Any]]
) -> list[House]:
    """The organisations whose people take part, the largest first."""
    own, at = (
        "affiliation__organisation__name",
        "participation__affiliation__organisation__name",
    )
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for row in people:
        if row["state"] == Participation.State.COMING:
            groups[row[own] or ""][row["group"]] += row["number"]
    sits, away = Counter[str](), Counter[str]()
    for row in seats:
        name, host = row[at] or "", row["meeting__offer__organisation__name"]
        sits[name] += row["number"]
        if host and host != name:
            away[name] += row["number"]
    found = [
        House(
            name,
            count[Group.PAID],
            count[Group.VOLUNTEER],
            count.total(),
            sits[name],
            away[name],
        )
        for name, count in groups.items()
    ]
    return sorted(found, key=lambda house: (not house.name, -house.all, house.name))


def editions_of(round: Round) -> list[Edition]:
    """This round and those before it in its programme, the newest first. Two queries."""
    coming = Q(participations__state=Participation.State.COMING)
    volunteer = coming & Q(participations__group=Group.VOLUNTEER)
    rounds: Iterable[Any] = editions_until(round).annotate(
        people=Count("participations", filter=coming, distinct=True),
        volunteers=Count("participations", filter=volunteer, distinct=True),
    )
    rounds = list(rounds)
    rows = (
        Signup.objects.seated()
        .filter(meeting__offer__round__in=[one.pk for one in rounds])
        .order_by()
        .values("meeting__offer__round")
        .annotate(
            workshops=Count("meeting__offer", distinct=True),
            seats=Count("pk"),
            wished=Count("pk", filter=Q(rank__isnull=False)),
            there=Count("pk", filter=Q(state=SignupState.ATTENDED)),
            missed=Count("pk", filter=Q(state=SignupState.NO_SHOW)),
        )
    )
    known = {row["meeting__offer__round"]: row for row in rows}
    nothing = dict.fromkeys(("workshops", "seats", "wished", "there", "missed"), 0)
    return [
        Edition(
            round=one,
            people=one.people,
            volunteers=one.volunteers,
            workshops=(row := known.get(one.pk, nothing))["workshops"],
            seats=row["seats"],
            wished=row["wished"],
            ticked=row["there"] + row["missed"],
            there=row["there"],
        )
        for one in rounds
    ]


def over_editions(editions: Iterable[Edition]) -> list[Bar]:
    """The mix of every edition as a bar, the oldest first."""
    return [
        _mixed(
            str(one.round),
            {Group.PAID: one.people - one.volunteers, Group.VOLUNTEER: one.volunteers},
            GROUPS[:2],
        )
        for one in reversed(list(editions))
        if one.people
    ]
