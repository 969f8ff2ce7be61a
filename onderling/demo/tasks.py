"""Building the example is work for the worker."""

import logging

from django.utils.timezone import now
from django_tasks import task

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.demo.actions.build import go_on
from onderling.demo.models import Example

log = logging.getLogger("onderling.demo")
UNDER_WAY = [Example.State.QUEUED, Example.State.BUILDING]


@task()
def build_example() -> None:
    """Build what was asked for; harmless when nothing was, or when it is done already."""
    example = Example.objects.filter(state__in=UNDER_WAY).first()
    if example is None:
        return
    try:
        go_on(example, now=now())
    except Refused:
        log.exception("Het voorbeeld kon niet worden gemaakt")
        with write_transaction():
            Example.objects.filter(pk=example.pk).update(state=Example.State.FAILED)
