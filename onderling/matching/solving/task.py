"""One problem on its way to an answer, and how long that may take."""

from dataclasses import dataclass, field
from time import monotonic

from onderling.matching.problem import Problem
from onderling.matching.program.highs import OutOfTime
from onderling.matching.solved import Reporter

SHORT_LOTS = (
    "Voor deze grootte zijn de lotnummers korter gemaakt: {bits} bits in plaats van 40."
    " Tussen even goede verdelingen kan het lot daardoor bij enkele plekken anders vallen."
)


@dataclass(frozen=True)
class Task:
    """A problem, its seed, until when, and where to tell how it goes.

    `notes`: what the result must say about how it was found.
    """

    problem: Problem
    seed: str
    deadline: float | None
    reporter: Reporter
    notes: list[str] = field(default_factory=list)

    def check_time(self) -> None:
        """Raise OutOfTime when the deadline has passed."""
        if self.deadline is not None and monotonic() >= self.deadline:
            raise OutOfTime

    def drew(self, shortened: int) -> None:
        """Note by how many bits the lottery numbers were shortened, if at all."""
        note = SHORT_LOTS.format(bits=40 - shortened)
        if shortened and note not in self.notes:
            self.notes.append(note)
