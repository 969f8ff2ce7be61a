"""Where the programme is thin: themes against working forms, and three counts (S0-8)."""

from collections import Counter
from dataclasses import dataclass

from onderling.offers.models import Offer, Theme, WorkingForm
from onderling.offers.rules import OfferState
from onderling.rounds.models import Round

FEW = 1


@dataclass(frozen=True)
class BalanceRow:
    """One theme: how many workshops of each working form, and together."""

    theme: str
    counts: list[int]
    total: int
    present: list[tuple[str, int]]  # the working forms it has

    @property
    def few(self) -> bool:
        return 0 < self.total <= FEW


@dataclass(frozen=True)
class Balance:
    """The grid of themes and the working forms in use, and what no workshop has."""

    forms: list[str]
    rows: list[BalanceRow]
    unused_forms: list[str]
    languages: list[tuple[str, int]]
    levels: list[tuple[str, int]]
    accessible: int
    total: int
    without_theme: int

    @property
    def empty_themes(self) -> list[str]:
        if not self.says_something:
            return []
        return [row.theme for row in self.rows if not row.total]

    @property
    def says_something(self) -> bool:
        """Fewer workshops than themes always leave themes empty: that is no news yet."""
        return self.total - self.without_theme >= len(self.rows)

    @property
    def thin_themes(self) -> list[BalanceRow]:
        """Themes with nothing or next to nothing, emptiest first."""
        if not self.says_something:
            return []
        return sorted((row for row in self.rows if row.total <= FEW), key=lambda row: row.total)

    @property
    def turned(self) -> list[tuple[str, list[int]]]:
        """The grid by working form: there are more of those than themes, and rows are cheap."""
        return [
            (form, [row.counts[number] for row in self.rows])
            for number, form in enumerate(self.forms)
        ]

    @property
    def empty_cells(self) -> int:
        return sum(count == 0 for row in self.rows for count in row.counts)

    @property
    def cells(self) -> int:
        return len(self.rows) * len(self.forms)


def balance_grid(round: Round) -> Balance:
    """Count what is published or waits for a yes. Three queries, whatever the size."""
    offers = list(
        Offer.objects.filter(round=round)
        .exclude(state__in=[OfferState.DRAFT, OfferState.WITHDRAWN])
        .values_list("theme_id", "working_form_id", "language", "level", "accessible")
    )
    cells = Counter((theme, form) for theme, form, *_rest in offers)
    per_form = Counter(form for _theme, form, *_rest in offers)
    forms = list(WorkingForm.objects.values_list("pk", "name"))
    used = [(pk, name) for pk, name in forms if per_form[pk]]
    rows = []
    for pk, name in Theme.objects.values_list("pk", "name"):
        total = sum(theme == pk for theme, *_rest in offers)
        counts = [cells[pk, form] for form, _name in used]
        present = [
            (form, count) for (_pk, form), count in zip(used, counts, strict=True) if count
        ]
        rows.append(BalanceRow(name, counts, total, present))
    return Balance(
        forms=[name for _pk, name in used],
        rows=rows,
        unused_forms=[name for pk, name in forms if not per_form[pk]],
        languages=Counter(offer[2] for offer in offers).most_common(),
        levels=Counter(offer[3] for offer in offers).most_common(),
        accessible=sum(offer[4] for offer in offers),
        total=len(offers),
        without_theme=sum(theme is None for theme, *_rest in offers),
    )
