"""What a database that came back goes through before anybody sees it."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.module_loading import import_string

from onderling.base.errors import Refused
from onderling.base.transactions import write_transaction
from onderling.config.backup.archive import Manifest
from onderling.config.backup.databases import (
    clear,
    keep,
    load,
    look,
    unknown_to_us,
    unsound,
)
from onderling.people.models import Membership, Person
from onderling.people.rules import Entry, Role
from onderling.rounds.models import Round
from onderling.signups.checks import broken_invariants

__all__ = ["clear", "fill", "keep", "let_go", "open_pages"]
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def fill(manifest: Manifest, dump: Path, *, now: datetime) -> list[str]:
    """Load, compare with the manifest, bring up to date, and settle; return what to tell."""
    if connection.vendor != manifest.database:
        raise Refused(
            f"Deze back-up is van {manifest.database}, en hier draait {connection.vendor}."
            " Kies dezelfde soort database, met of zonder DATABASE_URL."
        )
    if strange := unknown_to_us(manifest.migrations):
        raise Refused(
            "Deze back-up is van een nieuwere versie. Werk Onderling eerst bij."
            f" Onbekend: {strange[0]}."
        )
    if connection.vendor == "postgresql":
        load(dump)
    compare(manifest)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    # What must be settled before anybody sees it, such as mail that may have left since.
    remarks = [import_string(name)(now=now) for name in settings.AFTER_RESTORE]
    if fresh := [f for f in broken_invariants() if f not in (manifest.invariants or [])]:
        raise Refused(f"Na het terugzetten klopt dit niet: {fresh[0]}")
    if manifest.invariants:
        remarks.append(
            f"Dit klopte al niet toen de back-up werd gemaakt: {manifest.invariants[0]}"
        )
    return [remark for remark in remarks if remark]


def compare(manifest: Manifest) -> None:
    """Hold what came back against what went in."""
    if faults := unsound():
        raise Refused(f"De teruggezette database is beschadigd: {faults[0]}")
    seen = look()
    if seen.migrations != manifest.migrations:
        raise Refused("De tabellen zijn van een andere versie dan de back-up zegt.")
    for table in sorted({*seen.rows, *manifest.rows}):
        here, there = seen.rows.get(table), manifest.rows.get(table)
        if here != there:
            raise Refused(
                f"Tabel {table} heeft {here} rijen; in de back-up waren het er {there}."
            )


def open_pages() -> int:
    """Open pages as a visitor and as the owner, and leave no trace of it; say how many."""
    visitor = [reverse("home:start"), reverse("workshops:programme_now"), settings.LOGIN_URL]
    addresses: list[tuple[Person | None, str]] = [(None, address) for address in visitor]
    owner = Membership.objects.current().filter(role=Role.OWNER).order_by("pk").first()
    if owner:
        addresses += [(owner.person, reverse(name)) for name, _label, _who in settings.MENU]
        newest = Round.objects.order_by("-pk").first()
        if newest:
            slugs = [reverse(name, args=[newest.slug]) for name, _label in settings.ROUND_MENU]
            addresses += [(owner.person, address) for address in slugs]
    # Static files are gathered at the first start, so here they have no fingerprint yet.
    storages = {**settings.STORAGES, "staticfiles": PLAIN}
    with override_settings(STORAGES=storages), write_transaction():
        wrong = [text for who, address in addresses if (text := _open(who, address))]
        transaction.set_rollback(True)
    if wrong:
        raise Refused(f"Een pagina gaat niet open: {wrong[0]}")
    return len(addresses)


def _open(who: Person | None, address: str) -> str:
    """Open one page; say what is wrong with it, or nothing."""
    client = Client(raise_request_exception=False)
    if who is not None:
        client.force_login(who, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session["entry"] = str(Entry.CODE)
        session.save()
    host = settings.BASE_ADDRESS.split("//", 1)[1].split("/", 1)[0]
    answer = client.get(
        address, secure=settings.HTTPS, SERVER_NAME=host.split(":")[0], follow=True
    )
    good = answer.status_code == 200 and b"</html>" in answer.content
    return "" if good else f"{address} geeft {answer.status_code}"


def let_go() -> None:
    """Close the database, so that its file is whole by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
