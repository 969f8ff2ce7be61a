"""Puts a backup back where nothing is yet, and proves that it is the same."""

import importlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from onderling.base.errors import Refused
from onderling.config.backup.archive import DATABASES, Manifest, opened, unpack

HALF = ".restoring"
ERASED = "erasures"  # who was erased since: kept apart from every backup, and read by it
WAKE = "onderling.config.backup.wake"
SQLITE = "onderling.sqlite3"
ORDER = (
    "uploads",
    "onderling.toml",
    "secret_key",
    ERASED,
    SQLITE,
)  # the database last: it makes whole


@dataclass(frozen=True)
class Restored:
    """What came back, and what to tell about it."""

    manifest: Manifest
    pages: int
    remarks: list[str] = field(default_factory=list)


def empty_place(folder: Path) -> Path:
    """Return a folder to work in, inside the empty folder where everything will stand.

    The list of who was erased may lie there already.
    """
    half = folder / HALF
    may_be = {half, folder / ERASED}
    if folder.exists() and [path for path in folder.iterdir() if path not in may_be]:
        raise Refused(
            f"De map {folder} is niet leeg. Kies met ONDERLING_DATA een lege map;"
            " er is niets veranderd."
        )
    if half.exists():  # a restore that was killed before anything stood in its place
        shutil.rmtree(half)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half.mkdir(mode=0o700)
    return half


def restore(
    file: Path, folder: Path, *, now: Callable[[], datetime], start: Callable[[], object]
) -> Restored:
    """Put a backup back. `start` starts Django, which reads the settings that came back."""
    with opened(file) as (archive, manifest):
        half = empty_place(folder)
        try:
            unpack(archive, manifest, half)
            if (folder / ERASED).is_dir():
                shutil.copytree(folder / ERASED, half / ERASED)
            told = _wake(half, manifest, now=now, start=start)
            for name in ORDER:
                if name == ERASED and (folder / name).exists():
                    shutil.rmtree(folder / name)  # its copy has the same, and perhaps more
                if (half / name).exists():
                    (half / name).rename(folder / name)
            importlib.import_module(WAKE).keep()  # from here on, it stays
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return told


def _wake(
    half: Path, manifest: Manifest, *, now: Callable[[], datetime], start: Callable[[], object]
) -> Restored:
    for path in (half / "data").glob("*"):
        path.rename(half / path.name)
    if manifest.database == "sqlite":
        (half / DATABASES["sqlite"]).rename(half / SQLITE)
    (half / "static").mkdir()  # filled at the first start; the website asks for the folder
    os.environ["ONDERLING_DATA"] = str(half)
    start()
    wake = importlib.import_module(WAKE)  # models exist only now
    try:
        remarks = wake.fill(manifest, half / DATABASES["postgresql"], now=now())
        pages = wake.open_pages()
    except BaseException:
        wake.clear()
        raise
    wake.let_go()
    if "data/secret_key" not in manifest.files:
        remarks.append(
            "De geheime sleutel zat niet in de back-up. Zet dezelfde ONDERLING_SECRET_KEY als"
            " vroeger, anders werkt geen persoonlijke link meer."
        )
    return Restored(manifest, pages, remarks)
