"""One problem on its way to an answer, and how long that may take."""

from dataclasses import dataclass
from time import monotonic

from onderling.matching.highs import OutOfTime
from onderling.matching.problem import Problem
from onderling.matching.solved import Reporter


@dataclass(frozen=True)
class Task:
    """A problem, its seed, until when, and where to tell how it goes."""

    problem: Problem
    seed: str
    deadline: float | None
    reporter: Reporter

    def check_time(self) -> None:
        """Raise OutOfTime when the deadline has passed."""
        if self.deadline is not None and monotonic() >= self.deadline:
            raise OutOfTime
