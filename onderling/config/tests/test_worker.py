"""The worker is two processes: what people wait for goes on during an allocation."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from onderling.config.commands.worker import work_as_two
from tests.victim import QUICK, end_of, start_worker

pytestmark = pytest.mark.sqlite_only
HERE = f"{__name__}."
FOLDER = "ONDERLING_TEST_FOLDER"


def does_not_end() -> None:
    """Stand for a long allocation: begins, and is done when it is told."""
    folder = Path(os.environ[FOLDER])
    (folder / "long").write_text(str(os.getpid()))
    while not (folder / "enough").exists():
        time.sleep(QUICK)


def goes_on() -> None:
    with (Path(os.environ[FOLDER]) / "short").open("a") as file:
        file.write(".")


def as_two() -> None:
    settings.PERIODIC, settings.LONG_WORK = (
        [(HERE + "goes_on", QUICK)],
        [(HERE + "does_not_end", QUICK)],
    )
    work_as_two()
    os._exit(0)


def wait_until(so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not so():
        assert time.monotonic() < ends
        time.sleep(QUICK)


def is_gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 0), (signal.SIGKILL, -9)])
def test_other_work_goes_on_during_long_work_and_both_stop_together(
    transactional_db: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: signal.Signals,
    code: int,
) -> None:
    """What was begun is ended first; also when only the first of the two was killed."""
    monkeypatch.setenv(FOLDER, str(tmp_path))
    worker = start_worker(but=as_two)
    long, short = tmp_path / "long", tmp_path / "short"
    wait_until(lambda: long.exists() and bool(long.read_text()))
    done = len(short.read_text()) if short.exists() else 0
    wait_until(lambda: short.exists() and len(short.read_text()) > done + 2)
    other = int(long.read_text())
    os.kill(worker, how)
    time.sleep(QUICK)
    assert not is_gone(other)
    (tmp_path / "enough").touch()
    assert end_of(worker) == code
    wait_until(lambda: is_gone(other))
