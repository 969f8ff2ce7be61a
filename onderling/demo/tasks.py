"""Building the example is work for the worker."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import QuerySet
from django.utils.timezone import now
from django_tasks import task

from onderling.base.holds import hold
from onderling.base.transactions import write_transaction
from onderling.demo.actions.build import WORK, go_on
from onderling.demo.models import Example

log = logging.getLogger("onderling.demo")
UNDER_WAY = [Example.State.QUEUED, Example.State.BUILDING]


@task(queue_name=settings.LONG_QUEUE)
def build_example() -> None:
    """Build what was asked for; harmless when nothing was, or when it is done already."""
    _build(Example.objects.all())


def pick_up_example() -> None:
    """Go on with an example whose worker was killed. One from the terminal goes on there."""
    _build(Example.objects.exclude(by=None))


def _build(examples: QuerySet[Example]) -> None:
    if not examples.filter(state__in=UNDER_WAY).exists():
        return
    with hold(WORK) as mine:
        example = examples.filter(state__in=UNDER_WAY).first() if mine else None
        if example is None:
            return
        try:
            go_on(example, now=now())
        except (OperationalError, InterfaceError):
            raise  # the database is away: later on, the worker goes on
        except Exception:
            log.exception("Het voorbeeld kon niet worden gemaakt")
            with write_transaction():
                Example.objects.filter(pk=example.pk).update(state=Example.State.FAILED)
