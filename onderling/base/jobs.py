"""The worker: runs queued tasks, and what must happen every so often by itself."""

import logging
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import FrameType

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils.module_loading import import_string
from django.utils.timezone import now
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

log = logging.getLogger("onderling.jobs")
LONGEST = timedelta(minutes=15)  # a task that runs longer was killed with its worker
EVERY_QUEUE = "*"
PAUSE = 0.5  # seconds between two looks at the queue


@dataclass
class Periodic:
    """A function that runs by itself every so many seconds."""

    run: Callable[[], object]
    every: int
    due: float = 0.0


def work(
    names: Sequence[tuple[str, int]] | None = None,
    *,
    queue: str = EVERY_QUEUE,
    but: str = "",
    until: Callable[[], bool] = lambda: False,
    told: Callable[[], object] = lambda: None,
) -> None:
    """Work until told to stop: by signal, or when `until` says so.

    What happens by itself has `names`; of what waits, those of `queue` and not those of `but`.
    `told` is called as soon as a signal comes, so that who works beside us hears it too.
    """
    stopping: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopping.append(number)
        told()

    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, stop)
    chosen = settings.PERIODIC if names is None else names
    periodic = [Periodic(import_string(name), every) for name, every in chosen]
    while not stopping and not until():
        try:
            put_back_what_was_killed()
            run_queued(queue, but=but)
            run_due(periodic, at=time.monotonic())
        except (OperationalError, InterfaceError):
            log.warning("De database is even weg; over een tel weer verder.")
            connection.close()
        time.sleep(PAUSE)


def run_queued(queue: str = EVERY_QUEUE, *, but: str = "") -> None:
    """Run every task that waits in a queue, then return."""
    Worker(
        queue_names=[queue],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="onderling",
        excluded_queue_names=[but] if but else [],
    ).run()


def run_due(periodic: list[Periodic], *, at: float) -> None:
    """Run what is due at this moment. One that fails does not stop the others."""
    for task in periodic:
        if at < task.due:
            continue
        task.due = at + task.every
        try:
            task.run()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("Een vaste taak ging mis")


def put_back_what_was_killed() -> int:
    """Make tasks ready again whose worker was killed. Every task is safe to run twice."""
    return DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now() - LONGEST).update(
        status="READY", started_at=None
    )
