"""Where a fault is and what is wrong, in one plain sentence each."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Notes:
    """Faults stop the reading; warnings do not. `place` names a row in the reader's words."""

    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rows: dict[tuple[str, int], str] = field(default_factory=dict)

    def place(self, table: str, number: int, row: object = None) -> str:
        """Name a row: `people[3] “p4”`, or the sheet and row it came from."""
        where = self.rows.get((table, number), f"{table}[{number}]")
        name = row.get("id") if isinstance(row, dict) else None
        return f"{where} “{name}”" if isinstance(name, str) and name else where

    def fault(self, where: str, text: str) -> None:
        """Note something that makes the file unusable."""
        self.faults.append(f"{where}: {text}")

    def warn(self, where: str, text: str) -> None:
        """Note something odd that does not stop us."""
        self.warnings.append(f"{where}: {text}")


Check = Callable[[Any], str | None]  # what is wrong with a value, or nothing


@dataclass(frozen=True)
class Row:
    """The fields a row may have, each with what its value must be."""

    fields: dict[str, Check]
    required: Sequence[str] = ()

    def look(self, notes: Notes, where: str, row: object) -> bool:
        """Note every fault in one row; say whether it can be used."""
        if not isinstance(row, dict):
            notes.fault(where, f"moet een object zijn, geen {shown(row)}")
            return False
        before = len(notes.faults)
        for name in row:
            if name not in self.fields:
                notes.fault(where, unknown_field(name, self.fields))
        for name in self.required:
            if name not in row:
                notes.fault(where, f"veld “{name}” ontbreekt")
        for name, check in self.fields.items():
            if name in row and (wrong := check(row[name])):
                notes.fault(where, f"{name} {wrong}")
        return len(notes.faults) == before


def unknown_field(name: str, known: Iterable[str]) -> str:
    """Say that a field is not ours, and which one may be meant."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f"onbekend veld “{name}”" + (f"; bedoelt u “{near[0]}”?" if near else "")


def shown(value: object) -> str:
    """A value as a reader would point at it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "leeg (null)"
    if isinstance(value, str):
        return f"“{value[:40]}”"
    if isinstance(value, dict | list):
        return "object" if isinstance(value, dict) else "lijst"
    return str(value)
