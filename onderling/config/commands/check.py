"""`onderling check`: is this install in order? One line per thing, exit 1 on trouble."""

import importlib
import os
import shutil
import smtplib
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now

from onderling.base.dutch import DUTCH
from onderling.config.backup.bench import STAMP
from onderling.config.commands.prepare import say, start_django
from onderling.config.presence import somebody_works

SHARED_DISKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"}
OLDEST_BACKUP = 2  # days
MEGABYTE = 1024 * 1024
ROOM_NEEDED = 500 * MEGABYTE  # on the disk; with less, something is wrong
LONGEST_WAIT = timedelta(minutes=15)  # for work that a worker does within seconds


class Mark(Enum):
    """How a thing is. Only `WRONG` makes the command fail."""

    GOOD = "in orde"
    NOTE = "let op"
    WRONG = "mis"


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    mark: Mark
    text: str


def main(_options: Namespace) -> int:
    start_django()
    findings = [finding for look in LOOKS for finding in looked_at(look)]
    for finding in findings:
        say(f"{finding.mark.value:<8} {finding.text}")
    wrong = sum(finding.mark is Mark.WRONG for finding in findings)
    say(verdict(findings))
    return 1 if wrong else 0


def verdict(findings: Sequence[Finding]) -> str:
    """The last line of the report: what is wrong, else what to look at, else all is well."""
    wrong = sum(finding.mark is Mark.WRONG for finding in findings)
    notes = sum(finding.mark is Mark.NOTE for finding in findings)
    if wrong:
        return f"Aantal dingen dat mis is: {wrong}."
    if notes:
        return f"Geen fouten; {DUTCH.number_word(notes)} keer let op."
    return "Alles is in orde."


