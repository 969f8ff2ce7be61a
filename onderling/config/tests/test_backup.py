"""A backup of an install that people are using, put back elsewhere (P9, assurance 12)."""

import json
import os
import signal
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from onderling.base.errors import Refused
from onderling.config.backup import make, wake
from onderling.config.backup.archive import Manifest, opened
from onderling.config.backup.bench import NAME, sweep
from onderling.config.backup.bring_back import SQLITE, restore
from onderling.config.backup.databases import look, take_picture, unknown_to_us
from onderling.config.backup.upgrade import before_upgrade, holds_people
from onderling.config.backup.wake import compare, open_pages
from onderling.config.commands import prepare
from onderling.config.tests.conftest import Install
from onderling.mail.models import Message
from onderling.offers.models import Meeting
from onderling.rounds.rules import State
from onderling.signups.actions.seats import give_back, leave_queue, take_place
from onderling.signups.models import Participation
from onderling.signups.rules import SEATED
from tests.makers import NOON
from tests.victim import dies_after, end_of, start_worker

Make = Callable[..., Any]
PEOPLE, WRITERS = 6, 3
MAIL = "SELECT count(*) FROM mail_message WHERE state = '{}'"


@contextmanager
def people_who_write(people: list[Participation], meeting: Meeting) -> Iterator[list[int]]:
    """Let people take and give back places without end; the list counts who got an answer."""
    answered: list[int] = []
    stop = threading.Event()

    def press(mine: list[Participation]) -> None:
        while not stop.is_set():
            for who in mine:
                signup = take_place(who, meeting, by=who.person, now=NOON)
                answered.append(signup.pk)
                undo = give_back if signup.state in SEATED else leave_queue
                undo(signup, by=who.person, now=NOON)
                time.sleep(0.002)  # leave the backup some of the processor
        connection.close()

    crowd = [threading.Thread(target=press, args=(people[n::WRITERS],)) for n in range(WRITERS)]
    for one in crowd:
        one.start()
    try:
        while len(answered) < WRITERS and any(one.is_alive() for one in crowd):
            time.sleep(0.01)
        yield answered
    finally:
        stop.set()
        for one in crowd:
            one.join()


def ask(install: Install, question: str) -> int:
    """Count something without Onderling: with the database itself."""
    if not install.database:
        door: Any = sqlite3.connect(install.folder / "onderling.sqlite3")
    else:
        door = psycopg.connect(install.database)
    try:
        return int(door.execute(question).fetchone()[0])
    finally:
        door.close()


@pytest.fixture
def soup(study_day: Make, meeting: Make) -> Meeting:
    made: Meeting = meeting(study_day(state=State.CONFIRMED), seats=4)
    return made


@pytest.fixture
def people(participation: Make, soup: Meeting) -> list[Participation]:
    made = [participation(soup.offer.round) for _ in range(PEOPLE)]
    return [Participation.objects.select_related("round", "person").get(pk=p.pk) for p in made]


@pytest.fixture
def visited(person: Make, grant: Make, sign_in: Make) -> None:
    """The owner is signed in, and some mail has left or is about to."""
    owner = person("Karin", "Boshuizen")
    grant(owner)
    sign_in(owner)
    about = {"subject": "Uw plek", "body": "…", "not_before": NOON, "queued": NOON}
    for state in ("sending", "sent", "refused"):
        Message.objects.create(**about, state=state, message_id=f"<{state}@x>")
    Message.objects.create(**about, secret=True, message_id="<code@x>")


def test_a_backup_made_while_people_write_comes_back_as_it_was_at_one_moment(
    live: Install, empty: Make, soup: Meeting, people: list[Participation], visited: None
) -> None:
    """Acceptance 5; I1 to I8. Mail that may have left meanwhile is doubted, not sent twice."""
    pdf = live.folder / "uploads" / "2026" / "verslag.pdf"
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(b"%PDF- verslag" * 1000)
    file = live.folder.parent / "alles.zip"
    with people_who_write(people, soup) as answered:
        backup = live.start("backup", str(file))
        before = counted = len(answered)
        while not list(file.parent.glob(f"{NAME}*")) and backup.poll() is None:
            before = counted  # nothing stood there since, so the moment itself is later
            time.sleep(0.01)
            counted = len(answered)
        out, err = backup.communicate(timeout=60)
        after = len(answered)
    assert (backup.returncode, err) == (0, "")
    assert after > before, "nobody wrote while the backup was made"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    told = json.loads(ZipFile(file).read("manifest.json"))
    assert told["invariants"] == []
    assert str(sum(told["rows"].values())) in out
    with ZipFile(file) as archive:
        assert archive.read("data/uploads/2026/verslag.pdf") == pdf.read_bytes()

    fresh = empty()
    # Killed with a full database, and then refused: both leave nothing.
    assert put_back(file, fresh, but=dies_when_loaded) == (-signal.SIGKILL, "")
    if connection.vendor == "sqlite":
        code, out, err = fresh.run("serve", "--port", "0")
        assert (code, err.strip()) == (1, prepare.HALF_RESTORED)
    assert put_back(file, fresh, but=is_not_the_same) == (1, "")
    assert list(fresh.folder.iterdir()) == []
    ended, out = put_back(file, fresh)
    assert ended == 0
    rows = {table: ask(fresh, f'SELECT count(*) FROM "{table}"') for table in told["rows"]}  # noqa: S608 -- our own tables
    assert rows == {**told["rows"], "django_session": 0}
    assert "Iedereen logt opnieuw in." in out
    # One moment: each answer given before it is in, and none that was given after it.
    taken = ask(fresh, "SELECT count(*) FROM base_auditline WHERE deed = 'take_place'")
    assert before <= taken <= after + WRITERS
    states = {s: ask(fresh, MAIL.format(s)) for s in Message.State.values}
    assert (states["queued"], states["sending"]) == (0, 0)
    assert (states["sent"], states["refused"], states["withheld"]) == (1, 1, 1)
    assert f"{states['unknown']} berichten wachtten nog" in out
    uploads = fresh.folder / "uploads/2026/verslag.pdf"
    assert uploads.read_bytes() == pdf.read_bytes()
    assert (fresh.folder / "secret_key").read_text() == "sleutel" * 10
    assert stat.S_IMODE((fresh.folder / "secret_key").stat().st_mode) == 0o600
    if (
        connection.vendor == "postgresql"
    ):  # on SQLite a trial is this restore, in another folder
        is_tried_out_and_thrown_away(live, file)


