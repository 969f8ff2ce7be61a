"""Long work is held by one process, and let go at the moment that process dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from onderling.base.holds import hold

pytestmark = pytest.mark.django_db(transaction=True)
HOLDER = """
import sys, time, django
from django.conf import settings
names = ("ENGINE", "NAME", "HOST", "USER")
settings.configure(DATABASES={"default": dict(zip(names, sys.argv[1:]))})
django.setup()
from onderling.base.holds import hold
with hold("lijst:1") as mine:
    print(mine, flush=True)
    time.sleep(60)
"""


@contextmanager
def another_process() -> Iterator[subprocess.Popen[str]]:
    """A process that holds the work, until it is killed."""
    here = {
        key: str(connection.settings_dict[key]) for key in ("ENGINE", "NAME", "HOST", "USER")
    }
    process = subprocess.Popen(  # noqa: S603 -- our own words
        [sys.executable, "-c", HOLDER, *here.values()], stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_work_is_held_by_one_and_other_work_is_free() -> None:
    with hold("lijst:1") as mine, hold("lijst:1") as too, hold("lijst:2") as other:
        assert (mine, too, other) == (True, False, True)
    with hold("lijst:1") as again:
        assert again is True


def test_who_fails_lets_go() -> None:
    with pytest.raises(ValueError), hold("lijst:1"):  # noqa: PT011 -- the one raised here
        raise ValueError
    with hold("lijst:1") as again:
        assert again is True


def test_a_killed_process_lets_go_at_once() -> None:
    """assurance 13, F1"""
    with another_process() as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        with hold("lijst:1") as mine:
            assert mine is False
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert any(_mine() for _ in range(50))


def _mine() -> bool:
    with hold("lijst:1") as mine:
        return mine


@pytest.mark.sqlite_only
def test_nothing_stays_behind_beside_the_database() -> None:
    with hold("lijst:1"):
        pass
    database = Path(connection.settings_dict["NAME"])
    assert list(database.parent.glob(f"{database.name}.hold.*")) == []
