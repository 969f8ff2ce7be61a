"""The file of a backup: whole or not there, and refused when it is not what it says."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from onderling.base.errors import Refused
from onderling.config.backup.archive import MANIFEST, opened, pack, unpack
from onderling.config.backup.bench import NAME, put_in_place, sweep, workbench
from onderling.config.backup.bring_back import HALF, empty_place

pytestmark = pytest.mark.sqlite_only
ABOUT = {
    "database": "sqlite",
    "made": "2026-11-02T11:00:00+00:00",
    "migrations": ["base.0001_initial"],
    "rows": {"people_person": 3},
    "invariants": [],
}


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of three small files."""
    inside = tmp_path / "inside"
    inside.mkdir()
    for name in ("database.sqlite3", "secret_key", "foto.png"):
        (inside / name).write_text(name * 50)
    files = [
        ("database.sqlite3", inside / "database.sqlite3"),
        ("data/secret_key", inside / "secret_key"),
        ("data/uploads/2026/foto.png", inside / "foto.png"),
        ("data/uploads/weg.png", inside / "weg.png"),
    ]
    pack(tmp_path / "alles.zip", files, ABOUT)
    return tmp_path / "alles.zip"


def taken_out(file: Path, folder: Path) -> list[str]:
    with opened(file) as (archive, manifest):
        unpack(archive, manifest, folder)
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def rewrite(file: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """Write the backup again with something changed: `change(name, content)`."""
    changed = file.with_name("anders.zip")
    with ZipFile(file) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return changed


def test_what_goes_in_comes_out_and_what_was_removed_meanwhile_is_left_out(
    backup: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert taken_out(backup, out) == [
        "data/secret_key",
        "data/uploads/2026/foto.png",
        "database.sqlite3",
    ]
    assert (out / "data/secret_key").read_text() == "secret_key" * 50
    assert {stat.S_IMODE(p.stat().st_mode) for p in out.rglob("*") if p.is_file()} == {0o600}


def test_a_changed_file_is_noticed(backup: Path, tmp_path: Path) -> None:
    other = rewrite(
        backup, lambda name, text: (name, text.replace(b"secret_keys", b"gekozen_"))
    )
    with pytest.raises(Refused, match="data/secret_key is niet meer wat het was"):
        taken_out(other, tmp_path / "out")


def test_every_flipped_byte_is_refused_or_changes_nothing(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    good = taken_out(backup, tmp_path / "good")
    for at in range(0, len(whole), 7):
        damaged = tmp_path / "damaged.zip"
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        out = tmp_path / f"out{at}"
        try:
            assert taken_out(damaged, out) == good
        except Refused:
            continue
        assert (out / "database.sqlite3").read_text() == "database.sqlite3" * 50


@pytest.mark.parametrize("length", [0, 10, 300, -30])
def test_a_file_cut_short_is_refused(backup: Path, tmp_path: Path, length: int) -> None:
    short = tmp_path / "kort.zip"
    short.write_bytes(backup.read_bytes()[:length])
    with pytest.raises(Refused, match="beschadigd, of het is geen back-up"):
        taken_out(short, tmp_path / "out")


@pytest.mark.parametrize(
    "name",
    ["../buiten", "data/uploads/../../buiten", "/etc/passwd", "data/uploads//x", "data/ander"],
)
def test_nothing_is_written_outside_the_folder(backup: Path, tmp_path: Path, name: str) -> None:
    def move(old: str, text: bytes) -> tuple[str, bytes]:
        if old == MANIFEST:
            text = text.replace(b"data/secret_key", name.encode())
        return (name if old == "data/secret_key" else old), text

    with pytest.raises(Refused, match="een bestand dat er niet hoort"):
        taken_out(rewrite(backup, move), tmp_path / "diep" / "out")
    assert not (tmp_path / "diep").exists()


def test_a_backup_of_a_newer_version_or_without_database_is_refused(
    backup: Path, tmp_path: Path
) -> None:
    def newer(name: str, text: bytes) -> tuple[str, bytes]:
        if name != MANIFEST:
            return name, text
        return name, json.dumps({**json.loads(text), "format": 99}).encode()

    with pytest.raises(Refused, match="nieuwere versie"):
        taken_out(rewrite(backup, newer), tmp_path / "out")
    pack(tmp_path / "leeg.zip", [], ABOUT)
    with pytest.raises(Refused, match="ontbreekt de database"):
        taken_out(tmp_path / "leeg.zip", tmp_path / "out")


def test_a_backup_never_overwrites_another(tmp_path: Path) -> None:
    final = tmp_path / "alles.zip"
    final.write_text("van gisteren")
    with workbench(tmp_path) as bench:
        (bench / "whole").write_text("van vandaag")
        with pytest.raises(Refused, match="bestaat al"):
            put_in_place(bench / "whole", final)
    assert final.read_text() == "van gisteren"
    assert [path.name for path in tmp_path.iterdir()] == ["alles.zip"]


def test_a_disk_that_knows_one_name_per_file_is_fine_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    with workbench(tmp_path) as bench:
        (bench / "whole").write_text("alles")
        put_in_place(bench / "whole", tmp_path / "alles.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["alles.zip"]


def test_clearing_away_leaves_a_backup_that_is_being_made_alone(tmp_path: Path) -> None:
    with workbench(tmp_path) as bench:
        sweep(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [bench.name]
    assert list(tmp_path.glob(f"{NAME}*")) == []


def test_a_restore_wants_an_empty_folder_and_begins_again_after_a_kill(tmp_path: Path) -> None:
    (tmp_path / "mijn").mkdir()
    (tmp_path / "mijn" / "secret_key").write_text("van een ander")
    with pytest.raises(Refused, match="is niet leeg"):
        empty_place(tmp_path / "mijn")
    left = tmp_path / "leeg" / HALF
    left.mkdir(parents=True)
    (left / "halve").touch()
    assert empty_place(tmp_path / "leeg") == left
    assert list(left.iterdir()) == []
