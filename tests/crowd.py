"""Several people press a button at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import IntegrityError, OperationalError, connection


def at_once(deeds: Sequence[Callable[[], object]]) -> list[Exception]:
    """Let everybody press the button at the same moment; return what went wrong."""
    start = Barrier(len(deeds))
    wrong: list[Exception] = []

    def press(deed: Callable[[], object]) -> None:
        try:
            start.wait()
            deed()
        except (IntegrityError, OperationalError, AssertionError) as error:
            wrong.append(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as crowd:
        list(crowd.map(press, deeds))
    return wrong
