"""The file of a backup: a zip whose manifest says what is in it. Plain Python."""

import hashlib
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from errno import EINVAL
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from onderling.base.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
KEPT = re.compile(r"database\.(sqlite3|dump)|data/(secret_key|onderling\.toml|uploads/.+)")
PRESSED = (".dump", ".pdf", ".jpg", ".jpeg", ".png", ".webp", ".docx", ".xlsx", ".zip")
BLOCK = 1024 * 1024
# What a zip with one wrong byte can give: an unknown method, a password, a name in no alphabet.
DAMAGE = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, TypeError, ValueError, AttributeError, OSError),
)


@dataclass(frozen=True)
class Packed:
    """One file in the archive, and how to recognise it."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `invariants` is None when the tables were of an older version."""

    database: str  # "sqlite" or "postgresql"
    made: str
    migrations: list[str]
    rows: dict[str, int]
    invariants: list[str] | None
    files: dict[str, Packed] = field(default_factory=dict)
    format: int = FORMAT


def pack(out: Path, files: Iterable[tuple[str, Path]], about: dict[str, Any]) -> Manifest:
    """Write the archive; the manifest goes in last, when all is known."""
    packed: dict[str, Packed] = {}
    with out.open("xb") as stream, ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, path in files:
            try:
                with path.open("rb") as source:
                    packed[name] = _add(archive, name, source)
            except FileNotFoundError:
                continue  # an upload that was removed since we listed it
        manifest = Manifest(**about, files=packed)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True))
    return manifest


def _add(archive: ZipFile, name: str, source: IO[bytes]) -> Packed:
    entry = ZipInfo(name)
    entry.external_attr = 0o600 << 16
    entry.compress_type = ZIP_STORED if name.lower().endswith(PRESSED) else ZIP_DEFLATED
    digest, size = hashlib.sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as target:
        while block := source.read(BLOCK):
            digest.update(block)
            size += len(block)
            target.write(block)
    return Packed(digest.hexdigest(), size)


@contextmanager
def opened(file: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """Open a backup; refuse what is none, what is damaged, and what we do not know."""
    with ExitStack() as stack:
        with _damage_told():
            archive = stack.enter_context(ZipFile(file))
            manifest = _manifest(archive)
        yield archive, manifest


@contextmanager
def _damage_told() -> Iterator[None]:
    """Tell in one sentence what the zip library has many words for."""
    try:
        yield
    except DAMAGE as damage:
        if isinstance(damage, OSError) and damage.errno != EINVAL:
            raise  # such as a disk that is full, or a file that is not there
        raise Refused(
            "Dit bestand is beschadigd, of het is geen back-up van Onderling."
        ) from None


def _manifest(archive: ZipFile) -> Manifest:
    told = json.loads(archive.read(MANIFEST))
    if told["format"] > FORMAT:
        raise Refused("Deze back-up is van een nieuwere versie. Werk Onderling eerst bij.")
    told["files"] = {name: Packed(**packed) for name, packed in told["files"].items()}
    manifest = Manifest(**told)
    names = [entry.filename for entry in archive.infolist()]
    if sorted(names) != sorted([*manifest.files, MANIFEST]):
        raise Refused("In de back-up staan andere bestanden dan de lijst erin noemt.")
    if DATABASES.get(manifest.database) not in names:
        raise Refused("In de back-up ontbreekt de database.")
    if odd := [name for name in manifest.files if not _belongs(name)]:
        raise Refused(f"In de back-up staat een bestand dat er niet hoort: {odd[0]!r}.")
    return manifest


def _belongs(name: str) -> bool:
    """Say whether a name is one of ours, and stays inside the folder it is unpacked in."""
    parts = name.split("/")
    return (
        bool(KEPT.fullmatch(name))
        and not {"", ".", ".."} & set(parts)
        and not {"\\", "\0"} & set(name)
    )


def unpack(archive: ZipFile, manifest: Manifest, folder: Path) -> None:
    """Write every file of the backup into a folder, and hold it against the manifest."""
    for name, packed in manifest.files.items():
        target = folder / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _damage_told():
            found = _take_out(archive, name, target, most=packed.bytes)
        if found != packed:
            raise Refused(f"De back-up is beschadigd: {name} is niet meer wat het was.")


def _take_out(archive: ZipFile, name: str, target: Path, *, most: int) -> Packed:
    digest, size = hashlib.sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out, archive.open(name) as source:
        # A little past what was promised: a file that never ends must not fill the disk.
        while size <= most and (block := source.read(BLOCK)):
            digest.update(block)
            size += len(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    return Packed(digest.hexdigest(), size)
