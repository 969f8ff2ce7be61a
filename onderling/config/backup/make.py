"""Makes a backup of a running install: database, key, settings and uploads in one file."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from onderling.base.errors import Refused
from onderling.config.backup.archive import DATABASES, Manifest, pack
from onderling.config.backup.bench import STAMP, put_in_place, taken, workbench
from onderling.config.backup.databases import take_picture


def make(final: Path, *, now: datetime) -> Manifest:
    """Make a backup; `final` appears when it is whole, and otherwise not at all."""
    if final.exists():
        raise taken(final)
    if not final.parent.is_dir():
        raise Refused(f"De map {final.parent} bestaat niet.")
    if final.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise Refused("Zet een back-up niet tussen de bestanden waar hij een kopie van is.")
    with workbench(final.parent) as bench:
        # First the database: a file that it names was there before its row.
        copy = bench / DATABASES[connection.vendor]
        seen = take_picture(copy)
        about = {**asdict(seen), "database": connection.vendor, "made": now.isoformat()}
        packed = pack(bench / "whole", [(copy.name, copy), *kept_files()], about)
        put_in_place(bench / "whole", final)
    (Path(settings.DATA) / STAMP).write_text(now.isoformat())
    return packed


def kept_files() -> Iterator[tuple[str, Path]]:
    """List what is kept beside the database: the key, the settings, what people sent in."""
    data, uploads = Path(settings.DATA), Path(settings.MEDIA_ROOT)
    for name in ("secret_key", "onderling.toml"):
        yield f"data/{name}", data / name
    for folder, _folders, names in os.walk(uploads):
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield f"data/uploads/{path.relative_to(uploads).as_posix()}", path
