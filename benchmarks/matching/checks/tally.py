"""The table of checks, and the files that they share."""

import json
from pathlib import Path
from typing import Any

from benchmarks.matching.command import Run, allocate
from benchmarks.matching.folder import Folder
from benchmarks.matching.table import Table
from benchmarks.matching.taste import Raw
from onderling.matching.proving.verify import verify
from onderling.matching.reading import read_file

Seats = frozenset[tuple[str, str]]


class Tally:
    """The table, the figures of what stands in it, and the folder with problems."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.table = Table("What must hold", "check", "what came out", "ok?", widths=(52, 60))
        self.figures: dict[str, object] = {}

    def add(self, name: str, came: str, ok: bool) -> None:
        """One line; not ok is said, never left out."""
        self.table.add(name, came, "yes" if ok else "NO")
        self.figures[name] = {"came": came, "ok": ok}

    def file(self, name: str, raw: Raw) -> Path:
        """A problem file of this check alone."""
        path = self.folder.path / f"{name}.json"
        path.write_text(json.dumps(raw))
        return path

    def divided(self, problem: Path, *options: str, **how: Any) -> tuple[Run, dict[str, Any]]:
        """A run, and what it wrote; no result is an empty one."""
        out = self.folder.result(problem.stem)
        run = allocate(problem, out, *options, **how)
        return run, json.loads(out.read_bytes()) if out.exists() else {}


def seats_of(result: dict[str, Any]) -> Seats:
    """Who sits where."""
    return frozenset((seat["person"], seat["session"]) for seat in result.get("seats", ()))


def wrongs_of(path: Path, result: dict[str, Any]) -> list[str]:
    """Everything that `verify` has against a result."""
    problem = read_file(path).problem
    return verify(problem, result) if problem and result else ["niets geschreven"]
