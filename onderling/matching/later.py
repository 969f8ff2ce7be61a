"""The only door to scipy and networkx: imported when something in them is first needed.

Importing scipy takes 0.7 s, and a problem that is all flow never asks for it. So modules are
imported by name at their first use, as `child.py` does with the solvers.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any


class NoSolver(Exception):
    """What this problem needs is not installed here; the text says what, in Dutch."""


NO_HIGHS = (
    "Deze opgave heeft regels of minimums die alleen HiGHS kan oplossen. HiGHS zit in scipy,"
    " en dat werkt hier niet. Installeer het met: python -m pip install scipy."
)
NO_FLOW = (
    "Er is hier geen rekenpakket dat kan verdelen. Installeer het met:"
    " python -m pip install ortools."
)


USED: set[str] = set()  # the modules that something was asked of; cleared when a job begins


class Later:
    """A module that is imported when something in it is first asked for."""

    def __init__(self, name: str, missing: str) -> None:
        self._name = name
        self._missing = missing

    def __getattr__(self, name: str) -> Any:
        """Raise NoSolver with the sentence `missing` when the module cannot be imported."""
        USED.add(self._name)
        try:
            return getattr(import_module(self._name), name)
        except ImportError as reason:
            raise NoSolver(self._missing) from reason


if TYPE_CHECKING:
    import networkx
    from scipy import optimize, sparse
else:
    networkx = Later("networkx", NO_FLOW)
    optimize, sparse = Later("scipy.optimize", NO_HIGHS), Later("scipy.sparse", NO_HIGHS)

__all__ = ["NO_FLOW", "NO_HIGHS", "USED", "Later", "NoSolver", "networkx", "optimize", "sparse"]
