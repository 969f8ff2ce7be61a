"""Tasks of workshops: what the worker does."""

from django.utils.timezone import now
from django_tasks import task

from onderling.formats.workshops.actions.imports.job import waiting_lists
from onderling.formats.workshops.actions.imports.take_over import perform


@task()
def take_list_over(import_id: int) -> None:
    """Take a long list over. Harmless when it is done, or another worker has it."""
    perform(import_id, now=now())


def pick_up_waiting_lists() -> None:
    """Go on with lists whose task got lost, or whose worker was killed."""
    for import_id in list(waiting_lists(now=now())):
        perform(import_id, now=now())
