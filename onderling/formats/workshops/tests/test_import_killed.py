"""A worker is killed in the middle of a long list: nothing is half done (X-72)."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from onderling.base.models import AuditLine, Import
from onderling.formats.workshops.actions.imports import job, take_over
from onderling.formats.workshops.actions.imports.take_over import LOOKED, perform
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.people.models import Organisation, Person
from onderling.signups.models import Participation
from tests.victim import dies_after, end_of, start_worker

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
PEOPLE = 500
LISTS = "onderling.formats.workshops.tasks.pick_up_waiting_lists"
ROW = "Ria {n};Mol;ria{n}@mol.example;Stichting {org};vrijwilliger\n"


def wait_until_it_writes(source: Import) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        if Import.objects.filter(pk=source.pk, progress=LOOKED).exists():
            return
        time.sleep(0.005)
    pytest.fail("the worker never began to write")


def count_all() -> list[int]:
    return [model.objects.count() for model in (Person, Organisation, Participation)]


def test_a_worker_killed_while_it_writes_leaves_nothing_and_the_list_comes_in_after(
    listed: Make, coordinator: Person
) -> None:
    """Acceptance 1. Kills at random moments of a whole install: bin/bench kills."""
    rows = (ROW.format(n=n, org=n % 40) for n in range(PEOPLE))
    source: Import = listed("voornaam;achternaam;email;organisatie;groep\n" + "".join(rows))
    before = count_all()
    asked = job.ask(source, by=coordinator, now=source.at)
    written = dies_after(take_over.WRITERS["people"])
    steps = [lambda: None, lambda: take_over.WRITERS.update(people=written)]
    for attempt, but in enumerate(steps, 1):
        Import.objects.update(progress=0)
        worker = start_worker(LISTS, but=but)
        if attempt == 1:
            wait_until_it_writes(source)
            os.kill(worker, signal.SIGKILL)
        assert end_of(worker) == -signal.SIGKILL
        source.refresh_from_db()
        assert (source.state, source.attempts) == (Import.State.RUNNING, attempt)
        assert count_all() == before
        assert not source.rows.exclude(object_ref="").exists()

    # The next worker that looks goes on with it at once.
    later = asked.at + timedelta(seconds=1)
    assert list(job.waiting_lists(now=later)) == [source.pk]
    taken = perform(source.pk, now=later)
    assert taken is not None
    assert taken.new == PEOPLE
    assert Participation.objects.count() == PEOPLE
    assert AuditLine.objects.filter(deed="take_over_list").count() == 1
    source.refresh_from_db()
    undo(source, by=coordinator, now=later)
    assert count_all() == before
