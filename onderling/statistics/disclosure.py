"""What must stay hidden so that nobody can be found in a number or a table (X-16).

One rule for all small numbers: below `least` no number is told, of people nor of answers. Only
what a group said asks for more: so many people before anything of it is shown. What is too
small is joined to its neighbour where there is an order, because what is left out can be
computed from what is not; without an order others go along. Nought looks like a small number.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

PEOPLE = 10  # in a group of which answers are shown
LEAST = 5  # in any number


@dataclass(frozen=True)
class Cell:
    """Answers that are shown as one: which of the scale, and how many in each group."""

    values: tuple[str, ...]
    counts: tuple[int, ...]


def told(counts: Mapping[K, int], *, least: int) -> tuple[int | None, dict[K, int]]:
    """Say how many people there are in all, and of which groups everybody may know how many.

    `least` is the term of the install for that.
    Small groups are left out. From the total one can subtract all that is told, so what is left
    out must leave a doubt about every group in it: else the next smallest goes along, and at
    last the total. Of a group that is left out nobody sees whether it is small.
    """
    left_out = {key for key, number in counts.items() if number < least}
    by_size = sorted(
        (key for key in counts if key not in left_out), key=lambda key: (counts[key], str(key))
    )
    while left_out and not _in_doubt([counts[key] for key in left_out], least):
        if not by_size:
            return None, {}
        left_out.add(by_size.pop(0))
    return sum(counts.values()), {key: counts[key] for key in by_size}


def _in_doubt(numbers: list[int], least: int) -> bool:
    """Say whether no number follows from their sum, when each may be small."""
    small = sum(number < least for number in numbers)
    large = len(numbers) - small
    above = sum(numbers) - large * least  # what the least that each can be leaves over
    if len(numbers) < 2 or above == 0:
        return False
    return large > 0 or above < small * (least - 1)


def share_told(part: int, whole: int, *, least: int) -> tuple[int, int] | None:
    """A share that may be told: not of a handful, and not so small that it is somebody."""
    if whole < 2 * least or 0 < part < least or 0 < whole - part < least:
        return None
    return part, whole


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
    least: int = LEAST,
    top: Collection[str] = (),
) -> list[Cell]:
    """Join neighbours on an ordered scale until each cell is large enough in every group.

    The groups get the same cells, so that they compare. Who agrees (`top`) is joined to who
    does not only when nothing else is left. Empty when one cell would be left over: then it
    says no more than how many answered.
    """
    cells = [Cell((value,), tuple(group.get(value, 0) for group in groups)) for value in scale]
    while len(cells) > 1 and (small := _smallest(cells, least)) is not None:
        cells = _with_neighbour(cells, small, frozenset(top))
    return cells if len(cells) > 1 and _smallest(cells, least) is None else []


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
    first: Sequence[int], second: Sequence[int], *, least: int = LEAST
) -> list[int] | None:
    """Choose the columns to hide in a table of two rows whose totals are published.

    A small cell goes, and with it its column, for the column total would give it away; then
    the next smallest column, until no hidden cell can be narrowed down to fewer than `least`
    values. None when there is no such choice: then the table is not shown.
    """
    columns = range(len(first))
    hidden = [i for i in columns if min(first[i], second[i]) < least]
    if not hidden:
        return []
    while True:
        for row in (first, second):
            pairs = [(first[i] + second[i], row[i]) for i in hidden]
            known = bounds(pairs, sum(row[i] for i in hidden))
            if any(high - low < least for low, high in known):
                break
        else:
            return sorted(hidden)
        others = [i for i in columns if i not in hidden]
        if not others:
            return None
        hidden.append(min(others, key=lambda i: first[i] + second[i]))


def _smallest(cells: Sequence[Cell], least: int) -> int | None:
    small = min(range(len(cells)), key=lambda i: min(cells[i].counts, default=0))
    return small if min(cells[small].counts, default=0) < least else None


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
