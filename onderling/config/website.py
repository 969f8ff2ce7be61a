"""The website's own process: it loads everything once, and its workers are copies of it.

    python -m onderling.config.website --host 127.0.0.1 --port 8000 --workers 2

A worker that dies is replaced at once, for its successor has nothing to load.
"""

import argparse
import sys
import time
from collections.abc import Sequence

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from onderling.config.wsgi import application

BACKLOG = 2048  # visitors who may wait at the door
THREADS = 4  # in each worker
REST = 2.0  # seconds within which ending means that the workers cannot even begin
TRIES = 10  # so often in a row


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until told to stop: 0. When the workers cannot even begin: 1."""
    chosen = parser().parse_args(argv)
    # A connection that several processes share would mix up their answers.
    connections.close_all()
    falls = 0
    while falls < TRIES:
        begun = time.monotonic()
        try:
            _server(chosen).serve(target_loader=_loaded, wrap_loader=False)
        except SystemExit:
            # Granian takes a few deaths within seconds for a fault of ours, and stops.
            falls = falls + 1 if time.monotonic() - begun < REST else 0
        else:
            return 0
    return 1


def parser() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(prog="onderling.config.website", description=__doc__)
    asked.add_argument("--host", required=True)
    asked.add_argument("--port", type=int, required=True)
    asked.add_argument("--workers", type=int, required=True)
    asked.add_argument("--patience", type=int, required=True, help="seconds to finish in")
    return asked


def _loaded() -> WSGIHandler:
    return application


def _server(chosen: argparse.Namespace) -> MPServer:
    return MPServer(
        "onderling.config.wsgi:application",  # its name only: a worker gets what is loaded
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=THREADS,
        backlog=BACKLOG,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=chosen.patience,
    )


if __name__ == "__main__":
    sys.exit(main())
