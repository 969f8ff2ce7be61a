"""A picture of the database at one moment, while others write; and the way back."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.signups.checks import broken_invariants

DEBIAN = Path("/usr/lib/postgresql")  # where Debian keeps several versions side by side
UNFINISHED = "onderling_unfinished_restore"  # a table that is here as long as we are not done


@dataclass(frozen=True)
class Seen:
    """What is in a database: enough to tell whether another one is the same."""

    migrations: list[str]
    rows: dict[str, int]
    invariants: list[str] | None


def take_picture(file: Path) -> Seen:
    """Copy the database as it is at one moment, and count in that same moment."""
    return _picture_of_sqlite(file) if connection.vendor == "sqlite" else _dump(file)


def _picture_of_sqlite(file: Path) -> Seen:
    # Not the stepwise backup of SQLite: under writes it starts again for ever.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    with _asking(file):
        if faults := unsound():
            raise Refused(f"De database is beschadigd: {faults[0]}")
        return look()


@contextmanager
def _asking(file: Path) -> Iterator[None]:
    """Let the questions of this process go to the copy instead."""
    there = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = file
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = there


def _dump(file: Path) -> Seen:
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    # Nothing is written: the transaction holds one moment still, for the dump and for us.
    with write_transaction(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        moment = cursor.fetchone()[0]
        _run([*command, f"--snapshot={moment}", f"--file={file}"])
        return look()


def look() -> Seen:
    """Count every table, name every migration, and ask what must always be true."""
    quote = connection.ops.quote_name
    rows: dict[str, int] = {}
    with connection.cursor() as cursor:
        for table in sorted({*connection.introspection.table_names(cursor)} - {UNFINISHED}):
            cursor.execute(f"SELECT count(*) FROM {quote(table)}")  # noqa: S608 -- a quoted name of our own
            rows[table] = cursor.fetchone()[0]
    done = MigrationRecorder(connection).applied_migrations()
    return Seen(
        migrations=sorted(f"{app}.{name}" for app, name in done),
        rows=rows,
        invariants=None if steps_behind() else broken_invariants(),
    )


def steps_behind() -> int:
    """Count the migrations that are still to be done."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def unknown_to_us(migrations: Sequence[str]) -> list[str]:
    """List the migrations that this version of Onderling has never heard of."""
    known = MigrationExecutor(connection).loader
    names = {f"{app}.{name}" for app, name in known.disk_migrations or {}}
    names |= {f"{app}.{name}" for app, name in known.replacements}
    return [name for name in migrations if name not in names]


def unsound() -> list[str]:
    """Ask the database itself what is broken (I8). PostgreSQL checks while it loads."""
    if connection.vendor != "sqlite":
        return []
    faults = []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        faults += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        faults += [f"{row[0]}, rij {row[1]} wijst naar niets" for row in cursor.fetchall()]
    return faults


def load(dump: Path) -> None:
    """Fill an empty PostgreSQL. Until `keep` has been called, the next restore begins again."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if UNFINISHED in tables:  # left by a restore that was killed
            clear()
        elif tables:
            raise Refused(
                "De database is niet leeg. Terugzetten kan alleen in een lege database."
            )
        cursor.execute(f"CREATE TABLE {UNFINISHED} ()")
    connection.close()
    name = connection.settings_dict["NAME"]
    command = [program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error"]
    _run([*command, "--single-transaction", f"--dbname={name}", str(dump)])


def unfinished() -> bool:
    """Say whether a restore was broken off here. On SQLite that leaves no database at all."""
    if connection.vendor == "sqlite":
        return False
    with connection.cursor() as cursor:
        return UNFINISHED in connection.introspection.table_names(cursor)


def keep() -> None:
    """Say that what was restored is whole, and stays."""
    if unfinished():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {UNFINISHED}")


# Those of triggers; what an extension of the database brought along is not ours.
OUR_FUNCTIONS = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND NOT EXISTS
        (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


def clear() -> None:
    """Take away what an unfinished restore brought in: the database was empty before it."""
    if not unfinished():
        return
    with connection.cursor() as cursor:
        tables = map(connection.ops.quote_name, connection.introspection.table_names(cursor))
        cursor.execute(f"DROP TABLE {', '.join(tables)} CASCADE")
        cursor.execute(OUR_FUNCTIONS)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {name}")


def program(name: str) -> str:
    """Find pg_dump or pg_restore, as new as the server: an older one refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    newest_first = sorted(DEBIAN.glob("*/bin"), reverse=True)
    for folder in [*os.environ.get("PATH", "").split(os.pathsep), *map(str, newest_first)]:
        found = shutil.which(name, path=folder)
        if found and _version(found) >= server:
            return found
    raise Refused(
        f"Voor PostgreSQL {server} is {name} van versie {server} of hoger nodig."
        f" Debian: apt-get install postgresql-client-{server}"
    )


def _version(path: str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 -- found on the path
    number = re.search(r"\d+", told.stdout)
    return int(number.group()) if number else 0


def _run(command: list[str]) -> None:
    """Run a program of PostgreSQL. The password goes through the environment, unseen."""
    here = connection.settings_dict
    names = {"HOST": "HOST", "PORT": "PORT", "USER": "USER", "PASSWORD": "PASSWORD"}
    names["NAME"] = "DATABASE"
    secrets = {f"PG{there}": str(here[ours]) for ours, there in names.items() if here[ours]}
    done = subprocess.run(  # noqa: S603 -- our own words, and a program from the path
        command, env={**os.environ, **secrets}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"code {done.returncode}"]
        raise Refused(f"{Path(command[0]).name} mislukte: {said[-1]}")
