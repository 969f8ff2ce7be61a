"""What the commands do: watch over two processes, look at an install, prepare it once."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from onderling.config.backup.bench import STAMP
from onderling.config.commands import check, prepare, serve
from onderling.config.presence import at_work
from tests.makers import NOON

pytestmark = pytest.mark.sqlite_only

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
NOTHING = Namespace()


def stop_this_process_when(ready: Path) -> None:
    """Send Ctrl+C as soon as the file is there, as somebody at the terminal would."""

    def wait() -> None:
        ends = time.monotonic() + 20
        while not ready.exists() and time.monotonic() < ends:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=wait, daemon=True).start()


@pytest.fixture(autouse=True)
def _signals_as_they_were() -> object:
    kept = {kind: signal.getsignal(kind) for kind in (signal.SIGINT, signal.SIGTERM)}
    yield
    for kind, handler in kept.items():
        signal.signal(kind, handler)


def test_ctrl_c_stops_the_website_and_the_worker(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    notes = tmp_path / "pid"
    child = (
        f"import os, time; open({str(notes)!r}, 'w').write(str(os.getpid()));"
        f" open({str(ready)!r}, 'w'); time.sleep(60)"
    )
    stop_this_process_when(ready)
    assert serve.run(SLEEP, [sys.executable, "-c", child]) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(notes.read_text()), 0)


def test_a_worker_that_dies_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "REST", 0)
    ready = tmp_path / "twice"
    dying = (
        f"from pathlib import Path; once = Path({str(tmp_path / 'once')!r});"
        f" (Path({str(ready)!r}) if once.exists() else once).touch()"
    )
    stop_this_process_when(ready)
    assert serve.run(SLEEP, [sys.executable, "-c", dying]) == 0
    assert ready.exists()


def test_a_website_that_cannot_even_begin_ends_the_command_with_an_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert serve.run([sys.executable, "-c", "raise SystemExit(3)"], SLEEP) == 1
    said = capsys.readouterr().out
    assert said.count("De website stopte onverwacht en wordt opnieuw gestart.") == 2
    assert "De website stopte onverwacht (code 3)." in said


def test_a_website_that_dies_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F4: who kills its processes fast enough makes the web server itself give up."""
    monkeypatch.setattr(serve, "REST", 0)
    ready = tmp_path / "often"
    dying = f"open({str(ready)!r}, 'a').write('x')"
    seen = threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGINT))
    seen.start()
    assert serve.run([sys.executable, "-c", dying], None) == 0
    assert len(ready.read_text()) > serve.TRIES


def test_a_killed_supervisor_takes_the_website_and_the_worker_along(tmp_path: Path) -> None:
    """Acceptance 1: after SIGKILL nothing runs on, and the port is free for the next start."""
    child = (
        "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
    )
    notes = [tmp_path / "site", tmp_path / "worker"]
    crew = [[sys.executable, "-c", child, str(note)] for note in notes]
    code = f"from onderling.config.commands import serve; serve.run(*{crew!r})"
    supervisor = subprocess.Popen([sys.executable, "-c", code])  # noqa: S603 -- our own words
    assert wait_for(lambda: all(n.exists() and n.read_text() for n in notes))
    supervisor.kill()
    supervisor.wait()
    children = [int(note.read_text()) for note in notes]
    assert wait_for(lambda: not any(runs(number) for number in children))


def runs(number: int) -> bool:
    """Say whether a process runs; one that died but has not been buried does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(happened: Callable[[], bool]) -> bool:
    ends = time.monotonic() + 20
    while not happened() and time.monotonic() < ends:
        time.sleep(0.02)
    return happened()


def test_a_network_disk_is_recognised(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert check.disk_kind(tmp_path / "data", mounts) == "nfs4"
    assert check.disk_kind(Path("/elders"), mounts) == "ext4"


@pytest.mark.django_db
def test_check_finds_a_fresh_database_in_order(tmp_path: Path) -> None:
    looks = [check.database_is_sound, check.migrations_are_done, check.places_add_up]
    marks = {f.mark for look in looks for f in check.looked_at(look)}
    assert marks == {check.Mark.GOOD}


def marks(look: Callable[[], Iterator[check.Finding]]) -> list[check.Mark]:
    return [finding.mark for finding in check.looked_at(look)]


@pytest.mark.django_db
def test_check_says_whether_a_worker_is_there(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path
    assert marks(check.worker_is_there) == [check.Mark.WRONG]
    with at_work(tmp_path):
        assert marks(check.worker_is_there) == [check.Mark.GOOD]
    assert marks(check.worker_is_there) == [check.Mark.WRONG]


@pytest.mark.django_db
def test_check_says_whether_mail_can_leave(settings: Settings) -> None:
    assert marks(check.mail_can_leave) == [check.Mark.NOTE]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    assert marks(check.mail_can_leave) == [check.Mark.WRONG]


def test_check_says_that_the_disk_is_full(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    assert check.Mark.WRONG not in marks(check.data_folder_is_safe)
    monkeypatch.setattr(check, "ROOM_NEEDED", shutil.disk_usage(tmp_path).total)
    assert marks(check.data_folder_is_safe).count(check.Mark.WRONG) == 1


def test_check_says_how_old_the_last_backup_is(tmp_path: Path, settings: Settings) -> None:
    settings.DATA = tmp_path
    assert marks(check.backup_is_recent) == [check.Mark.NOTE]
    for days, mark in ((0, check.Mark.GOOD), (3, check.Mark.NOTE)):
        (tmp_path / STAMP).write_text((NOON - timedelta(days=days)).isoformat())
        assert marks(check.backup_is_recent) == [mark]


def test_static_files_are_gathered_once(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    gathered = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_k: gathered.append(name))
    prepare.collect_static()
    prepare.collect_static()
    assert gathered == ["collectstatic"]


def test_an_address_of_the_administrator_is_not_overruled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONDERLING_DATA", str(tmp_path))
    monkeypatch.delenv("ONDERLING_ADDRESS", raising=False)
    (tmp_path / "onderling.toml").write_text('address = "https://onderling.example"\n')
    prepare.start_django(address="http://127.0.0.1:9")
    assert "ONDERLING_ADDRESS" not in os.environ


def test_the_last_line_of_check_does_not_overlook_what_it_said_above() -> None:
    good = check.Finding(check.Mark.GOOD, "alles")
    note, wrong = check.Finding(check.Mark.NOTE, "let"), check.Finding(check.Mark.WRONG, "mis")
    assert check.verdict([good]) == "Alles is in orde."
    assert check.verdict([good, note, note]) == "Geen fouten; twee keer let op."
    assert check.verdict([note, wrong]) == "Aantal dingen dat mis is: 1."
