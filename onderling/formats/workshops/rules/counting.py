"""Numbers of people that everybody may read: none points at somebody. Plain Python."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


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


def share(part: int, whole: int, *, least: int) -> tuple[int, int] | None:
    """A share that may be told: not of a handful, and not so small that it is somebody."""
    if whole < 2 * least or 0 < part < least or 0 < whole - part < least:
        return None
    return part, whole
