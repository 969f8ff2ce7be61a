"""The list of who was erased: marks without names, kept outside the database and its backups.

A backup of before brings people back. With this list they are erased once more, before anybody
sees the restored install. It lies in a folder of its own with the key that makes the marks, so
that a backup file alone does not tell who was erased.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from onderling.base.transactions import write_transaction
from onderling.people.models import Erasure

FOLDER, KEY, LIST = "erasures", "key", "list"


def ledger_folder() -> Path:
    return Path(settings.DATA) / FOLDER


def mark_of(person_key: str) -> str:
    """Turn the key of a record into its mark; without our own key nobody can."""
    return hmac.new(_key(), person_key.encode(), hashlib.sha256).hexdigest()


@write_transaction()
def note_erasure(person_keys: Iterable[str], *, now: datetime) -> None:
    """Write down that these records were erased; in the list as soon as it is true."""
    for person_key in person_keys:
        Erasure.objects.get_or_create(mark=mark_of(person_key), defaults={"at": now})
    transaction.on_commit(copy_to_list)


def copy_to_list() -> int:
    """Add to the list outside the database what it lacks; say how many that were.

    Also every hour: a kill between the deed and its line must not lose one.
    """
    known = marks_in_list()
    rows = Erasure.objects.exclude(mark__in=known).values_list("mark", "at")
    fresh = [f"{at.isoformat()} {mark}\n" for mark, at in rows]
    if fresh:
        folder = ledger_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / LIST).open("a", encoding="ascii") as file:
            file.writelines(fresh)
            file.flush()
            os.fsync(file.fileno())
    return len(fresh)


def marks_in_list() -> dict[str, datetime]:
    """Read the list: each mark, with when it was written down."""
    path = ledger_folder() / LIST
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {line[1]: datetime.fromisoformat(line[0]) for line in lines if len(line) == 2}


def has_ledger() -> bool:
    return (ledger_folder() / LIST).exists()


def _key() -> bytes:
    path = ledger_folder() / KEY
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f"{KEY}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(os.urandom(32).hex())
        with suppress(FileExistsError):  # whoever is second takes the key of the first
            os.link(fresh, path)
        fresh.unlink()
    return bytes.fromhex(path.read_text().strip())
