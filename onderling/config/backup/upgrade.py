"""A backup made by itself before an upgrade changes the tables, so that one can go back."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from onderling.config.backup.databases import steps_behind
from onderling.config.backup.make import make

FOLDER = "backups"
NAME = "voor-bijwerken-"
OLDEST = timedelta(days=30)  # who was erased must not live on in here


def before_upgrade(*, now: datetime) -> Path | None:
    """Keep what is here when the tables are about to change; None when that is not so."""
    if not holds_people() or not steps_behind():
        return None
    folder = Path(settings.DATA) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for old in folder.glob(f"{NAME}*.zip"):
        if old.stat().st_mtime < (now - OLDEST).timestamp():
            old.unlink()
    final = folder / f"{NAME}{now:%Y-%m-%d-%H%M%S}.zip"
    make(final, now=now)
    return final


def holds_people() -> bool:
    """Say whether there is anything to lose."""
    with connection.cursor() as cursor:
        if "people_person" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT EXISTS (SELECT 1 FROM people_person)")
        return bool(cursor.fetchone()[0])
