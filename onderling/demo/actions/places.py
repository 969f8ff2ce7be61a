"""The allocation of the example: wishes closed, places given, published."""

from datetime import datetime

from onderling.base.transactions import write_transaction
from onderling.demo.actions.day import COORDINATOR
from onderling.demo.actions.network import person
from onderling.demo.models import Example
from onderling.rounds.actions import change_state
from onderling.rounds.rules import State
from onderling.signups.actions.allocation import queue_run
from onderling.signups.actions.publish import publish
from onderling.signups.models import AllocationRun


@write_transaction()
def close_wishing(example: Example, *, now: datetime) -> AllocationRun:
    """Close the wishes and put an allocation in the queue."""
    karin = person(example, COORDINATOR)
    of = change_state(example.study_day, State.MATCHING, by=karin, now=now)
    return queue_run(of, by=karin, now=now)


@write_transaction()
def publish_places(example: Example, *, now: datetime) -> None:
    """Publish the preview: from now on everybody sees their own day."""
    of = example.study_day
    run = of.runs.get(state=AllocationRun.State.PREVIEW)
    publish(run, by=person(example, COORDINATOR), now=now)
