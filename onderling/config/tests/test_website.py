"""The website's processes: what falls is replaced, however often, without a pause to load."""

import os
import signal
import socket
import subprocess
import time
from http.client import HTTPConnection, HTTPException

import pytest

from benchmarks.processes import children
from onderling.config.tests.conftest import Install

PATIENCE = 30.0  # seconds


@pytest.fixture
def port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def start(live: Install, port: int) -> subprocess.Popen[str]:
    words = ("--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--patience", "5")
    return live.start_module("onderling.config.website", *words)


def answer(port: int) -> int:
    """The status of a page that sends a stranger on, as soon as somebody answers."""
    ends = time.monotonic() + PATIENCE
    while True:
        door = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            door.request("GET", "/mijn/")
            return door.getresponse().status
        except (OSError, HTTPException):
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)
        finally:
            door.close()


def test_a_website_whose_processes_keep_being_killed_answers_on(
    live: Install, port: int
) -> None:
    """F4: more deaths within seconds than the web server itself would put up with."""
    with start(live, port) as site:
        assert answer(port) == 302
        for _time in range(4):
            for worker in children(site.pid):
                os.kill(worker, signal.SIGKILL)
            assert answer(port) == 302
        assert site.poll() is None
        site.terminate()
    assert site.returncode == 0


def test_a_website_whose_processes_cannot_even_begin_stops_trying(
    live: Install, port: int
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with start(live, port) as site:
            pass
    assert site.returncode == 1
