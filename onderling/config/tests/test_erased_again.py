"""A backup of yesterday brings nobody back who was erased today (F24)."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live_settings

from onderling.config.tests.conftest import Install
from onderling.config.tests.test_backup import ask, put_back
from onderling.people.actions.erasing import erase_again, erase_person
from onderling.people.actions.ledger import LIST, copy_to_list, ledger_folder, note_erasure
from onderling.people.models import Erasure
from tests.makers import NOON

Make = Callable[..., Any]
TEN = 10


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "hier"
    return Path(live_settings.DATA)


def test_erase_ten_restore_yesterday_and_none_of_ten_is_back(
    live: Install, empty: Callable[[], Install], person: Make, tmp_path: Path
) -> None:
    """On both databases; the list is all that is brought to the other machine."""
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
