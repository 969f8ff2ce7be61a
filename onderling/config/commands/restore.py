"""`onderling restore`: put a backup back in an empty place."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from django.utils.timezone import now

from onderling.base.errors import Refused
from onderling.config.backup.bring_back import restore
from onderling.config.commands.backup import contents
from onderling.config.commands.prepare import say, start_django


def main(options: Namespace) -> int:
    folder = Path(os.environ.get("ONDERLING_DATA", "data")).resolve()
    try:
        told = restore(Path(options.file), folder, now=now, start=start_django)
    except (Refused, OSError) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    say(f"Teruggezet in {folder}: {contents(told.manifest)}.")
    say(f"Alles is gelijk aan de back-up, en {told.pages} pagina’s gaan open.")
    for remark in told.remarks:
        say(remark)
    say("Start nu: onderling serve")
    return 0
