"""A backup of yesterday brings nobody back who was erased today (F24)."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as live_settings

from onderling.base.audit import ref
from onderling.base.finding import remember
from onderling.base.models import Upload
from onderling.base.pictures import SIZES, Drawn, keep_files
from onderling.base.receiving import uploads_folder
from onderling.config.tests.conftest import Install
from onderling.config.tests.test_backup import ask, put_back
from onderling.discussion.models import Picture
from onderling.formats.library.models import Contribution
from onderling.formats.weblog.models import Article
from onderling.people.actions.erasing import erase_again, erase_person
from onderling.people.actions.ledger import LIST, copy_to_list, ledger_folder, note_erasure
from onderling.people.models import Erasure, Person
from tests import world as worlds
from tests.canaries import dump, plant
from tests.makers import NOON

Make = Callable[..., Any]
TEN = 10
CANARY, FILES = b"kanarie in een bestand", 4  # two of the PDF, two sizes of the picture


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "hier"
    return Path(live_settings.DATA)


@pytest.mark.sqlite_only  # on PostgreSQL the one below, which plants everything
def test_erase_ten_restore_yesterday_and_none_of_ten_is_back(
    live: Install, empty: Callable[[], Install], person: Make, tmp_path: Path
) -> None:
    """The list is all that is brought to the other machine."""
    people = [person(f"Kanarie{number}", "Verwijderd") for number in range(TEN)]
    stays = person("Sabine", "Blijft")
    file = tmp_path / "gisteren.zip"
    assert live.run("backup", str(file))[0] == 0
    erase_person(people[0], by=None, now=NOON)
    note_erasure([one.key for one in people[1:]], now=NOON)  # the rest of that deed is not read
    fresh = empty()
    fresh.folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ledger_folder(), fresh.folder / "erasures")
    code, out = put_back(file, fresh)
    assert "10 mensen waren na deze back-up verwijderd, en zijn dat nu weer." in out
    named = "SELECT count(*) FROM people_person WHERE first_name {}"
    asked = ("LIKE 'Kanarie%'", "= 'verwijderde deelnemer'", "= 'Sabine'")
    assert (code, [ask(fresh, named.format(one)) for one in asked]) == (0, [0, TEN, 1])
    assert stays.is_active


def test_nothing_of_somebody_is_left_when_a_backup_of_before_comes_back(
    live: Install, empty: Callable[[], Install], folder: Path, settings: Any, tmp_path: Path
) -> None:
    """Every canary of a person, in the tables and in the files: erased, and still so after
    a backup that was full of them (P10, acceptance 5)."""
    settings.MEDIA_ROOT = live.folder / "uploads"
    world = worlds.build(now=NOON)
    ria = world.visitors["deelnemer"][0]
    assert ria
    planted = plant(ria)
    told = {**planted.where, **planted.withheld}
    article = Article.objects.filter(by=ria).latest("pk")
    article.words = f"Met dank aan {ria.name}."
    remember(article, kind="article", title="Stuk", words=article.words, url="/weblog/")
    leave_files(ria)
    file = tmp_path / "ervoor.zip"
    assert live.run("backup", str(file))[0] == 0
    assert len(files_with(CANARY, live.folder / "uploads")) == FILES
    erase_person(ria, by=None, now=NOON)
    assert files_with(CANARY, live.folder / "uploads") == []
    assert {where for value, where in told.items() if value in dump()} == set()
    fresh = empty()
    fresh.folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ledger_folder(), fresh.folder / "erasures")

    def with_its_files() -> None:
        settings.MEDIA_ROOT = Path(settings.DATA) / "uploads"

    assert put_back(file, fresh, but=with_its_files)[0] == 0
    left = everything_in(fresh)
    assert {where for value, where in told.items() if value in left} == set()
    assert files_with(CANARY, fresh.folder) == []
    assert "Begin met de jas" in left  # what others gave is there


def leave_files(person: Person) -> None:
    """The files of what somebody sent: a PDF as it came and as it was made safe, a picture."""
    tip = Contribution.objects.exclude(upload=None).filter(sender=person).latest("pk")
    upload = tip.upload
    assert upload
    Upload.objects.filter(pk=upload.pk).update(kept_ref=ref(tip))
    for name in (f"nieuw/{upload.key}.sent", f"veilig/{upload.key}.pdf"):
        path = uploads_folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CANARY)
    picture = Picture.objects.filter(comment__person=person, gone=None).latest("pk")
    keep_files(picture.key, Drawn(dict.fromkeys(SIZES, CANARY), 4, 3))


def files_with(canary: bytes, folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path.name for path in files if canary in path.read_bytes()]


def everything_in(install: Install) -> str:
    """Every row of every table, read without Onderling."""
    if not install.database:
        with closing(sqlite3.connect(install.folder / "onderling.sqlite3")) as door:
            return "\n".join(door.iterdump())
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with psycopg.connect(install.database) as server:
        names = [row[0] for row in server.execute(tables).fetchall()]
        return repr([server.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])  # noqa: S608 -- our own tables


@pytest.mark.django_db
def test_the_list_outside_gets_what_a_kill_kept_out_of_it(
    folder: Path, person: Make, django_capture_on_commit_callbacks: Make
) -> None:
    """A deed without its line is made good within the hour; a line never stands twice."""
    erase_person(person("Ria"), by=None, now=NOON)  # killed before it was written outside
    assert not (folder / "erasures" / LIST).exists()
    assert (copy_to_list(), copy_to_list()) == (1, 0)
    line = (folder / "erasures" / LIST).read_text().split()
    assert line == [NOON.isoformat(), Erasure.objects.get().mark]


@pytest.mark.django_db
def test_the_list_names_nobody_and_another_key_finds_nobody(
    folder: Path, person: Make, django_capture_on_commit_callbacks: Make
) -> None:
    ria = person("Ria", "Leenheer")
    before = ria.key
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(ria, by=None, now=NOON)
    listed = (folder / "erasures" / LIST).read_text()
    assert ("Ria" in listed, before in listed, ria.key in listed) == (False, False, False)
    back = person("Ria", "Leenheer", key=before)
    (folder / "erasures" / "key").write_text("00" * 32)
    assert erase_again(now=NOON) == ""
    back.refresh_from_db()
    assert back.is_active


@pytest.mark.django_db
def test_without_a_list_a_restore_says_so(folder: Path) -> None:
    assert "geen lijst van verwijderde mensen" in erase_again(now=NOON)
