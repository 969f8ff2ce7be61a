"""Makers for the engine's tests: a problem from a few words, and an answer to it."""

from collections.abc import Callable
from typing import Any

import pytest

from onderling.matching.finish import beforehand, finish
from onderling.matching.problem import Problem
from onderling.matching.reading import read_rows
from onderling.matching.result import Result
from onderling.matching.solved import Reporter
from onderling.matching.solving.task import Task
from onderling.matching.solving.work import solve_here
from onderling.matching.tests.studyday import study_day

Raw = dict[str, Any]


@pytest.fixture(scope="session")
def problem() -> Callable[[Raw], Problem]:
    def make(raw: Raw) -> Problem:
        reading = read_rows(raw)
        assert reading.faults == ()
        assert reading.problem is not None
        return reading.problem

    return make


@pytest.fixture(scope="session")
def answer() -> Callable[[Problem], Result]:
    """Solve in this process: quicker than a child, and the same code."""

    def solve(asked: Problem) -> Result:
        task = Task(asked, asked.seed, None, Reporter())
        return finish(beforehand(asked), solve_here(task), seed=asked.seed, began=0.0)

    return solve


@pytest.fixture(scope="session")
def day(problem: Callable[[Raw], Problem]) -> Problem:
    """The demo study day."""
    return problem(study_day())


@pytest.fixture(scope="session")
def decided(day: Problem, answer: Callable[[Problem], Result]) -> Result:
    """The study day decided, once for all tests."""
    return answer(day)
