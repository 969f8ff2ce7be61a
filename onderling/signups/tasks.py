"""Tasks of sign-ups: what the worker does."""

from django.conf import settings
from django.utils.timezone import now
from django_tasks import task

from onderling.signups.actions.allocation import look_further, perform, waiting_runs
from onderling.signups.actions.publish import asked_runs, publish_as_asked
from onderling.signups.actions.seats import fill_added_seats


@task(queue_name=settings.LONG_QUEUE)
def run_allocation(run_id: int) -> None:
    """Divide the places. Harmless when the run is done, or another worker has it."""
    perform(run_id, now=now())


@task()
def publish_allocation(run_id: int) -> None:
    """Publish for who asked; harmless when it is done, or another worker has it."""
    publish_as_asked(run_id, now=now())


def pick_up_asked_publishing() -> None:
    """Publish what was asked for and never begun, or whose worker was killed."""
    for run_id in list(asked_runs().values_list("pk", flat=True)):
        publish_as_asked(run_id, now=now())


def pick_up_waiting_runs() -> None:
    """Run allocations that were queued but never started, or whose worker was killed.

    When there is none, there is time to work out what a few seats more would do.
    """
    waiting = list(waiting_runs())
    for run_id in waiting:
        perform(run_id, now=now())
    if not waiting:
        look_further(now=now())


def let_queues_move_up() -> None:
    """Fill the seats that a coordinator added with who waits for them."""
    fill_added_seats(now=now())
