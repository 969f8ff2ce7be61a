"""Long work is done by one process at a time; who is killed lets go at that same moment."""

import fcntl
import importlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection


@contextmanager
def hold(work: str) -> Iterator[bool]:
    """Hold a piece of work while this block runs; False when somebody else is at it.

    A mark in a row would stay behind when its writer is killed, and then only time could tell.
    This is a lock that the system itself lets go: of a file beside SQLite, or of a session of
    PostgreSQL, so that workers on several machines see it too.
    """
    with _of_a_file(work) if connection.vendor == "sqlite" else _of_a_session(work) as mine:
        yield mine


@contextmanager
def _of_a_file(work: str) -> Iterator[bool]:
    path = Path(f"{connection.settings_dict['NAME']}.hold.{work}")
    with ExitStack() as stack:
        mine = _taken(path, stack)
        try:
            yield mine
        finally:
            if mine:
                path.unlink(missing_ok=True)


def _taken(path: Path, stack: ExitStack) -> bool:
    while True:
        file = stack.enter_context(path.open("w"))
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if _is_still(path, file):
            return True  # else whoever held it removed it just now, and we locked nothing


def _is_still(path: Path, file: IO[str]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


@contextmanager
def _of_a_session(work: str) -> Iterator[bool]:
    # A session of its own: ours goes back to the pool, and would take the lock along.
    psycopg: Any = importlib.import_module("psycopg")  # an optional library
    door = psycopg.connect(**connection.get_connection_params(), autocommit=True)
    with door, door.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [work])
        mine = cursor.fetchone()[0]
        try:
            yield mine
        finally:
            # A session that is closed lets go too, but some time after we went on.
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [work])
