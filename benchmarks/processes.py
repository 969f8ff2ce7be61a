"""Which processes a process started, as the system tells it."""

from contextlib import suppress
from pathlib import Path


def children(number: int) -> list[int]:
    """List the processes that this one started itself."""
    return _families().get(number, [])


def below(number: int) -> list[int]:
    """List the processes that this one started, and those that they started."""
    families = _families()
    found: list[int] = []
    new = [number]
    while new:
        new = [child for parent in new for child in families.get(parent, [])]
        found += new
    return found


def _families() -> dict[int, list[int]]:
    families: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = path.read_text().rpartition(")")[2].split()
            if told[0] != "Z":
                families.setdefault(int(told[1]), []).append(int(path.parent.name))
    return families
