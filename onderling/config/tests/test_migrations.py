"""What an administrator’s database gets by migrating is what the tests make from the models."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from onderling.config.tests.conftest import Install
from tests.victim import end_of, leave, start_worker

# Other people's tables are theirs.
ROOMS = [app.label for app in apps.get_app_configs() if app.name.startswith("onderling.")]


def tables() -> dict[str, list[list[object]]]:
    """Map each table of our own rooms to its columns: name, type, whether it may be empty."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    ours = {model._meta.db_table for model in models}
    found: dict[str, list[list[object]]] = {}
    with connection.cursor() as cursor:
        for table in sorted(ours):
            columns = connection.introspection.get_table_description(cursor, table)
            found[table] = sorted([c.name, str(c.type_code), bool(c.null_ok)] for c in columns)
    return found


def test_migrating_an_empty_database_makes_the_tables_of_the_models(
    transactional_db: None, empty: Callable[[], Install], tmp_path: Path
) -> None:
    install = empty()
    seen = tmp_path / "tables.json"

    def migrate() -> None:
        name = urlsplit(install.database).path[1:] or tmp_path / "empty.sqlite3"
        connection.settings_dict["NAME"] = name
        call_command("migrate", interactive=False, verbosity=0)
        seen.write_text(json.dumps(tables()))
        leave()

    assert end_of(start_worker(but=migrate)) == 0
    assert json.loads(seen.read_text()) == tables()
    assert {"people_person", "signups_signup", "mail_message"} < set(tables())
