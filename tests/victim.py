"""A worker to be killed: the real loop, forked from the tests so that it costs no start."""

import os
import signal
import traceback
import warnings
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection

from onderling.base import jobs

QUICK = 0.02  # seconds between two turns of what the worker does by itself


def start_worker(*tasks: str, but: Callable[[], object] = lambda: None) -> int:
    """Start a worker that does these things by itself; return its number.

    `but` changes something in that process only, such as a step at which it dies.
    """
    connection.close()
    if connection.vendor == "postgresql":
        pooled: Any = connection
        pooled.close_pool()  # two processes never share a line to the database
    with warnings.catch_warnings():
        # Later Pythons warn about a fork beside a thread. Ours is a mail server that listens.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            settings.PERIODIC = [(name, QUICK) for name in tasks]
            jobs.PAUSE = QUICK
            but()
            jobs.work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return child


def kill(child: int) -> None:
    """Kill it on the spot, as a machine that runs out of memory does."""
    os.kill(child, signal.SIGKILL)
    assert end_of(child) == -signal.SIGKILL


def leave() -> None:
    """End this process, and nothing of the tests that it was forked from."""
    os._exit(0)


def end_of(child: int) -> int:
    """Wait until it is gone; return how it ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dies_after(deed: Callable[..., object], *, of: str = "") -> Callable[..., None]:
    """Make a deed whose process dies as soon as it is done (with this word)."""

    def done(*args: Any, **kwargs: Any) -> None:
        deed(*args, **kwargs)
        if not of or of in args:
            os.kill(os.getpid(), signal.SIGKILL)

    return done
