"""The solver in a process of its own, so that it can be stopped whatever it is doing.

Reads one line of JSON on stdin, writes one JSON object per line on stdout: progress, found
(something feasible so far), and at last done, infeasible or out_of_time.
"""

import json
import sys
from time import monotonic
from typing import Any

from onderling.matching.conflict import conflict
from onderling.matching.highs import Infeasible, OutOfTime
from onderling.matching.orphan import end_with_parent
from onderling.matching.reading import read_rows
from onderling.matching.rounds import solve_rounds
from onderling.matching.solve import solve_joint
from onderling.matching.solved import Reporter, Solved
from onderling.matching.task import Task


def solve_here(task: Task) -> Solved:
    """Solve in this process, in the order the problem asks for."""
    if task.problem.objective.order == "rounds":
        return solve_rounds(task)
    return solve_joint(task)


def main() -> None:
    """Do one job and say how it ended."""
    end_with_parent()  # nobody would hear the answer
    job = json.loads(sys.stdin.readline())
    problem = read_rows(job["problem"]).problem
    if problem is None:
        raise ValueError("The parent sent a problem it could not have read itself.")
    limit = job["limit"]
    task = Task(
        problem,
        job["seed"],
        None if limit is None else monotonic() + limit,
        Reporter(
            lambda percent, text: _say(progress=[percent, text]),
            lambda solved: _say(found=solved.to_json()),
        ),
    )
    try:
        _say(done=solve_here(task).to_json())
    except Infeasible:
        _say(progress=[70, "Zoekt welke regels elkaar tegenspreken"])
        rows = conflict(problem, task.deadline)
        _say(infeasible=[[row.rule, list(row.about), row.text] for row in rows])
    except OutOfTime:
        _say(out_of_time=True)


def _say(**message: Any) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
