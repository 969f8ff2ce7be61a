"""What must stay hidden so that nobody can be found in a table (X-16).

Two thresholds: so many people in a group before anything of it is shown, and so many answers
in a cell. A cell that is too small is joined to its neighbour rather than left out, because
what is left out can be computed from what is not; a cell of nought looks like a small one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

PEOPLE = 10  # in a group
ANSWERS = 5  # in a cell


@dataclass(frozen=True)
class Cell:
    """Answers that are shown as one: which of the scale, and how many in each group."""

    values: tuple[str, ...]
    counts: tuple[int, ...]


def shown(sizes: Mapping[str, int], *, people: int = PEOPLE) -> tuple[str, ...]:
    """Name the groups of which anything may be shown; one of nobody is like a small one.

    Beside groups no figure of all together may stand: take the groups off, and what is left is
    who was hidden. With one group left there is no comparison, and it is shown alone.
    """
    return tuple(group for group, size in sizes.items() if size >= people)


def together(sizes: Mapping[str, int], *, people: int = PEOPLE) -> bool:
    """Whether all may be shown as one, without their groups."""
    return sum(sizes.values()) >= people


def merged(
    scale: Sequence[str],
    groups: Sequence[Mapping[str, int]],
    *,
    answers: int = ANSWERS,
    top: Collection[str] = (),
) -> list[Cell]:
    """Join neighbours on an ordered scale until each cell is large enough in every group.

    The groups get the same cells, so that they compare. Who agrees (`top`) is joined to who
    does not only when nothing else is left. Empty when one cell would be left over: then it
    says no more than how many answered.
    """
    cells = [Cell((value,), tuple(group.get(value, 0) for group in groups)) for value in scale]
    while len(cells) > 1 and (small := _smallest(cells, answers)) is not None:
        cells = _with_neighbour(cells, small, frozenset(top))
    return cells if len(cells) > 1 and _smallest(cells, answers) is None else []


def gathered(
    choices: Sequence[str],
    groups: Sequence[Mapping[str, int]],
    *,
    answers: int = ANSWERS,
) -> list[Cell]:
    """The same for choices without an order: the small ones become one, “andere antwoorden”."""
    cells = [
        Cell((value,), tuple(group.get(value, 0) for group in groups)) for value in choices
    ]
    large = [cell for cell in cells if min(cell.counts, default=0) >= answers]
    rest = [cell for cell in cells if cell not in large]
    while rest and min(_sum(rest).counts, default=0) < answers and large:
        least = min(large, key=lambda cell: min(cell.counts))
        large.remove(least)
        rest.append(least)
    kept = [*large, _sum(sorted(rest, key=cells.index))] if rest else large
    return kept if len(kept) > 1 else []


def filter_is_safe(size: int, whole: int, *, people: int = PEOPLE) -> bool:
    """Whether a part of a whole may be shown beside it: what is left over must be many too."""
    left = whole - size
    return size >= people and (left == 0 or left >= people)


def bounds(hidden: Collection[tuple[int, int]], row: int) -> list[tuple[int, int]]:
    """What an attacker knows of the first row of a table of two rows with published totals.

    `hidden` has of every hidden column its total and the first row's count; `row` is what the
    first row has in hidden columns together. Returns the least and the most it can be: exact
    for two rows, where each column is free but for the sum.
    """
    totals = [total for total, _first in hidden]
    whole = sum(totals)
    return [(max(0, row - (whole - total)), min(total, row)) for total in totals]


def hide_with_partner(
    first: Sequence[int], second: Sequence[int], *, answers: int = ANSWERS
) -> list[int] | None:
    """Choose the columns to hide in a table of two rows whose totals are published.

    A small cell goes, and with it its column, for the column total would give it away; then
    the next smallest column, until no hidden cell can be narrowed down to fewer than `answers`
    values. None when there is no such choice: then the table is not shown.
    """
    columns = range(len(first))
    hidden = [i for i in columns if min(first[i], second[i]) < answers]
    if not hidden:
        return []
    while True:
        for row in (first, second):
            pairs = [(first[i] + second[i], row[i]) for i in hidden]
            known = bounds(pairs, sum(row[i] for i in hidden))
            if any(high - low < answers for low, high in known):
                break
        else:
            return sorted(hidden)
        others = [i for i in columns if i not in hidden]
        if not others:
            return None
        hidden.append(min(others, key=lambda i: first[i] + second[i]))


def _smallest(cells: Sequence[Cell], answers: int) -> int | None:
    least = min(range(len(cells)), key=lambda i: min(cells[i].counts, default=0))
    return least if min(cells[least].counts, default=0) < answers else None


def _with_neighbour(cells: list[Cell], place: int, top: frozenset[str]) -> list[Cell]:
    """Join a cell to the smaller of its neighbours, on its own side of the scale if it can."""
    beside = [i for i in (place - 1, place + 1) if 0 <= i < len(cells)]
    side = top.isdisjoint(cells[place].values)
    own = [i for i in beside if top.isdisjoint(cells[i].values) is side]
    other = min(own or beside, key=lambda i: sum(cells[i].counts))
    low, high = sorted((place, other))
    return [*cells[:low], _sum(cells[low : high + 1]), *cells[high + 1 :]]


def _sum(cells: Sequence[Cell]) -> Cell:
    values = tuple(value for cell in cells for value in cell.values)
    return Cell(values, tuple(map(sum, zip(*(cell.counts for cell in cells), strict=True))))
