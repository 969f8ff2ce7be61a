"""Makes an install ready to run: database up to date, cache table, static files."""

import hashlib
import importlib
import os
import sys
import tomllib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.config.backup.bring_back import HALF

STAMP = "static.stamp"
# Never begin on the half of a backup: it would look like a whole one.
HALF_RESTORED = (
    "Hier werd een back-up teruggezet, en dat is niet af. Is het afgebroken? Zet de back-up"
    " nog eens terug, met onderling restore, of kies een andere lege map."
)


def start_django(*, address: str = "") -> None:
    """Load settings and rooms. `address` is where the site is when nobody set it."""
    if (Path(os.environ.get("ONDERLING_DATA", "data")) / HALF).exists():
        raise SystemExit(HALF_RESTORED)
    if address:
        know_address(address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onderling.config.settings")
    django.setup()


def know_address(address: str) -> None:
    """Let this process, and those that it starts, know where the site is."""
    if "address" not in toml_settings():
        os.environ.setdefault("ONDERLING_ADDRESS", address)


def toml_settings() -> dict[str, object]:
    """Read onderling.toml, before Django does."""
    path = Path(os.environ.get("ONDERLING_DATA", "data")) / "onderling.toml"
    return tomllib.loads(path.read_text()) if path.exists() else {}


def prepare(*, backup: bool = True) -> None:
    """Bring database and static files up to date. Harmless when nothing changed."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    if importlib.import_module("onderling.config.backup.databases").unfinished():
        raise SystemExit(HALF_RESTORED)
    if backup:
        keep_what_is_here()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static()
    # A child process must not inherit an open connection.
    connections.close_all()


def keep_what_is_here() -> None:
    """Make a backup when the tables are about to change, or do not change them."""
    upgrade = importlib.import_module("onderling.config.backup.upgrade")
    try:
        kept = upgrade.before_upgrade(now=now())
    except (Refused, OSError) as trouble:
        raise SystemExit(
            f"{trouble}\nDaarom is de database niet bijgewerkt."
            " Zonder back-up: onderling serve --no-backup"
        ) from None
    if kept:
        say(f"De database wordt bijgewerkt. Zoals hij was, staat hij in {kept}.")


def collect_static() -> None:
    """Gather and compress the static files, unless they are the same as last time."""
    stamp = Path(settings.DATA) / STAMP
    fresh = fingerprint()
    if stamp.exists() and stamp.read_text() == fresh:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fresh)


def fingerprint() -> str:
    """Sum up the static files of all rooms: name, size, time of change."""
    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = Path(storage.path(path)).stat()
            lines.append(f"{path} {about.st_size} {about.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def say(text: str) -> None:
    """Tell something to whoever sits at the terminal."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
