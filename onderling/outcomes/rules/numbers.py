"""How well a round answers: how many with a reason, and how fast (X-79)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median


@dataclass(frozen=True)
class Said:
    """One row of the ledger in time. One that was merged or split is `replaced`."""

    row: int
    received: datetime
    decided: datetime | None = None
    parents: tuple[int, ...] = ()
    replaced: bool = False


@dataclass(frozen=True)
class Answered:
    """How many things were said, how many have a decision with its reason, after how long."""

    said: int
    decided: int
    median_days: int | None
    days: tuple[int, ...] = field(default=(), compare=False)  # of each that was decided

    @property
    def waiting(self) -> int:
        return self.said - self.decided


def answered(rows: Iterable[Said]) -> Answered:
    """Count what people said, and not into how many rows it was merged or split.

    What was split is answered when all its parts are; then the last part counts. What was taken
    back before anybody answered is not among the rows, nor counted when it was all of it.
    """
    known = {row.row: row for row in rows}
    children: dict[int, list[int]] = defaultdict(list)
    for row in known.values():
        for parent in row.parents:
            children[parent].append(row.row)
    said = [
        row
        for row in known.values()
        if not any(one in known for one in row.parents)
        and (children[row.row] or not row.replaced)
    ]
    days = []
    for row in said:
        last = _last(row, known, children)
        if last is not None:
            days.append((last - row.received).days)
    in_middle = round(median(days)) if days else None
    return Answered(len(said), len(days), in_middle, tuple(days))


def _last(row: Said, known: dict[int, Said], children: dict[int, list[int]]) -> datetime | None:
    """When the last of what came of it was decided; None while one is not."""
    if not row.replaced:
        return row.decided
    moments = [_last(known[child], known, children) for child in children[row.row]]
    whole = [moment for moment in moments if moment is not None]
    return max(whole) if whole and len(whole) == len(moments) else None
