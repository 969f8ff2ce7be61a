"""`onderling backup`: everything of this install in one file, or a trial of such a file."""

import importlib
import sys
from argparse import Namespace
from pathlib import Path

from django.utils.timezone import localtime, now

from onderling.base.errors import Refused
from onderling.config.backup.archive import Manifest
from onderling.config.commands.prepare import say, start_django

VERIFY = "verify"


def main(options: Namespace) -> int:
    words = options.words
    try:
        if len(words) == 2 and words[0] == VERIFY:
            return try_out(Path(words[1]))
        if len(words) == 1 and words[0] != VERIFY:
            return make(Path(words[0]))
    except (Refused, OSError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    sys.stderr.write("Gebruik: onderling backup BESTAND, of: onderling backup verify BESTAND\n")
    return 2


def make(target: Path) -> int:
    """Make a backup; in a folder it gets a name with the moment in it."""
    start_django()
    moment = now()
    if target.is_dir():
        target /= f"onderling-{localtime(moment):%Y-%m-%d-%H%M%S}.zip"
    made = importlib.import_module("onderling.config.backup.make").make(target, now=moment)
    say(f"De back-up staat in {target} ({target.stat().st_size // 1024} kB): {contents(made)}.")
    if "data/secret_key" not in made.files:
        say("De geheime sleutel staat er niet in. Bewaar ONDERLING_SECRET_KEY zelf.")
    if made.invariants:
        say(f"Let op, dit klopt nu al niet: {made.invariants[0]}. Kijk met: onderling check")
    return 0


def try_out(file: Path) -> int:
    made = importlib.import_module("onderling.config.backup.trial").verify(file, [])
    say(f"De back-up {file} is goed. Hij is teruggezet en weer weggegooid: {contents(made)}.")
    return 0


def contents(made: Manifest) -> str:
    """Say in numbers what a backup holds."""
    tables, rows = len(made.rows), sum(made.rows.values())
    uploads = sum(name.startswith("data/uploads/") for name in made.files)
    return f"{tables} tabellen, {rows} rijen, {uploads} bestanden van mensen"
