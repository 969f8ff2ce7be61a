"""What we say about a row of a list, and what a person may choose for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a remark matters: the row cannot come in, it came in changed, it is a fact."""

    REFUSED = "refused"
    ATTENTION = "attention"
    NOTE = "note"


class Status(StrEnum):
    """What taking over the list does with a row.

    `known` is somebody of the network who takes part in this round from now on.
    """

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"
    REFUSED = "refused"


class Choice(StrEnum):
    """What a person may decide about a row that is perhaps there already."""

    TAKE = "take"
    SKIP = "skip"
    SAME = "same"


@dataclass(frozen=True)
class Remark:
    """One remark about one cell, or about the whole row when `column` is empty.

    `kind` names the sentence; `proposed` is what we make of `value`.
    """

    kind: str
    severity: Severity
    column: str = ""
    value: str = ""
    proposed: str = ""
    more: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Change:
    """A value that is in Onderling now and becomes another."""

    column: str
    old: str
    new: str


@dataclass
class RowLook:
    """What we see in one row: who or what it is, what is odd, what taking it over does."""

    number: int
    cells: tuple[str, ...]
    about: str = ""
    status: Status = Status.NEW
    remarks: list[Remark] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    options: tuple[Choice, ...] = ()
    same_as: str = ""
    choice: Choice | None = None
    plan: Any = None

    @property
    def is_skipped(self) -> bool:
        return self.status == Status.SKIPPED


@dataclass
class Look:
    """What we see in a whole list."""

    kind: str
    rows: list[RowLook]
    general: list[Remark] = field(default_factory=list)

    def count(self, status: Status) -> int:
        return sum(row.status == status for row in self.rows)
