"""`onderling serve`: the website and its worker, started and stopped together."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

from django.conf import settings

from onderling.config.commands.first_owner import first_address, invitation
from onderling.config.commands.prepare import know_address, prepare, say, start_django
from onderling.matching.solving.orphan import end_with_parent

PATIENCE = 15  # seconds a process gets to finish what it is doing
REST = 2  # seconds that a process must have run before it is started again
TRIES = 3  # so often in a row the website may fall within that time


@dataclass
class Crew:
    """The processes of one install, and whether they were asked to stop."""

    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    began: dict[str, float] = field(default_factory=dict)
    stopping: bool = False

    def start(self, name: str, command: list[str]) -> None:
        # In a group of its own: Ctrl+C reaches us, and we tell the others once.
        # Killed ourselves, we cannot tell them: then the system does, and the port is free.
        self.began[name] = time.monotonic()
        self.running[name] = subprocess.Popen(  # noqa: S603 -- our own words
            command,
            start_new_session=True,
            preexec_fn=partial(end_with_parent, signal.SIGTERM),  # noqa: PLW1509 -- we have one thread
        )

    def has_fallen(self, name: str) -> bool:
        return name in self.running and self.running[name].poll() is not None

    def ran(self, name: str) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.began[name]

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def stop(self) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        ends = time.monotonic() + PATIENCE
        for process in self.running.values():
            try:
                process.wait(max(0.1, ends - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)  # and whoever it started
                process.wait()


def main(options: Namespace) -> int:
    if is_taken(options.host, options.port):
        say(f"Poort {options.port} is bezet. Kies een andere: onderling serve --port N")
        return 1
    know_address(f"http://{options.host}:{options.port}")
    ready = multiprocessing.get_context("fork").Process(target=_make_ready, args=(options,))
    ready.start()
    ready.join()
    if ready.exitcode:
        return 1
    return run(website(options), None if options.no_worker else worker())


def _make_ready(options: Namespace) -> None:
    """In a process of its own: who watches over the others need not remember all of it."""
    end_with_parent()
    start_django()
    prepare(backup=not options.no_backup)
    first = first_address()
    if first:
        say(invitation(first))
    say(f"Onderling draait op {settings.BASE_ADDRESS}/. Stoppen: Ctrl+C.")


def is_taken(host: str, port: int) -> bool:
    """Say whether something listens there already."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError:
            return True
    return False


def website(options: Namespace) -> list[str]:
    return [
        *(sys.executable, "-m", "onderling.config.website"),
        *("--host", options.host, "--port", str(options.port)),
        *("--workers", str(options.workers), "--patience", str(PATIENCE - 5)),
    ]


def worker() -> list[str]:
    return [sys.executable, "-m", "onderling.config.cli", "worker"]


def run(site: list[str], help_: list[str] | None) -> int:
    """Run website and worker until told to stop; start again whichever dies.

    The website starts its own processes again, but takes a few that die soon for a fault of
    ours and stops. Only when it cannot even begin do we give up too: 1.
    """
    crew = Crew()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, crew.ask_to_stop)
    crew.start("site", site)
    if help_:
        crew.start("worker", help_)
    falls = 0
    try:
        while not crew.stopping:
            time.sleep(0.2)
            if crew.has_fallen("site"):
                falls = falls + 1 if crew.ran("site") < REST else 0
                if falls == TRIES:
                    say(f"De website stopte onverwacht (code {crew.running['site'].poll()}).")
                    return 1
                say("De website stopte onverwacht en wordt opnieuw gestart.")
                crew.start("site", site)
            if help_ and crew.has_fallen("worker") and crew.ran("worker") >= REST:
                say("De werker stopte onverwacht en wordt opnieuw gestart.")
                crew.start("worker", help_)
    finally:
        crew.stop()
    say("Onderling is gestopt.")
    return 0
