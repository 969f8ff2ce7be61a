"""The solver in a process of its own, so that it can be stopped whatever it is doing.

A copy of this process (fork): the problem is there already, nothing is written out and read
in again, and what the solver imports and fills goes away with it. It ends without cleaning
up (`os._exit`): open files and database connections belong to the parent. Where there is no
fork (Windows) a fresh process gets the problem, which takes a second longer.
"""

import gc
import importlib
import multiprocessing
import os
import signal
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from onderling.matching.problem import Problem
from onderling.matching.solving.orphan import end_with_parent, named

NAME = "onderling-solve"  # at most 15 letters: what `ps` shows


@dataclass(frozen=True)
class Child:
    """A solver at work: what it says comes out of `reader`, EOFError when it has gone."""

    reader: Connection
    stop: Callable[[], None]


def start(problem: Problem, seed: str, limit: float | None) -> Child:
    """Begin to solve; `limit` in seconds from now."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    if hasattr(os, "fork"):
        pid = _fork(reader, writer, (problem, seed, limit))
        writer.close()
        return Child(reader, lambda: _end(pid))
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=work, args=(writer, problem, seed, limit), daemon=True)
    process.start()
    writer.close()
    return Child(reader, process.kill)


def _fork(reader: Connection, writer: Connection, job: tuple[Any, ...]) -> int:
    with warnings.catch_warnings():
        # Python 3.12 warns of forks beside threads. What the solver needs has no locks there.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        code = 1
        try:
            reader.close()
            _stand_alone()
            work(writer, *job)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return pid


def _stand_alone() -> None:
    """Leave the parent's terminal and output alone, and end when it ends."""
    end_with_parent()  # nobody would hear the answer
    os.setsid()  # Ctrl-C is for the parent; it decides when we stop
    named(NAME)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # HiGHS may mutter
    gc.disable()  # nothing here goes in circles, and the parent's pages stay shared


def work(writer: Connection, problem: Problem, seed: str, limit: float | None) -> None:
    """Solve, and say what happens."""
    solvers().work(writer.send, problem, seed, limit)


def solvers() -> Any:
    """The module that solves. Importing it takes as long as a small problem.

    The child does it, so that who only asks stays small. A command that solves and ends may
    do it beforehand: then every child has the solvers from its start.
    """
    return importlib.import_module("onderling.matching.solving.work")


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return  # gone, and somebody else has seen it go
