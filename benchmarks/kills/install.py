"""One install, served for real, that is killed with all its processes and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.processes import below
from benchmarks.site import surroundings

HERE = Path(__file__).parent
PATIENCE = 60  # seconds for a server to answer


@dataclass
class Install:
    """A data folder, and the server and worker that run on it; `ahead` is their clock."""

    data: Path
    mail_port: int
    chance: Random
    ahead: int = 0
    kills: int = 0
    starts: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = int(door.getsockname()[1])

    def start(self, *, mail_port: int = 0) -> None:
        """Start website and worker as an administrator does, and wait until a page comes."""
        words = [
            sys.executable,
            "-m",
            "onderling.config.cli",
            "serve",
            "--port",
            str(self.port),
        ]
        extra = {
            "ONDERLING_SMTP_HOST": "127.0.0.1",
            "ONDERLING_SMTP_PORT": str(mail_port or self.mail_port),
            "ONDERLING_SMTP_SECURITY": "none",
            "PYTHONPATH": f"{HERE / 'clock'}{os.pathsep}{HERE.parents[1]}",
            "DRILL_AHEAD": str(self.ahead),
        }
        begun = time.monotonic()
        with (self.data / "served.log").open("ab") as said:
            self.process = subprocess.Popen(  # noqa: S603 -- no shell; our own words
                words,
                env={**surroundings(self.data, demo=False), **extra},
                stdout=said,
                stderr=said,
            )
        self._wait()
        self.starts.append(time.monotonic() - begun)

    def _wait(self) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/programma/", timeout=20)
                return
            time.sleep(0.1)
        raise SystemExit(f"The server did not come back: {self.data / 'served.log'}")

    def kill(self, *, within: float) -> float:
        """Wait a random time, then kill every process at once; return the time."""
        moment = self.chance.random() * within
        time.sleep(moment)
        self.kill_now()
        self.kills += 1
        sys.stderr.write(f"kill {self.kills} after {moment:.2f} s\n")
        return moment

    def kill_now(self) -> None:
        if self.process is None:
            return
        while alive := [*below(self.process.pid), self.process.pid]:
            for number in alive:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            if self.process.wait() is not None and not below(self.process.pid):
                break
        while self._answers():  # until the system has buried them all
            time.sleep(0.02)
        self.process = None

    def _answers(self) -> bool:
        with socket.socket() as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0
