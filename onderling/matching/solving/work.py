"""What the child does: one problem from begin to end, telling how far it is."""

from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from time import monotonic
from typing import Any

from onderling.matching.flows.flow import ENGINE, WARNING
from onderling.matching.later import USED, NoSolver
from onderling.matching.problem import Problem
from onderling.matching.program.highs import Infeasible, OutOfTime
from onderling.matching.solved import Reporter, Solved
from onderling.matching.solving.conflict import conflict
from onderling.matching.solving.rounds import solve_rounds
from onderling.matching.solving.solve import solve_joint
from onderling.matching.solving.task import Task

Message = tuple[str, Any]


def solve_here(task: Task) -> Solved:
    """Solve in this process, in the order the problem asks for."""
    if task.problem.objective.order == "rounds":
        return solve_rounds(task)
    return solve_joint(task)


def work(
    say: Callable[[Message], None], problem: Problem, seed: str, limit: float | None
) -> None:
    """Do one job and say how it ended: done, infeasible, out_of_time or no_solver."""
    task = Task(
        problem,
        seed,
        None if limit is None else monotonic() + limit,
        Reporter(
            lambda percent, text: say(("progress", (percent, text))),
            lambda solved: say(("found", signed(task, solved).packed(problem))),
        ),
    )
    USED.clear()
    try:
        _solve(say, task)
    except OutOfTime:
        say(("out_of_time", None))
    except NoSolver as reason:
        say(("no_solver", str(reason)))


def _solve(say: Callable[[Message], None], task: Task) -> None:
    try:
        say(("done", signed(task, solve_here(task)).packed(task.problem)))
    except Infeasible:
        say(("progress", (70, "Zoekt welke regels elkaar tegenspreken")))
        rows = conflict(task.problem, task.deadline)
        say(("infeasible", [(row.rule, row.about, row.text) for row in rows]))


def signed(task: Task, solved: Solved) -> Solved:
    """The same, with who found it, and what is to be said about that."""
    solvers = [("flow", ENGINE)]
    if "scipy.optimize" in USED:
        solvers.append(("program", f"HiGHS in scipy {metadata.version('scipy')}"))
    return replace(
        solved,
        solvers=tuple(solvers),
        lot_bits=task.lot_bits,
        notes=(*solved.notes, *task.notes, *([WARNING] if WARNING else [])),
    )
