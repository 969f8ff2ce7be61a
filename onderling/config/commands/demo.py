"""`onderling demo`: fill an empty database with the example network."""

import importlib
import os
import time
from argparse import Namespace

from django.utils.timezone import now

from onderling.config.commands.prepare import prepare, say, start_django


def main(options: Namespace) -> int:
    os.environ.setdefault("ONDERLING_DEMO", "1")
    begun = time.monotonic()
    start_django(address=f"http://127.0.0.1:{options.port}")
    prepare()
    build = importlib.import_module("onderling.demo.actions.build")
    refused = importlib.import_module("onderling.base.errors").Refused
    try:
        built = build.build(options.stage, size=options.size, now=now())
    except refused as refusal:
        say(str(refusal))
        return 1
    for line in build.lines_about(built, seconds=time.monotonic() - begun):
        say(line)
    return 0
