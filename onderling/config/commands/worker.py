"""`onderling worker`: runs what is queued and what happens by itself."""

import gc
import importlib
import multiprocessing
import signal
from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from onderling.config.commands.prepare import start_django
from onderling.config.presence import at_work
from onderling.matching.solving.orphan import end_with_parent


def main(_options: Namespace) -> int:
    start_django()
    with at_work(Path(settings.DATA)):
        work_as_two()
    return 0


def work_as_two() -> None:
    """Do the long work in a second process: a copy of this one, for that shares its memory.

    They stop together. When one breaks down so does the other, and `serve` starts both again.
    """
    jobs = importlib.import_module("onderling.base.jobs")  # its models exist only after setup
    for name, _seconds in [*settings.PERIODIC, *settings.LONG_WORK]:
        import_string(name)  # what both will need is loaded once
    gc.collect()
    gc.freeze()  # what nobody looks through for rubbish stays shared
    long_work = multiprocessing.get_context("fork").Process(target=_do_long_work)
    long_work.start()
    try:
        jobs.work(
            settings.PERIODIC,
            but=settings.LONG_QUEUE,
            until=lambda: not long_work.is_alive(),
            told=long_work.terminate,
        )
    finally:
        long_work.terminate()
        long_work.join()


def _do_long_work() -> None:
    end_with_parent(signal.SIGTERM)
    jobs = importlib.import_module("onderling.base.jobs")
    jobs.work(settings.LONG_WORK, queue=settings.LONG_QUEUE)
