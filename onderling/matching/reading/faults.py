"""Where a fault is and what is wrong, in one plain sentence each."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field


class Wrong(ValueError):
    """A value is not what it should be; the text completes a sentence that names the field."""


@dataclass
class Notes:
    """Faults stop the reading; warnings do not. `rows` names rows in the reader's words."""

    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rows: dict[tuple[str, int], str] = field(default_factory=dict)

    def place(self, table: str, number: int | None, name: object = None) -> str:
        """Name a row: `people[3] “p4”`, or the sheet and row it came from.

        What is no table, such as `objective`, has no number and its name is its place.
        """
        ours = table if number is None else f"{table}[{number}]"
        where = self.rows.get((table, number or 0), ours)
        return f"{where} “{name}”" if isinstance(name, str) and name else where

    def fault(self, where: str, text: str) -> None:
        """Note something that makes the file unusable."""
        self.faults.append(f"{where}: {text}")

    def warn(self, where: str, text: str) -> None:
        """Note something odd that does not stop us."""
        self.warnings.append(f"{where}: {text}")


def unknown_field(name: str, known: Iterable[str], word: str = "onbekend veld") -> str:
    """Say that a field is not ours, and which one may be meant."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f"{word} “{name}”" + (f"; bedoelt u “{near[0]}”?" if near else "")


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
    return str(value)[:40]
