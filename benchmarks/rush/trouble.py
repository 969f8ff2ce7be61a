"""What happens in the middle of a rush: nothing, killed processes, a database that restarts."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress

from benchmarks.processes import children
from benchmarks.seeded import seeded
from tests.cluster import Cluster

KILLS = 12
WHOLE = 50.0  # seconds of a rush in which so many fall; in a smaller one fewer, as often
OVER = 0.45  # of the longest expected rush; on a fast machine later nobody is there to notice


class Trouble(threading.Thread):
    """Strikes while the crowd presses; `struck` counts how often."""

    def __init__(
        self, fault: str, server: int, database: Cluster | None, *, seconds: float, seed: int
    ) -> None:
        super().__init__(daemon=True)
        self.fault, self.server, self.cluster = fault, server, database
        chance = seeded(seed)
        times = max(1, round(KILLS * seconds / WHOLE)) if fault == "kill" else 1
        self.moments = sorted(chance.random() * seconds * OVER for _ in range(times))
        self.chance = chance
        self.struck = 0
        self.away = 0.0  # seconds that the database was being restarted
        self.over = threading.Event()

    def run(self) -> None:
        begun = time.monotonic()
        for moment in self.moments:
            if self.over.wait(max(0.0, begun + moment - time.monotonic())):
                return
            if self.fault == "kill":
                self._kill()
            elif self.fault == "restart" and self.cluster:
                before = time.monotonic()
                self.cluster.restart_at_once()
                self.away = time.monotonic() - before
                self.struck += 1

    def _kill(self) -> None:
        """Kill one process that answers visitors; the website starts another itself.

        One that was gone already is no strike, and neither is a moment without any.
        """
        while not self.over.wait(0.02):
            workers = [number for site in children(self.server) for number in children(site)]
            if not workers:
                continue
            victim = self.chance.choice(workers)
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                self.struck += 1
                sys.stderr.write(f"kill {self.struck}: process {victim}\n")
                return