def dies_when_loaded() -> None:
    vars(wake).update(compare=dies_after(compare))


def is_not_the_same() -> None:
    def refuse(_manifest: Manifest) -> None:
        raise Refused("Tabel people_person heeft 0 rijen.")

    vars(wake).update(compare=refuse)


def put_back(
    file: Path, install: Install, *, but: Callable[[], None] = lambda: None
) -> tuple[int, str]:
    """Restore in a process forked from this one; return how it ended and what it told."""
    told = install.folder.parent / "told.txt"

    def here() -> None:
        settings.DATA = Path(os.environ["ONDERLING_DATA"])
        name = urlsplit(install.database).path[1:] or settings.DATA / SQLITE
        connection.settings_dict["NAME"] = name
        but()

    def put() -> None:
        os.environ |= install.settings
        try:
            done = restore(file, install.folder, now=lambda: NOON, start=here)
        except Refused:
            os._exit(1)
        told.write_text("\n".join(done.remarks))
        os._exit(0)

    return end_of(start_worker(but=put)), told.read_text() if told.exists() else ""


def is_tried_out_and_thrown_away(install: Install, file: Path) -> None:
    before = sorted(path.name for path in file.parent.iterdir())
    code, out, err = install.run("backup", "verify", str(file))
    assert (code, err) == (0, "")
    assert out.startswith(f"De back-up {file} is goed.")
    assert sorted(path.name for path in file.parent.iterdir()) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'onderling_proef%'")
        assert cursor.fetchall() == []


@pytest.mark.sqlite_only
def test_a_killed_backup_leaves_no_file_and_the_next_one_clears_its_copy_away(
    transactional_db: None, tmp_path: Path
) -> None:
    place = tmp_path / "backups"
    place.mkdir()
    copied = dies_after(take_picture)
    backup = start_worker(
        but=lambda: (
            vars(make).update(take_picture=copied),
            make.make(place / "alles.zip", now=NOON),
        )
    )
    assert end_of(backup) == -signal.SIGKILL
    assert [path.name for path in place.glob("*.zip")] == []
    assert len(list(place.glob(f"{NAME}*/database*"))) == 1
    sweep(place)
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ""),
        ({"rows": 1}, "Tabel people_person heeft 0 rijen; in de back-up waren het er 1."),
        ({"migrations": 1}, "De tabellen zijn van een andere versie dan de back-up zegt."),
    ],
)
def test_what_came_back_is_held_against_what_went_in(
    db: None, change: dict[str, int], told: str
) -> None:
    seen = look()
    rows = {**seen.rows, "people_person": change.get("rows", 0)}
    migrations = seen.migrations[change.get("migrations", 0) :]
    manifest = Manifest("sqlite", NOON.isoformat(), migrations, rows, [])
    said = ""
    try:
        compare(manifest)
    except Refused as refusal:
        said = str(refusal)
    assert said == told


def test_a_backup_of_a_newer_version_is_known_by_its_migrations(db: None) -> None:
    assert unknown_to_us([*look().migrations, "people.9999_later"]) == ["people.9999_later"]


def test_pages_are_opened_and_leave_no_trace(
    db: None, soup: Meeting, visited: None, settings: Settings
) -> None:
    """As a visitor, and as the owner of the install."""
    before = look().rows
    assert open_pages() == 3 + len(settings.MENU) + len(settings.ROUND_MENU)
    assert look().rows == before


@pytest.mark.sqlite_only
def test_before_the_tables_change_a_backup_is_made_by_itself_and_once(
    live: Install, visited: None, tmp_path: Path, settings: Settings
) -> None:
    """F23: who upgrades at night can go back in the morning."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "uploads"
    assert before_upgrade(now=NOON) is None, "nothing changes"
    last = MigrationRecorder.Migration.objects.filter(app="mail").latest("id")
    last.delete()
    old = tmp_path / "backups" / "voor-bijwerken-oud.zip"
    old.parent.mkdir()
    old.touch()
    os.utime(old, (0, 0))
    try:
        kept = before_upgrade(now=NOON)
    finally:
        last.save(force_insert=True)
    assert kept == tmp_path / "backups" / "voor-bijwerken-2026-11-02-110000.zip"
    assert list(kept.parent.iterdir()) == [kept]
    with opened(kept) as (_archive, manifest):
        assert manifest.rows["people_person"] == 1
        assert manifest.invariants is None


def test_an_empty_install_has_nothing_to_keep(db: None) -> None:
    assert not holds_people()
