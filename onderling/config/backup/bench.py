"""Where a backup is made: beside its place, out of sight until it is whole. Plain Python."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from onderling.base.errors import Refused

NAME = ".onderling-back-up-"
BUSY = "busy"
STAMP = "last_backup"  # in the data folder: when the last backup was made


@contextmanager
def workbench(folder: Path) -> Iterator[Path]:
    """Lend a private folder on the same disk as the backup; nothing of it stays behind."""
    sweep(folder)
    bench = Path(mkdtemp(prefix=NAME, dir=folder))
    try:
        with (bench / "new").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (bench / "new").rename(bench / BUSY)  # locked before anybody can see it
            yield bench
    finally:
        shutil.rmtree(bench, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Clear away what a killed backup left behind: it holds a copy of everything."""
    for left in folder.glob(f"{NAME}*/{BUSY}"):
        try:
            with left.open() as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left.parent, ignore_errors=True)
        except OSError:
            continue  # somebody works there now, or it went just now


def put_in_place(made: Path, final: Path) -> None:
    """Give the finished file its name: all at once, and never over another file."""
    made.chmod(0o600)
    _to_disk(made)
    try:
        os.link(made, final)
    except FileExistsError:
        raise taken(final) from None
    except OSError:  # a disk that knows one name per file
        if final.exists():
            raise taken(final) from None
        made.rename(final)
    _to_disk(final.parent)


def taken(final: Path) -> Refused:
    return Refused(f"{final} bestaat al. Kies een andere naam; er is niets overschreven.")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
