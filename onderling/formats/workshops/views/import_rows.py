"""How the rows of a list are shown: each with what happens, what is odd, what to choose."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from onderling.base.models import Import, ImportRow
from onderling.formats.workshops.actions.imports.words import (
    STATUS_CHIPS,
    STATUS_NAMES,
    choice_name,
    column_name,
    in_short,
    names_in,
    said,
    value_name,
)
from onderling.formats.workshops.rules.remarks import (
    Change,
    Look,
    Remark,
    RowLook,
    Severity,
    Status,
)

A_PAGE = 100


@dataclass(frozen=True)
class Filter:
    """Which rows are shown: all, those with a remark, or those with one kind of remark."""

    odd_only: bool
    kind: str

    @classmethod
    def of(cls, query: QueryDict, look: Look) -> "Filter":
        odd = any(is_odd(row) for row in look.rows)
        return cls(
            query.get("rijen", "vraag" if odd else "alle") == "vraag", query.get("soort", "")
        )

    def lets_through(self, row: RowLook) -> bool:
        if self.kind:
            return any(remark.kind == self.kind for remark in row.remarks)
        return not self.odd_only or is_odd(row)

    @property
    def query(self) -> str:
        """The rest of the address, for leafing."""
        kind = f"soort={self.kind}&" if self.kind else ""
        return f"{kind}rijen={'vraag' if self.odd_only else 'alle'}&"


def is_odd(row: RowLook) -> bool:
    """Say whether a person should look at this row. A plain note is no question."""
    notable = any(remark.severity != Severity.NOTE for remark in row.remarks)
    return notable or len(row.options) > 1


def shown(look: Look, only: Filter, query: QueryDict) -> Page[RowLook]:
    rows = [row for row in look.rows if only.lets_through(row)]
    return Paginator(rows, A_PAGE).get_page(query.get("pagina"))


def in_words(row: RowLook) -> dict[str, Any]:
    """Everything the page says about one row."""
    return {
        "number": row.number,
        "about": row.about,
        "chip": STATUS_CHIPS[row.status],
        "status": STATUS_NAMES[row.status],
        "bad": row.status == Status.REFUSED,
        "known": row.status == Status.KNOWN,
        "odd": is_odd(row),
        "remarks": [_remark(remark) for remark in row.remarks],
        "changes": [_change(change) for change in row.changes],
        "options": [
            (option.value, choice_name(option, row.same_as), option == row.choice)
            for option in row.options
        ],
    }


def about_the_list(remark: Remark) -> dict[str, Any]:
    """Everything the page says about the list as a whole, with the names it is about."""
    mild = remark.severity == Severity.NOTE
    return {"sentence": said(remark), "names": names_in(remark), "mild": mild}


def stats_of(look: Look, *, done: bool) -> list[tuple[int, str]]:
    """Count the rows per thing that happens to them, or that happened."""
    words = {
        Status.NEW: _("nieuw"),
        Status.KNOWN: _("bekend, deden nog niet mee")
        if done
        else _("bekend, doen nog niet mee"),
        Status.CHANGED: _("veranderd") if done else _("veranderen"),
        Status.SAME: _("bleven gelijk") if done else _("blijven gelijk"),
        Status.SKIPPED: _("overgeslagen") if done else _("slaan wij over"),
    }
    counted = [(status, look.count(status), word) for status, word in words.items()]
    # Only people can be known elsewhere; of workshops it would always be none.
    return [(n, word) for status, n, word in counted if n or status != Status.KNOWN]


def kinds_of(look: Look) -> list[dict[str, Any]]:
    """Count the rows per kind of remark, what matters most first."""
    count: Counter[str] = Counter()
    notes = set()
    for row in look.rows:
        count.update({remark.kind for remark in row.remarks})
        notes |= {remark.kind for remark in row.remarks if remark.severity == Severity.NOTE}
    return [
        {"kind": kind, "label": in_short(kind), "count": number}
        for kind, number in sorted(count.items(), key=lambda c: (c[0] in notes, -c[1], c[0]))
    ]


def as_it_was(source: Import) -> Look:
    """Show a list that was taken over as it was then, from what its rows kept."""
    rows = []
    for row in source.rows.all():
        remarks = [_kept(kept) for kept in row.remarks]
        status = Status(row.before.get("status", Status.SAME))
        rows.append(RowLook(row.number, tuple(row.cells), about_of(row), status, remarks))
    return Look(source.kind, rows)


def _kept(kept: dict[str, Any]) -> Remark:
    names = ("kind", "severity", "column", "value", "proposed", "more")
    values = {name: kept[name] for name in names}
    return Remark(**{**values, "severity": Severity(kept["severity"])})


def about_of(row: ImportRow) -> str:
    """Name a row as it was named when it came in, else by its first filled cells."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return row.before.get("about") or ", ".join(filled[:3])


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "column": remark.column,
        "value": remark.value,
        "sentence": said(remark),
        "mild": remark.severity != Severity.REFUSED,
    }


def _change(change: Change) -> dict[str, str]:
    return {
        "column": column_name(change.column),
        "old": value_name(change.old),
        "new": value_name(change.new),
    }
