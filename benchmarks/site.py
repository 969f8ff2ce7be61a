"""The real server, and our own Django, on a data folder that is only for measuring."""

import importlib
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
from typing import IO, Any

from onderling.config.commands.prepare import start_django

PATIENCE = 180  # seconds for a server to answer: the first start makes all tables


def build(data: Path) -> float:
    """Build the festival, unless this folder holds it already; return the seconds it took."""
    begun = time.monotonic()
    command = ["demo", "--size", "festival", "--stage", "published"]
    subprocess.run(  # noqa: S603 -- no shell; every word stands in this file
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


def within(data: Path, module: str, *, demo: bool = True) -> Any:
    """Start Django in this process on that folder; only then can `module` be imported."""
    os.environ |= surroundings(data, demo=demo)
    start_django(address="http://127.0.0.1")
    return importlib.import_module(module)


@contextmanager
def served(
    data: Path,
    *,
    worker: bool = False,
    demo: bool = True,
    said: IO[Any] = sys.stderr,
    processes: int = 1,
) -> Iterator[tuple[int, int]]:
    """Serve it with so many processes for the website; yield the port and the process.

    What the server says goes to `said`.
    """
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = int(door.getsockname()[1])
    command = [sys.executable, "-m", "onderling.config.cli", "serve", "--port", str(port)]
    command += ["--workers", str(processes)]
    process = subprocess.Popen(  # noqa: S603 -- no shell; every word stands in this file
        command if worker else [*command, "--no-worker"],
        env=surroundings(data, demo=demo),
        stdout=said,
    )
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/programma/", timeout=20):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not answer.")
