"""What the child does: one problem from begin to end, telling how far it is."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from onderling.matching.conflict import conflict
from onderling.matching.highs import Infeasible, OutOfTime
from onderling.matching.problem import Problem
from onderling.matching.rounds import solve_rounds
from onderling.matching.solve import solve_joint
from onderling.matching.solved import Reporter, Solved
from onderling.matching.task import Task

Message = tuple[str, Any]


def solve_here(task: Task) -> Solved:
    """Solve in this process, in the order the problem asks for."""
    if task.problem.objective.order == "rounds":
        return solve_rounds(task)
    return solve_joint(task)


def work(
    say: Callable[[Message], None], problem: Problem, seed: str, limit: float | None
) -> None:
    """Do one job and say how it ended: done, infeasible or out_of_time."""
    task = Task(
        problem,
        seed,
        None if limit is None else monotonic() + limit,
        Reporter(
            lambda percent, text: say(("progress", (percent, text))),
            lambda solved: say(("found", solved.packed(problem))),
        ),
    )
    try:
        say(("done", solve_here(task).packed(problem)))
    except Infeasible:
        say(("progress", (70, "Zoekt welke regels elkaar tegenspreken")))
        rows = conflict(problem, task.deadline)
        say(("infeasible", [(row.rule, row.about, row.text) for row in rows]))
    except OutOfTime:
        say(("out_of_time", None))
