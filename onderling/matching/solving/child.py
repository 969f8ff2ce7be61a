"""The solver in a process of its own, so that it can be stopped whatever it is doing.

A copy of this process (fork): the problem is there already, nothing is written out and read
in again, and what the solver imports and fills goes away with it. It ends without cleaning
up (`os._exit`): open files and database connections belong to the parent. Where there is no
fork (Windows) a fresh process gets the problem, which takes a second longer.

Who still has to read the problem can begin earlier: `ready` starts the process, which loads
the solvers on the other core, and hands the problem over once it is there.
"""

import gc
import importlib
import multiprocessing
import os
import signal
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from onderling.matching.problem import Problem
from onderling.matching.solving.orphan import end_with_parent, named

NAME = "onderling-solve"  # at most 15 letters: what `ps` shows


Job = tuple[Problem, str, float | None]  # what, the seed, and the limit in seconds from then


@dataclass(frozen=True)
class Child:
    """A solver at work: what it says comes out of `reader`, EOFError when it has gone."""

    reader: Connection
    stop: Callable[[], None]


@dataclass(frozen=True)
class Ready:
    """A solver that waits for its one problem. `stop` ends it, also when there comes none."""

    orders: Connection
    reader: Connection
    stop: Callable[[], None]

    def start(self, problem: Problem, seed: str, limit: float | None) -> Child:
        """Begin to solve; `limit` in seconds from now."""
        with suppress(BrokenPipeError):  # it has gone: who listens hears that
            self.orders.send((problem, seed, limit))
        self.orders.close()
        return Child(self.reader, self.stop)


def start(problem: Problem, seed: str, limit: float | None) -> Child:
    """Begin to solve; `limit` in seconds from now."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    stop = _process(work, (reader,), (writer, (problem, seed, limit)))
    return Child(reader, stop)


def ready() -> Ready:
    """Start a solver beforehand, for a problem that is still being read."""
    orders_read, orders = multiprocessing.Pipe(duplex=False)
    reader, writer = multiprocessing.Pipe(duplex=False)
    stop = _process(work_later, (reader, orders), (writer, orders_read))
    return Ready(orders, reader, stop)


def _process(
    does: Callable[..., None], ours: tuple[Connection, ...], theirs: tuple[Any, ...]
) -> Callable[[], None]:
    """A process that does one thing; how to end it. `ours`: what only we keep open."""
    if hasattr(os, "fork"):
        pid = _fork(does, ours, theirs)
        end: Callable[[], None] = partial(_end, pid)
    else:
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=does, args=theirs, daemon=True)
        process.start()
        end = process.kill
    for connection in theirs:
        if isinstance(connection, Connection):
            connection.close()  # theirs alone now, so that we hear when they have gone
    return end


def _fork(
    does: Callable[..., None], ours: tuple[Connection, ...], theirs: tuple[Any, ...]
) -> int:
    with warnings.catch_warnings():
        # Python 3.12 warns of forks beside threads. What the solver needs has no locks there.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        code = 1
        try:
            for connection in ours:
                connection.close()
            _stand_alone()
            does(*theirs)
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


def work(writer: Connection, job: Job) -> None:
    """Solve, and say what happens."""
    solvers().work(writer.send, *job)


def work_later(writer: Connection, orders: Connection) -> None:
    """Load everything there is to load; then solve what comes, if anything comes."""
    solving = solvers()
    solving.load()
    with suppress(EOFError):
        solving.work(writer.send, *orders.recv())


def solvers() -> Any:
    """The module that solves. Importing it takes as long as a small problem.

    The child does it, so that who only asks stays small. Who divides several times and ends
    may do it beforehand: then every child has the solvers from its start.
    """
    return importlib.import_module("onderling.matching.solving.work")


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        return  # gone, and somebody else has seen it go
