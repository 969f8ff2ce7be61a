"""What an install takes: seconds from a clean clone to the first page, memory, the command."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import below
from benchmarks.site import served
from benchmarks.web.deeds import Row

ROOT = Path(__file__).parent.parent.parent
LONGEST, REST, TRIES = 240, 10, 5  # seconds for a first page; until it is idle; of the command
MOST_SECONDS, MOST_DISK, MOST_MEMORY, MOST_HELP = 30, 600, 250, 0.5


def installing(data: Path) -> Iterator[Row]:
    yield _memory(data)
    yield _help()
    yield _clone()


def _memory(data: Path) -> Row:
    """Server and worker after the demo; what processes share counts once."""
    with served(data, worker=True) as (_port, server):
        time.sleep(REST)
        used = sum(_proportional(number) for number in [server, *below(server)]) / 1024
    missed = "" if used <= MOST_MEMORY else f"{used:.0f} MB"
    name = "memory, server + worker, idle"
    return Row(name, f"{used:.0f} MB", f"<= {MOST_MEMORY} MB", missed)


def _proportional(number: int) -> int:
    """The kilobytes of a process, each shared one divided among those who share it."""
    try:
        told = Path(f"/proc/{number}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))


def _help() -> Row:
    command = [sys.executable, "-m", "onderling.config.cli", "--help"]
    took = []
    for _try in range(TRIES):
        begun = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own words
        took.append(time.monotonic() - begun)
    best = min(took)
    missed = "" if best <= MOST_HELP else f"{best:.2f} s"
    return Row("onderling --help", f"{best:.2f} s", f"<= {MOST_HELP} s", missed)


def _clone() -> Row:
    """Everything anew: the clone, the environment, the tables, the first page."""
    name, target = "clean clone to first page", f"<= {MOST_SECONDS} s, <= {MOST_DISK} MB"
    peer = "pretalx 76 s, 248 MB; pretix 191 s, 573 MB"
    with tempfile.TemporaryDirectory(prefix="onderling-clone.") as folder:
        begun = time.monotonic()
        there = Path(folder) / "onderling"
        git = shutil.which("git") or "git"
        subprocess.run([git, "clone", "-q", str(ROOT), str(there)], check=True)  # noqa: S603 -- our own words
        took = _first_page(there)
        if took is None:
            return Row(name, "no page came", target, "see what the server said above", peer)
        seconds = time.monotonic() - begun
        disk = sum(
            path.lstat().st_blocks * 512 for path in there.rglob("*") if not path.is_symlink()
        )
    missed = [f"{seconds:.0f} s"] if seconds > MOST_SECONDS else []
    missed += [f"{disk / 1e6:.0f} MB"] if disk > MOST_DISK * 1e6 else []
    return Row(name, f"{seconds:.0f} s, {disk / 1e6:.0f} MB", target, "; ".join(missed), peer)


def _first_page(there: Path) -> float | None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("ONDERLING_", "PYTHONPATH", "DATABASE_URL", "VIRTUAL_ENV"))
    }
    begun = time.monotonic()
    server = subprocess.Popen(  # noqa: S603 -- our own words
        [str(there / "bin/onderling"), "serve", "--port", str(port)],
        cwd=there,
        env=kept | {"ONDERLING_DATA": str(there / "data")},
        stdout=sys.stderr,
        start_new_session=True,
    )
    try:
        while time.monotonic() - begun < LONGEST and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20):
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.1)
        return None
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(60)
