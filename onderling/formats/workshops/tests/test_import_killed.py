"""A real worker is killed in the middle of a long list: nothing is half done (X-72)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from onderling.base.models import AuditLine, Import
from onderling.formats.workshops.actions.imports import job
from onderling.formats.workshops.actions.imports.take_over import LOOKED, perform
from onderling.formats.workshops.actions.imports.undo import undo
from onderling.formats.workshops.tasks import take_list_over
from onderling.people.models import Organisation, Person
from onderling.signups.models import Participation

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Any]
PEOPLE = 1500
ROW = "Ria {n};Mol;ria{n}@mol.example;Stichting {org};vrijwilliger\n"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of its own process, on the database of this test."""
    here = connection.settings_dict
    settings = {**os.environ, "ONDERLING_DATA": str(tmp_path), "ONDERLING_DEMO": "0"}
    if connection.vendor == "sqlite":
        (tmp_path / "onderling.sqlite3").symlink_to(Path(here["NAME"]).resolve())
    else:
        url = os.environ["DATABASE_URL"]
        settings["DATABASE_URL"] = url.replace("/postgres?", f"/{here['NAME']}?")
    command = [sys.executable, "-m", "onderling.config.cli", "worker"]
    process = subprocess.Popen(command, env=settings)  # noqa: S603 -- our own words
    yield process
    process.kill()
    process.wait()


def wait_until_it_writes(process: subprocess.Popen[bytes], source: Import) -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends and process.poll() is None:
        if Import.objects.filter(pk=source.pk, progress=LOOKED).exists():
            return
        time.sleep(0.02)
    pytest.fail("the worker never began to write")


def count_all() -> list[int]:
    return [model.objects.count() for model in (Person, Organisation, Participation)]


def test_a_worker_killed_while_it_writes_leaves_nothing_and_the_list_comes_in_after(
    worker: subprocess.Popen[bytes], listed: Make, coordinator: Person
) -> None:
    rows = (ROW.format(n=n, org=n % 40) for n in range(PEOPLE))
    source: Import = listed("voornaam;achternaam;email;organisatie;groep\n" + "".join(rows))
    before = count_all()
    asked = job.ask(source, by=coordinator, now=source.at)
    take_list_over.enqueue(source.pk)

    wait_until_it_writes(worker, source)
    time.sleep(0.15)  # well into the writing, which takes a second
    worker.send_signal(signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL

    source.refresh_from_db()
    assert (source.state, source.attempts) == (Import.State.RUNNING, 1)
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
