"""Tasks of sign-ups: what the worker does."""

from django.utils.timezone import now
from django_tasks import task

from onderling.signups.actions.allocation import look_further, perform, waiting_runs
from onderling.signups.actions.seats import fill_added_seats


@task()
def run_allocation(run_id: int) -> None:
    """Divide the places. Harmless when the run is done, or another worker has it."""
    if perform(run_id, now=now()) is not None:
        look_further(run_id)


def pick_up_waiting_runs() -> None:
    """Run allocations that were queued but never started, or whose worker was killed."""
    for run_id in list(waiting_runs(now=now())):
        if perform(run_id, now=now()) is not None:
            look_further(run_id)


def let_queues_move_up() -> None:
    """Give seats that a coordinator added to who waits for them."""
    fill_added_seats(now=now())
