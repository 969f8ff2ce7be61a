"""A list as it came in, its columns named, and one row of it while we look at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onderling.formats.workshops.rules.cells import is_total, tidy
from onderling.formats.workshops.rules.remarks import (
    Choice,
    Remark,
    RowLook,
    Severity,
    Status,
)
from onderling.tables.sheet import is_blank


@dataclass(frozen=True)
class Listed:
    """Header, the meaning of its columns, rows by number, and what a person chose so far."""

    header: Sequence[str]
    columns: Mapping[int, str]
    rows: Sequence[tuple[int, tuple[str, ...]]]
    choices: Mapping[int, Choice] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each known column stands; the first one when there are more."""
        return {key: index for index, key in sorted(self.columns.items(), reverse=True)}

    def has(self, key: str) -> bool:
        return key in self.places

    def label(self, key: str) -> str:
        """The header above a column, as the person typed it."""
        return self.header[self.places[key]].strip() if self.has(key) else ""

    @cached_property
    def wishes(self) -> list[tuple[str, int, int]]:
        """The columns of wishes: key, number of the round (0: another column says), rank."""
        found = []
        for key in self.columns.values():
            if key.startswith("wish-"):
                _, slot, rank = key.split("-")
                found.append((key, int(slot), int(rank)))
        return found


@dataclass
class Reading:
    """One row, and the remarks we collect about it."""

    listed: Listed
    look: RowLook

    def raw(self, key: str) -> str:
        place = self.listed.places.get(key, -1)
        return self.look.cells[place] if 0 <= place < len(self.look.cells) else ""

    def get(self, key: str, *, most: int = 0, lines: bool = False) -> str:
        """Return a cell without odd spaces; cut, with a remark, when it is too long to keep."""
        text = tidy(self.raw(key))
        if not lines:
            text = " ".join(text.split())
        if most and len(text) > most:
            self.say("too_long", key, proposed=text[:most], most=str(most))
            return text[:most]
        return text

    def say(
        self,
        kind: str,
        key: str = "",
        *,
        severity: Severity = Severity.ATTENTION,
        value: str | None = None,
        proposed: str = "",
        **more: str,
    ) -> None:
        """Note a remark about a cell, or about the row when no column is named."""
        if value is None:
            value = self.raw(key) if key else ""
        column = self.listed.label(key) if key else ""
        self.look.remarks.append(Remark(kind, severity, column, value, proposed, more))

    def refuse(self, kind: str, key: str = "", **more: str) -> None:
        self.say(kind, key, severity=Severity.REFUSED, **more)
        self.look.status = Status.REFUSED

    def note(self, kind: str, key: str = "", **more: str) -> None:
        self.say(kind, key, severity=Severity.NOTE, **more)

    def ask(self, *options: Choice, same_as: str = "") -> Choice:
        """Let a person choose; the first option is what happens when they do not."""
        self.look.options = options
        self.look.same_as = same_as
        chosen = self.listed.choices.get(self.look.number)
        self.look.choice = chosen if chosen in options else options[0]
        return self.look.choice


def readings(listed: Listed, rows: list[RowLook]) -> Iterator[Reading]:
    """Go through the rows that say something; name the others as skipped.

    All looks, also the skipped ones, land in `rows`.
    """
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in listed.rows:
        look = RowLook(number, cells)
        rows.append(look)
        row = Reading(listed, look)
        if is_blank(cells):
            row.say("empty_row")
            look.status = Status.SKIPPED
            continue
        if is_total(cells):
            row.say("total_row")
            look.about = next(text for cell in cells if (text := tidy(cell)))
            look.status = Status.SKIPPED
            continue
        bare = tuple(tidy(cell).casefold() for cell in cells)
        earlier = seen.setdefault(bare, number)
        if earlier != number:
            row.say("same_row", row=str(earlier))
            if row.ask(Choice.SKIP, Choice.TAKE) == Choice.SKIP:
                look.status = Status.SKIPPED
        yield row
