"""`onderling worker`: runs what is queued and what happens by itself."""

import importlib
from argparse import Namespace
from pathlib import Path

from django.conf import settings

from onderling.config.commands.prepare import start_django
from onderling.config.presence import at_work


def main(_options: Namespace) -> int:
    start_django()
    jobs = importlib.import_module("onderling.base.jobs")  # its models exist only after setup
    with at_work(Path(settings.DATA)):
        jobs.work()
    return 0
