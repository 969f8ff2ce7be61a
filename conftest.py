"""What every test stands on: one noon, plain files, and makers of people and rounds."""

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import handlers
from django.contrib.staticfiles.views import serve
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from onderling.offers.models import Meeting
from onderling.people.models import Membership, Organisation, Person
from onderling.rounds.models import Round
from onderling.signups.models import Participation
from tests.makers import (
    NOON,
    give_role,
    make_meeting,
    make_organisation,
    make_participation,
    make_person,
    make_study_day,
    sign_in_as,
)
from tests.proofreader import ProofreadingClient

pytest_plugins = ["tests.browser", "tests.postbox"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser tests' event loop


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what says nothing new there; pytest counts it as deselected.

    That is a browser, a test that holds pages against a table, and one without a database.
    """
    if connection.vendor == "sqlite":
        return
    left_out = [item for item in items if not _needs_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if _needs_a_database(item)]


def _needs_a_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("sqlite_only") or item.get_closest_marker("browser"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    asks = fixtures & {"db", "transactional_db", "django_db_setup"}
    return bool(asks or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Note every migration as done: the tables came from the models (see pyproject.toml)."""
    settings.MIGRATION_MODULES = {}  # the option hid them for the making of the tables only
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        known = MigrationLoader(connection).graph.nodes
        recorder.migration_qs.bulk_create(
            [recorder.Migration(app=app, name=name) for app, name in sorted(known)]
        )


@pytest.fixture(scope="session", autouse=True)
def solvers_at_hand() -> None:
    """Load the solvers once: a child that divides then has them from its start, not anew."""
    for name in ("onderling.matching.solving.work", "scipy.optimize", "scipy.sparse"):
        import_module(name)


@pytest.fixture(scope="session", autouse=True)
def noon_at_first() -> Iterator[None]:
    """What is made once for many tests is made at noon too."""
    with time_machine.travel(NOON):
        yield


@pytest.fixture(autouse=True)
def noon(noon_at_first: None) -> Iterator[None]:
    """Every test starts at the same moment: no test may lean on the day it runs."""
    with time_machine.travel(NOON):
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Serve static files as they are: hashed names exist only after collecting them."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": plain}
    static = tmp_path_factory.mktemp("static")
    # Makers write rows without the log; what is kept by the log's version is tested apart.
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(
            STORAGES=storages,
            STATIC_ROOT=static,
            STATICFILES_DIRS=[("axe", Path(__file__).parent / "tests/axe")],
            KEEP_PROGRAMME_SECONDS=0,
        ),
    ):
        patch.setattr(handlers, "serve", serve_for_good)
        yield


def serve_for_good(request: HttpRequest, path: str, **options: Any) -> HttpResponseBase:
    """Let a browser keep static files, as a real site does, or it asks twenty times a page."""
    response = serve(request, path, **options)
    response["Cache-Control"] = "max-age=999999999"  # counted from noon in a fixed year
    return response


@pytest.fixture(scope="module")
def kept(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[DjangoDbBlocker]:
    """Keep what is made with `kept.unblock()` for every test of a file.

    Each test undoes its own deeds; this one transaction takes the rest away after the last.
    Not for a file with tests that commit.
    """
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    yield django_db_blocker
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def client() -> ProofreadingClient:
    """Stand in for the ordinary client, so that every test of a page proof-reads it."""
    return ProofreadingClient()


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    return sign_in_as


@pytest.fixture
def organisation(db: None) -> Callable[..., Organisation]:
    return make_organisation


@pytest.fixture
def person(db: None) -> Callable[..., Person]:
    return make_person


@pytest.fixture
def grant(db: None) -> Callable[..., Membership]:
    return give_role


@pytest.fixture
def study_day(db: None) -> Callable[..., Round]:
    return make_study_day


@pytest.fixture
def meeting(db: None) -> Callable[..., Meeting]:
    return make_meeting


@pytest.fixture
def participation(db: None) -> Callable[..., Participation]:
    return make_participation
