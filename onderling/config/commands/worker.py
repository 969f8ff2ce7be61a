"""`onderling worker`: runs what is queued and what happens by itself."""

import importlib
from argparse import Namespace

from onderling.config.commands.prepare import start_django


def main(_options: Namespace) -> int:
    start_django()
    importlib.import_module("onderling.base.jobs").work()  # its models exist only after setup
    return 0
