"""For the kitchen and the house: how many eat, what they do not eat, what they need.

Numbers only. Nobody said that the kitchen may read their name beside what they do not eat.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from onderling.base.written import plural
from onderling.offers.models import Slot
from onderling.rounds.models import Round
from onderling.signups.actions.papers.day import Guest, period_of
from onderling.signups.actions.papers.frame import frame_of
from onderling.signups.rules import there_at
from onderling.tables.write import Table


@dataclass(frozen=True)
class Counted:
    """One line of numbers."""

    what: str
    number: int


@dataclass(frozen=True)
class Kitchen:
    """Everything the kitchen and the house must know."""

    people: int
    meals: list[Counted]
    diets: list[Counted]
    needs: list[Counted]


def kitchen_of(round: Round, guests: Sequence[Guest]) -> Kitchen:
    """Count who is there at each break, and what they told us."""
    slots = list(round.slots.all())
    working = [(s.starts, s.pk) for s in slots if s.kind == Slot.Kind.WORKSHOPS]
    zone_day = round.several_days
    meals = []
    for slot in slots:
        if slot.kind != Slot.Kind.BREAK:
            continue
        # On more days than one a break belongs to its own day.
        near = [
            (starts, pk)
            for starts, pk in working
            if not zone_day or abs(starts - slot.starts).total_seconds() < 12 * 3600
        ]
        number = sum(there_at(slot.starts, near, guest.absent) for guest in guests)
        when = period_of(round, slot.starts, slot.ends)
        meals.append(Counted(f"{slot.beside_hours}, {when}", number))
    return Kitchen(
        people=len(guests),
        meals=meals,
        diets=_counted(guest.person.diet for guest in guests),
        needs=_counted(guest.person.access_needs for guest in guests),
    )


def _counted(told: Iterable[str]) -> list[Counted]:
    """Count what people wrote, however they spelled it; the most frequent first."""
    numbers: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for text in told:
        plain = " ".join(text.split()).rstrip(".")
        if plain:
            numbers[plain.casefold()] += 1
            spelled.setdefault(plain.casefold(), plain)
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return [Counted(spelled[key], number) for key, number in ordered]


def kitchen_facts(round: Round, kitchen: Kitchen, *, printed: str) -> dict[str, Any]:
    """What the template of the numbers needs."""
    return {
        **frame_of(round, _("Lunch en voorzieningen"), printed=printed),
        **asdict(kitchen),
        "says": how_many(kitchen),
        "words": {
            "number": _("Aantal"),
            "none": _("Niemand schreef hier iets op."),
            "meals": _("Pauze en lunch"),
            "part": _("Wanneer"),
            "diets": _("Bij het eten"),
            "diet": _("Wat"),
            "needs": _("Heeft nodig"),
            "need": _("Wat"),
        },
    }


def how_many(kitchen: Kitchen) -> str:
    people = plural(kitchen.people, _("mens"), _("mensen"))
    return _("Op de dag zijn er {people}, gevers meegeteld.").format(people=people)


def kitchen_table(kitchen: Kitchen) -> Table:
    """The same numbers as one sheet for Excel."""
    return Table(
        _("Lunch"),
        [_("Soort"), _("Wat"), _("Aantal")],
        [
            [table["title"], row.what, row.number]
            for table in kitchen_tables(kitchen)
            for row in table["rows"]
        ],
    )


def kitchen_tables(kitchen: Kitchen) -> list[dict[str, Any]]:
    """The three tables of numbers, each under its name."""
    return [
        {"title": _("Pauze en lunch"), "rows": kitchen.meals},
        {"title": _("Bij het eten"), "rows": kitchen.diets},
        {"title": _("Heeft nodig"), "rows": kitchen.needs},
    ]
