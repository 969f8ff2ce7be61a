"""A bar of the figures; and workshops by how formal taking part is (X-99)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from onderling.base.charts import Part
from onderling.offers.models import Meeting
from onderling.rounds.models import FORMALITIES, Round
from onderling.rounds.rules import Formality

FORMAL_FILLS = {
    Formality.FORMAL: "p1",
    Formality.LESS_FORMAL: "p3",
    Formality.INFORMAL: "n1",
}


@dataclass(frozen=True)
class Bar:
    """One bar with its parts, as `base/_bars.html` draws them."""

    label: str
    parts: list[Part]

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)


def formality_of(round: Round) -> list[Bar]:
    """Workshops and their seats by how formal taking part is; nothing when all are alike."""
    rows = (
        Meeting.objects.chosen_from()
        .filter(offer__round=round)
        .order_by()
        .values_list("offer__formality")
        .annotate(times=Count("pk"), taken=Sum("taken"))
    )
    times: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for own, number, seats in rows:
        times[own or round.formality] += number
        taken[own or round.formality] += seats
    if len(times) < 2:
        return []
    said = {_("Workshops"): times, _("Plekken"): taken}
    return [
        Bar(
            label,
            [
                Part(str(name), counts[value], FORMAL_FILLS[value])
                for value, name in FORMALITIES
                if counts[value]
            ],
        )
        for label, counts in said.items()
        if counts.total()
    ]
