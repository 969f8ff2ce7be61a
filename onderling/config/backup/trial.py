"""Puts a backup back in a place that is thrown away: one never restored is no backup."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

from onderling.base.errors import Refused
from onderling.config.backup.archive import Manifest, opened
from onderling.config.install import read_install


def verify(file: Path, words: list[str]) -> Manifest:
    """Restore into a temporary place with the real command, in a process of its own."""
    with opened(file) as (_archive, manifest):
        pass
    with TemporaryDirectory(prefix="onderling-") as folder, _place(manifest) as url:
        here = {**os.environ, "ONDERLING_DATA": folder, "DATABASE_URL": url}
        command = [sys.executable, "-m", "onderling.config.cli", "restore", str(file), *words]
        done = subprocess.run(command, env=here, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines() or ["geen reden gegeven"]
        raise Refused(f"Deze back-up is niet terug te zetten. {said[-1]}")
    return manifest


@contextmanager
def _place(manifest: Manifest) -> Iterator[str]:
    """Lend an empty database for as long as it takes; empty words mean SQLite."""
    if manifest.database == "sqlite":
        yield ""
        return
    url = read_install().database_url
    if not url:
        raise Refused(
            "Deze back-up is van PostgreSQL. Geef met DATABASE_URL een server om"
            " hem te proberen."
        )
    psycopg = importlib.import_module("psycopg")  # an optional library
    name = f"onderling_proef_{os.urandom(4).hex()}"
    with psycopg.connect(url, autocommit=True) as server:
        try:
            server.execute(f"CREATE DATABASE {name}")
        except psycopg.errors.InsufficientPrivilege:
            raise Refused(
                "Deze gebruiker mag geen database maken om de back-up te proberen."
                " Geef dat recht: ALTER ROLE … CREATEDB."
            ) from None
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
