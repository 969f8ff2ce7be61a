"""What workshops noted and people asked, as pages that gather from all rooms show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.prepared import prepared
from onderling.base.written import in_words
from onderling.home.rules import Matter
from onderling.offers.models import Meeting
from onderling.outcomes.models import Disposition
from onderling.outcomes.queries.ledger import numbers_of_rounds
from onderling.outcomes.rules.ledger import is_late
from onderling.outcomes.rules.numbers import Answered
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State

AFTER = (State.RUNNING, State.WRAPPING_UP)


def answers_over(rounds: Sequence[Round], *, now: datetime) -> dict[int, list[Matter]]:
    """Per round: who wrote nothing, what nobody was given, what is late. Two queries."""
    here = {round.pk: round for round in rounds}
    noting = [round.pk for round in rounds if round.state in AFTER]
    silent = Meeting.objects.chosen_from().filter(
        offer__round__in=noting, notes=None, slot__ends__lte=now
    )
    quiet = dict(
        silent.order_by().values_list("offer__round").annotate(n=Count("pk", distinct=True))
    )
    loose: dict[int, int] = defaultdict(int)
    late: dict[int, int] = defaultdict(int)
    rows = Disposition.objects.unanswered().filter(round__in=here).order_by()
    for round, addressee, state, due in rows.values_list("round", "addressee", "state", "due"):
        today = now.astimezone(ZoneInfo(here[round].zone)).date()
        loose[round] += addressee is None
        late[round] += is_late(state, due, today=today)
    return {
        pk: [
            *_silent(round, quiet.get(pk, 0)),
            *_loose(round, loose[pk]),
            *_late(round, late[pk]),
        ]
        for pk, round in here.items()
    }


def _silent(round: Round, number: int) -> list[Matter]:
    if not number:
        return []
    title = in_words(
        number, _("workshop schreef nog niets op"), _("workshops schreven nog niets op")
    )
    return [
        Matter(
            kind="few",
            word=_("Nog doen"),
            title=title,
            text=_("Herinner de gevers, of wijs iemand anders aan."),
            url=reverse("outcomes:noted", args=[round.slug]),
            link=_("Bekijk welke"),
        )
    ]


def _loose(round: Round, number: int) -> list[Matter]:
    if not number:
        return []
    return [
        Matter(
            kind="few",
            word=_("Wacht op u"),
            title=in_words(
                number, _("vraag is nog van niemand"), _("vragen zijn nog van niemand")
            ),
            text=_("Geef ze aan wie erover beslist."),
            url=f"{reverse('outcomes:ledger', args=[round.slug])}?toon=geven",
            link=_("Geef ze weg"),
        )
    ]


def _late(round: Round, number: int) -> list[Matter]:
    if not number:
        return []
    return [
        Matter(
            kind="bad",
            word=_("Te laat"),
            title=in_words(number, _("antwoord is te laat"), _("antwoorden zijn te laat")),
            text=_("Iedereen ziet wie had moeten antwoorden. Bel, of geef het aan een ander."),
            url=f"{reverse('outcomes:ledger', args=[round.slug])}?toon=laat",
            link=_("Bekijk welke"),
        )
    ]


def waits_for(person: Person) -> int:
    """How many questions wait for this person's answer."""
    return len(_waits(person=person.pk))


@prepared
def _waits(person: int) -> "QuerySet[Disposition, int]":
    rows = Disposition.objects.unanswered().filter(addressee__person=person)
    return rows.order_by().values_list("pk", flat=True)


@dataclass(frozen=True)
class Earlier:
    """An edition before this one, with how it answered."""

    round: Round
    numbers: Answered | None


def with_answers(rounds: Sequence[Round]) -> list[Earlier]:
    """Editions with what became of their outcomes (S0-6). Two queries."""
    known = numbers_of_rounds(rounds)
    return [Earlier(round, known.get(round.pk)) for round in rounds]


def still_open_from(round: Round) -> list[Disposition]:
    """What the edition before this one was asked and did not answer yet (X-61)."""
    earlier = Round.objects.public().filter(
        programme=round.programme_id, starts_on__lt=round.starts_on
    )
    last = earlier.order_by("-starts_on", "-pk").values("pk")[:1]
    rows = Disposition.objects.unanswered().filter(round__in=last).exclude(text="")
    return list(rows.select_related("round", "addressee__organisation").order_by("due", "pk"))
