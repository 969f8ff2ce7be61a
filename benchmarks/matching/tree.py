"""How much memory a process and all that it starts hold, while they run.

Pages that processes share count once (PSS), so a child that inherits its problem is not counted
as a second copy. What only the children hold is told apart: that is the solver.
"""

import threading
from pathlib import Path
from time import monotonic

RARELY = 0.01  # seconds between two looks, more when a look itself takes long


class Watch:
    """Looks at a process and its descendants until told to stop; megabytes."""

    def __init__(self, root: int) -> None:
        self.root = root
        self.tree = 0.0
        self.solver = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look_often, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look_often(self) -> None:
        pause = RARELY
        while not self._over.wait(pause):
            begun = monotonic()
            family = descendants(self.root)
            held = [_held(number) for number in (self.root, *family)]
            self.tree = max(self.tree, sum(shared for shared, _ in held))
            self.solver = max(self.solver, sum(own for _, own in held[1:]))
            pause = max(RARELY, 10 * (monotonic() - begun))


def descendants(root: int) -> list[int]:
    """Every process that this one started, and theirs."""
    found = []
    for task in _read(Path(f"/proc/{root}/task"), names=True).split():
        for child in _read(Path(f"/proc/{root}/task/{task}/children")).split():
            found += [int(child), *descendants(int(child))]
    return found


def _held(process: int) -> tuple[float, float]:
    """Megabytes: its share of everything it uses; and what it alone holds."""
    rows = dict(
        line.split(":", 1)
        for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines()[1:]
    )

    def megabytes(name: str) -> float:
        return int(rows.get(name, "0 kB").split()[0]) / 1024

    return megabytes("Pss"), megabytes("Private_Clean") + megabytes("Private_Dirty")


def _read(path: Path, *, names: bool = False) -> str:
    try:
        return " ".join(entry.name for entry in path.iterdir()) if names else path.read_text()
    except OSError:  # it ended meanwhile
        return ""
