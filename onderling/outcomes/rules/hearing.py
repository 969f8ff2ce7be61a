"""Which rows went into one row: whoever said any of them hears its answer (X-80)."""

from collections.abc import Collection, Mapping


def origins(row: int, parents: Mapping[int, Collection[int]]) -> set[int]:
    """The row itself and all it came of, however often rows were merged or split."""
    found: set[int] = set()
    waiting = [row]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(parents.get(one, ()))
    return found