def looked_at(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    """Run one look. A database that is away is a finding, not a crash."""
    try:
        return list(look())
    except DatabaseError as error:
        return [Finding(Mark.WRONG, f"De database antwoordt niet goed: {error}")]


def settings_are_sound() -> Iterator[Finding]:
    faults = run_checks()
    for fault in faults:
        mark = Mark.WRONG if fault.is_serious() else Mark.NOTE
        yield Finding(mark, f"Instelling: {fault.msg}")
    if not faults:
        yield Finding(Mark.GOOD, "De instellingen kloppen.")
    if settings.DEMO:
        yield Finding(
            Mark.NOTE, "De demostand staat aan: iedereen kan als ieder ander binnenstappen."
        )
    if settings.DEBUG:
        yield Finding(Mark.NOTE, "ONDERLING_DEBUG staat aan. Zet dat uit als mensen komen.")
    if not settings.HTTPS and not settings.DEMO:
        yield Finding(
            Mark.NOTE, "Het adres begint niet met https://. Alleen goed om te proberen."
        )


def data_folder_is_safe() -> Iterator[Finding]:
    folder = Path(settings.DATA)
    yield Finding(Mark.GOOD, f"De gegevens staan in {folder}.")
    kind = disk_kind(folder)
    if connection.vendor == "sqlite" and kind in SHARED_DISKS:
        yield Finding(
            Mark.WRONG,
            f"De map staat op een netwerkschijf ({kind}). SQLite kan daar gegevens verliezen."
            " Kies een gewone schijf, of PostgreSQL met DATABASE_URL.",
        )
    if not os.access(folder, os.W_OK):
        yield Finding(Mark.WRONG, f"Onderling mag niet schrijven in {folder}.")
    free = shutil.disk_usage(folder).free
    room = f"Er is nog {free // MEGABYTE} MB vrij op de schijf."
    if free > ROOM_NEEDED:
        yield Finding(Mark.GOOD, room)
    else:
        yield Finding(
            Mark.WRONG,
            f"{room} Maak ruimte: minstens {ROOM_NEEDED // MEGABYTE} MB. Is de schijf vol,"
            " dan kan niemand iets bewaren.",
        )
    key = folder / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield Finding(Mark.WRONG, f"Anderen kunnen de geheime sleutel lezen: chmod 600 {key}")


def disk_kind(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Name the kind of disk a folder is on; empty when the system does not say."""
    if not mounts.exists():
        return ""
    best, kind = "", ""
    for line in mounts.read_text().splitlines():
        _device, where, what, *_rest = line.split()
        here = where.replace("\\040", " ")
        if folder.resolve().is_relative_to(here) and len(here) > len(best):
            best, kind = here, what
    return kind


def database_is_sound() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            yield Finding(Mark.GOOD, f"PostgreSQL {cursor.fetchone()[0]} antwoordt.")
        return
    with connection.cursor() as cursor:
        for pragma, want in (("journal_mode", "wal"), ("quick_check", "ok")):
            cursor.execute(f"PRAGMA {pragma}")
            got = str(cursor.fetchone()[0])
            mark = Mark.GOOD if got == want else Mark.WRONG
            yield Finding(mark, f"SQLite {pragma}: {got}.")
        cursor.execute("PRAGMA synchronous")
        full = cursor.fetchone()[0] >= 2
        yield Finding(
            Mark.GOOD if full else Mark.NOTE,
            "SQLite synchronous: FULL."
            if full
            else "SQLite synchronous: NORMAL. Bij stroomuitval kan het laatste verloren gaan.",
        )


def migrations_are_done() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield Finding(
            Mark.WRONG,
            f"De database is niet bij. Nog te gaan: {len(plan)}. Start: onderling serve",
        )
    else:
        yield Finding(Mark.GOOD, "De database is bij.")


def places_add_up() -> Iterator[Finding]:
    broken: list[str] = importlib.import_module("onderling.signups.checks").broken_invariants()
    for text in broken:
        yield Finding(Mark.WRONG, f"Plekken: {text}")
    if not broken:
        yield Finding(Mark.GOOD, "De plekken en de tellers kloppen met elkaar.")


def worker_is_there() -> Iterator[Finding]:
    """Without a worker nothing is allocated, read in or sent, and no page says why."""
    here = somebody_works(Path(settings.DATA))
    if here:
        yield Finding(Mark.GOOD, "De werker draait.")
    else:
        # With PostgreSQL the worker may run on another computer.
        mark = Mark.WRONG if connection.vendor == "sqlite" else Mark.NOTE
        yield Finding(
            mark,
            "Op deze computer draait geen werker. Verdelen, lange lijsten en berichten wachten."
            " Start: onderling serve",
        )
    tasks = importlib.import_module("django_tasks_db.models").DBTaskResult
    late = tasks.objects.filter(status="READY", enqueued_at__lt=now() - LONGEST_WAIT).count()
    if late:
        yield Finding(
            Mark.WRONG, f"Werk dat langer dan een kwartier op de werker wacht: {late}."
        )


def mail_can_leave() -> Iterator[Finding]:
    if not settings.EMAIL_HOST:
        yield Finding(
            Mark.NOTE,
            "Er is geen mailserver ingesteld. Berichten wachten; u kunt ze lezen en afdrukken.",
        )
        return
    where = f"{settings.EMAIL_HOST}, poort {settings.EMAIL_PORT}"
    try:
        importlib.import_module("onderling.mail.adapter").connect().close()
    except (OSError, smtplib.SMTPException) as error:
        yield Finding(Mark.WRONG, f"De mailserver ({where}) laat ons niet binnen: {error}")
    else:
        yield Finding(Mark.GOOD, f"Berichten gaan via {where}.")
    if held := importlib.import_module(
        "onderling.people.actions.second_step"
    ).what_holds_mail():
        yield Finding(Mark.NOTE, f"Berichten aan veel mensen wachten. {held}")
    mail = importlib.import_module("onderling.mail.queries").state_of_mail(now=now())
    if mail.late:
        yield Finding(
            Mark.WRONG,
            f"Berichten die langer dan een kwartier wachten: {mail.late}. Kijk op"
            " /beheer/mail/ waarom.",
        )
    doubt = importlib.import_module("onderling.mail.models").Message.objects.doubtful().count()
    if doubt:
        yield Finding(
            Mark.NOTE,
            f"Berichten waarvan wij niet weten of ze zijn aangekomen: {doubt}."
            " Een coördinator beslist bij Berichten.",
        )


def python_is_new_enough() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(Mark.GOOD, f"Python {version}.")


def backup_is_recent() -> Iterator[Finding]:
    stamp = Path(settings.DATA) / STAMP
    if settings.DEMO:
        return
    if not stamp.exists():
        yield Finding(Mark.NOTE, "Er is nog geen back-up gemaakt. Zie docs/operations.md.")
        return
    days = (now() - datetime.fromisoformat(stamp.read_text())).days
    mark = Mark.GOOD if days <= OLDEST_BACKUP else Mark.NOTE
    yield Finding(mark, f"Dagen sinds de laatste back-up: {days}.")


LOOKS: list[Callable[[], Iterator[Finding]]] = [
    python_is_new_enough,
    settings_are_sound,
    data_folder_is_safe,
    database_is_sound,
    migrations_are_done,
    places_add_up,
    worker_is_there,
    mail_can_leave,
    backup_is_recent,
]
