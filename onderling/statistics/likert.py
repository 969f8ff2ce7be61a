"""One question on a scale: what everybody answered, and what changed in the same people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

UNKNOWN = "weet-niet"  # an answer beside the scale


@dataclass(frozen=True)
class Distribution:
    """How often each answer of the scale was given; who did not know or answer stands apart.

    An answer that nobody gave is still in `counts`: a missing one does not break the picture.
    """

    counts: Mapping[str, int]
    unknown: int
    missing: int

    @property
    def n(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Moved:
    """What the same people answered twice: so many went up, stayed, went down."""

    up: int
    same: int
    down: int

    @property
    def n(self) -> int:
        return self.up + self.same + self.down


def distribution(answers: Iterable[str | None], scale: Sequence[str]) -> Distribution:
    """Count answers on a scale (X-15). What is not on it counts as not answered."""
    found = Counter(answers)
    counts = {value: found[value] for value in scale}
    unknown = found[UNKNOWN]
    return Distribution(counts, unknown, found.total() - unknown - sum(counts.values()))


def moved(pairs: Iterable[tuple[str | None, str | None]], scale: Sequence[str]) -> Moved:
    """Compare two answers of each person; who left one open is not counted (S0-3, S1-11)."""
    place = {value: number for number, value in enumerate(scale)}
    steps = Counter(
        (place[after] > place[before]) - (place[after] < place[before])
        for before, after in pairs
        if before in place and after in place
    )
    return Moved(up=steps[1], same=steps[0], down=steps[-1])
