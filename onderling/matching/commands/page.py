"""What all commands share: help as a Dutch page, how they end, and where they speak."""

import argparse
import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from onderling.matching.problem import Problem
from onderling.matching.reading import read_file

SOLVED, BROKEN, FAULTY, IMPOSSIBLE = 0, 1, 2, 3


class _Page(argparse.HelpFormatter):
    """Help as a Dutch page."""

    def add_usage(
        self, usage: Any, actions: Any, groups: Any, prefix: str | None = "Gebruik: "
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Gebruik: ")


class Parser(argparse.ArgumentParser):
    """A parser that explains itself in Dutch."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words, add_help=False, formatter_class=_Page)
        self.page = self.add_argument_group("Wat u opgeeft")
        self.page.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the page is."""
        self.exit(FAULTY, f"Dit klopt niet: {message}\nKijk met: {self.prog} --help\n")


def seconds(text: str) -> float:
    """A number of seconds above zero, as somebody types it."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("geef een aantal seconden boven nul")
    return number


class Ended(BaseException):
    """Somebody pressed Ctrl-C where that means: no further."""


@contextmanager
def ctrl_c_ends() -> Iterator[None]:
    """Ctrl-C raises Ended, also in a search that would keep its best so far."""

    def end(number: int, frame: object) -> NoReturn:
        raise Ended

    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def all_kept() -> Iterator[None]:
    """No search for garbage that goes in circles: there is none, and it takes a fifth.

    Everything read here is needed until the command ends.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def problem_of(path: Path) -> tuple[Problem | None, Sequence[str]]:
    """Read a problem and its warnings. Faults are told, and then there is no problem."""
    reading = read_file(path)
    for fault in reading.faults:
        tell(f"{fault}.")
    return reading.problem, reading.warnings


def say(text: str) -> None:
    """What was asked for, on stdout."""
    sys.stdout.write(text + "\n")


def tell(text: str) -> None:
    """What somebody should know besides, on stderr, at once."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
