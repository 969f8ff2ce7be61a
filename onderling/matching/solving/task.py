"""One problem on its way to an answer, and how long that may take."""

from dataclasses import dataclass, field
from time import monotonic

from onderling.matching.problem import LOT_BITS, Problem
from onderling.matching.program.highs import OutOfTime
from onderling.matching.solved import Reporter

SHORT_LOTS = (
    "Voor deze grootte zijn de lotnummers korter gemaakt: {bits} bits in plaats van 40."
    " Tussen even goede verdelingen kan het lot daardoor bij enkele plekken anders vallen."
)


@dataclass(frozen=True)
class Task:
    """A problem, its seed, until when, and where to tell how it goes.

    `shortened`: by how many bits the lots of a very large network had to be shortened.
    """

    problem: Problem
    seed: str
    deadline: float | None
    reporter: Reporter
    shortened: list[int] = field(default_factory=list)

    def check_time(self) -> None:
        """Raise OutOfTime when the deadline has passed."""
        if self.deadline is not None and monotonic() >= self.deadline:
            raise OutOfTime

    @property
    def lot_bits(self) -> int:
        """How many bits of each lottery number decided."""
        return LOT_BITS - max(self.shortened, default=0)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the result must say about how it was found."""
        return (SHORT_LOTS.format(bits=self.lot_bits),) if any(self.shortened) else ()
