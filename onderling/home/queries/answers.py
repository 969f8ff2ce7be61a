"""What workshops noted and people asked, as pages that gather from all rooms show it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from onderling.base.prepared import prepared
from onderling.base.terms import value_of
from onderling.base.written import in_words
from onderling.home.rules import Matter
from onderling.offers.models import Meeting
from onderling.outcomes.models import Disposition, Recognisable
from onderling.outcomes.queries.ledger import numbers_of_rounds
from onderling.outcomes.queries.photos import silent_on
from onderling.outcomes.rules.ledger import is_late
from onderling.outcomes.rules.numbers import Answered
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.rounds.rules import State

AFTER = (State.RUNNING, State.WRAPPING_UP)


def answers_over(rounds: Sequence[Round], *, now: datetime) -> dict[int, list[Matter]]:
    """Per round: who wrote nothing, what nobody was given, what is late, who was not asked
    about a photo, what was merged and lost a part. Four queries."""
    here = {round.pk: round for round in rounds}
    noting = [round.pk for round in rounds if round.state in AFTER]
    silent = Meeting.objects.chosen_from().filter(
        offer__round__in=noting, notes=None, slot__ends__lte=now
    )
    long_ago = Q(slot__ends__lte=now - timedelta(days=value_of("report_days")))
    quiet = {
        round: (number, late)
        for round, number, late in silent.order_by()
        .values_list("offer__round")
        .annotate(n=Count("pk", distinct=True), late=Count("pk", long_ago, distinct=True))
    }
    loose: dict[int, int] = defaultdict(int)
    late: dict[int, int] = defaultdict(int)
    rows = Disposition.objects.unanswered().filter(round__in=here).order_by()
    for round, addressee, state, due in rows.values_list("round", "addressee", "state", "due"):
        today = now.astimezone(ZoneInfo(here[round].zone)).date()
        loose[round] += addressee is None
        late[round] += is_late(state, due, today=today)
    unasked = silent_on(rounds).filter(asked=None).order_by()
    people = unasked.values_list("photo__round").annotate(n=Count("person", distinct=True))
    faces = dict(people)
    lost = _lost_in(here)
    return {
        pk: [
            *_silent(round, *quiet.get(pk, (0, 0))),
            *_loose(round, loose[pk]),
            *_late(round, late[pk]),
            *_lost(round, lost.get(pk, 0)),
            *_photos(round, faces.get(pk, 0)),
        ]
        for pk, round in here.items()
    }


def _silent(round: Round, number: int, late: int) -> list[Matter]:
    """After so many days who gave it was reminded by itself, and nothing came (X-87)."""
    if not number:
        return []
    title = in_words(
        number, _("workshop schreef nog niets op"), _("workshops schreven nog niets op")
    )
    return [
        Matter(
            kind="bad" if late else "few",
            word=_("Te laat") if late else _("Nog doen"),
            title=title,
            text=_("De gevers kregen al een herinnering. Bel hen, of schrijf het zelf op.")
            if late
            else _("Herinner de gevers, of wijs iemand anders aan."),
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


def _lost_in(rounds: Iterable[int]) -> dict[int, int]:
    rows = Disposition.objects.to_look_at().filter(round__in=rounds).order_by()
    return dict(rows.values_list("round").annotate(n=Count("pk")))


def _lost(round: Round, number: int) -> list[Matter]:
    if not number:
        return []
    return [
        Matter(
            kind="few",
            word=_("Kijk even"),
            title=in_words(
                number,
                _("samengevoegde vraag verloor een deel"),
                _("samengevoegde vragen verloren een deel"),
            ),
            text=_("Iemand nam de eigen woorden terug. Lees of het zo klopt."),
            url=f"{reverse('outcomes:ledger', args=[round.slug])}?toon=nakijken",
            link=_("Bekijk welke"),
        )
    ]


def _photos(round: Round, number: int) -> list[Matter]:
    if not number:
        return []
    return [
        Matter(
            kind="few",
            word=_("Nog vragen"),
            title=in_words(
                number,
                _("mens staat op een foto en weet het niet"),
                _("mensen staan op een foto en weten het niet"),
            ),
            text=_("Niemand ziet die foto voordat zij ja zeggen."),
            url=reverse("outcomes:ask_photos", args=[round.slug]),
            link=_("Kijk wie bericht krijgt"),
        )
    ]


def late_after(rounds: Sequence[Round], *, now: datetime) -> list[Matter]:
    """What is late, or lost a part, in closed rounds: answers go on when the round is over."""
    here = {round.pk: round for round in rounds if round.state == State.CLOSED}
    late: dict[int, int] = defaultdict(int)
    rows = Disposition.objects.unanswered().filter(round__in=here).order_by()
    for round, state, due in rows.values_list("round", "state", "due"):
        today = now.astimezone(ZoneInfo(here[round].zone)).date()
        late[round] += is_late(state, due, today=today)
    lost = _lost_in(here)
    return [
        replace(matter, text=f"{here[pk].name}. {matter.text}")
        for pk in sorted(here, key=lambda pk: here[pk].starts_on)
        for matter in (*_late(here[pk], late[pk]), *_lost(here[pk], lost.get(pk, 0)))
    ]


def waits_for(person: Person) -> int:
    """How many questions wait for this person's answer."""
    return len(_waits(person=person.pk))


def waiting_for(person: int) -> QuerySet[Disposition]:
    """The questions that wait for this person's answer."""
    return Disposition.objects.unanswered().filter(addressee__person=person)


@prepared
def _waits(person: int) -> "QuerySet[Disposition, int]":
    return waiting_for(person).order_by().values_list("pk", flat=True)


def photos_to_judge(person: Person) -> int:
    """How many photos with this person on them wait for their yes or no."""
    return len(_on_photos(person=person.pk))


@prepared
def _on_photos(person: int) -> "QuerySet[Recognisable, int]":
    rows = Recognisable.objects.filter(person=person, photo__gone=None, photo__off=None)
    open_ = rows.filter(answer="").exclude(photo__alt="")
    return open_.order_by().values_list("pk", flat=True)


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
    rows = Disposition.objects.unanswered().filter(round__in=last)
    return list(rows.select_related("round", "addressee__organisation").order_by("due", "pk"))
