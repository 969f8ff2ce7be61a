"""Whether a worker is there: it holds a lock that the system itself lets go when it dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "worker.lock"  # in the data folder


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Be seen to work, as long as this block runs. Several may work side by side."""
    with (folder / NAME).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def somebody_works(folder: Path) -> bool:
    """Say whether a worker runs on this computer."""
    path = folder / NAME
    if not path.exists():
        return False
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
