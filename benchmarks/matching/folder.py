"""The files of one measurement: problems are made once and kept as long as it lasts."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.matching import shapes
from benchmarks.matching.taste import Raw
from benchmarks.seeded import seeded


class Folder:
    """A folder with problems and results."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def problem(self, shape: str, seed: int = 1) -> Path:
        """The file of this problem; made when it is not there."""
        return self._file(f"{shape}-{seed}", lambda: shapes.raw(shape, seed))

    def shuffled(self, shape: str, order: int) -> Path:
        """The same problem with its rows, and lists without order, in another order."""
        return self._file(f"{shape}-order{order}", lambda: shuffle(shapes.raw(shape), order))

    def result(self, name: str) -> Path:
        """Where a result goes; what was there is gone."""
        path = self.path / f"{name}.result.json"
        path.unlink(missing_ok=True)
        return path

    def _file(self, name: str, make: Callable[[], Raw]) -> Path:
        path = self.path / f"{name}.json"
        if not path.exists():
            path.write_text(json.dumps(make()))
        return path


def shuffle(raw: Raw, order: int) -> Raw:
    """Put rows, and the lists inside them, in a random order."""
    dice = seeded(order)
    return {key: _shuffled(dice, key, value) for key, value in raw.items()}


def _shuffled(dice: Random, name: str, value: object) -> object:
    """Wishes carry their rank, so any list may be shuffled but those where order means rank."""
    if isinstance(value, dict):
        keys = dice.sample(list(value), len(value))
        return {key: _shuffled(dice, key, value[key]) for key in keys}
    if isinstance(value, list) and name not in ("points", "fields", "wish_fields"):
        rows = [_shuffled(dice, name, row) if isinstance(row, dict) else row for row in value]
        return dice.sample(rows, len(rows))
    return value
