"""What people of the example chose: wishes, absences, pairs."""

from datetime import datetime, timedelta
from itertools import groupby

from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR, wishing
from onderling.demo.actions.lists import rows_of
from onderling.demo.actions.needs import share_needs
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.offers.models import Meeting, Slot
from onderling.people.models import Person
from onderling.rounds.models import Round
from onderling.signups.actions.wishes import choices_of, save_wishes
from onderling.signups.models import Pair, Participation
from onderling.signups.rules import Choice, Opinion

RANKED = ("keuze1", "keuze2", "keuze3")
PAIRS = {"graag samen": Pair.Kind.LIKE, "niet samen": Pair.Kind.APART}


@write_transaction()
def fill_in_wishes(example: Example, *, now: datetime) -> None:
    """Let 214 people choose: 642 rows of person and round. Who has no mail is helped."""
    of = example.study_day
    karin = person(example, COORDINATOR)
    slots = {s.number: s.pk for s in of.slots.filter(kind=Slot.Kind.WORKSHOPS)}
    meetings = dict(Meeting.objects.filter(offer__round=of).values_list("code", "pk"))
    who = {p.code: p for p in of.participations.select_related("person", "round")}
    rows = sorted(rows_of("studiedag_voorkeuren"), key=lambda row: row["persoon_id"])
    people = [(code, list(of_one)) for code, of_one in groupby(rows, lambda r: r["persoon_id"])]
    moments = _spread(of, len(people), now=now)
    known = choices_of(of)
    for (code, chosen), at in zip(people, moments, strict=True):
        _choose(who[code], chosen, slots, meetings, helper=karin, known=known, at=at)
    share_needs(of, now=now)
    for row in rows_of("studiedag_bijzonder"):
        if kind := PAIRS.get(row["soort"]):
            Pair.objects.create(
                round=of,
                kind=kind,
                one=who[row["persoon_a"]],
                other=who[row["persoon_b"]],
                because=row["toelichting"],
            )


def _choose(  # noqa: PLR0913 -- who, what, with whose help, when
    participation: Participation,
    rows: list[dict[str, str]],
    slots: dict[int, int],
    meetings: dict[str, int],
    *,
    helper: Person,
    known: dict[int, Choice],
    at: datetime,
) -> None:
    there = [row for row in rows if row["aanwezig"] == "ja"]
    save_wishes(
        participation,
        absent={slots[int(row["ronde"])] for row in rows if row not in there},
        ranked={
            slots[int(row["ronde"])]: [meetings[row[name]] for name in RANKED if row[name]]
            for row in there
        },
        opinions={
            meetings[code.strip()]: Opinion.RATHER_NOT
            for row in there
            for code in row["liever_niet"].split(";")
            if code.strip()
        },
        by=participation.person if participation.person.email else helper,
        now=at,
        tell=False,
        choices=known,
    )


def _spread(of: Round, number: int, *, now: datetime) -> list[datetime]:
    """Spread moments over the time in which people could choose, up to now."""
    phase = wishing(of)
    ends = min(now, phase.closes) - timedelta(minutes=1)
    stride = (ends - phase.opens) / max(number, 1)
    return [phase.opens + stride * rank for rank in range(1, number + 1)]
