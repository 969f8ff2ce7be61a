"""The real server on a festival of 300 workshops and 3,000 people."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60  # seconds for a server to answer


def build(data: Path) -> float:
    """Build the festival, unless this folder holds it already; return the seconds it took."""
    begun = time.monotonic()
    command = ["demo", "--size", "festival", "--stage", "published"]
    subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-m", "onderling.config.cli", *command],
        env=surroundings(data),
        check=True,
        stdout=sys.stderr,
    )
    return time.monotonic() - begun


def surroundings(data: Path, *, demo: bool = True) -> dict[str, str]:
    """The environment of a server of our own: its data folder, and nothing of the reader's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ONDERLING_")}
    return {**kept, "ONDERLING_DATA": str(data), "ONDERLING_DEMO": "1" if demo else "0"}


@contextmanager
def served(data: Path, *, worker: bool = False, demo: bool = True) -> Iterator[tuple[int, int]]:
    """Serve it with one process for the website; yield the port and the process."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
    command = [sys.executable, "-m", "onderling.config.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 -- our own words
        command if worker else [*command, "--no-worker"],
        env=surroundings(data, demo=demo),
        stdout=sys.stderr,
    )
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait_for(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/programma/", timeout=20):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not answer.")
