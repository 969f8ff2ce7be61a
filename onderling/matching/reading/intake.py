"""A problem while it is read: each row is checked, made ours and let go as it comes by."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from onderling.matching.problem import Lock, Objective, Pair, Person, Rules, Session
from onderling.matching.reading import shapes, values
from onderling.matching.reading.faults import Notes, Wrong, shown, unknown_field
from onderling.matching.reading.values import Parse, Seen

TABLES: dict[str, shapes.Row[Any]] = {
    "sessions": shapes.SESSION,
    "people": shapes.PERSON,
    "locked": shapes.LOCK,
    "former": shapes.FORMER,
}
PAIRS = ("together", "apart", "soft_together")
SINGLE: dict[str, Parse] = {
    "$schema": values.text,
    "version": values.exactly_one,
    "name": values.text,
    "seed": values.text,
}
OBJECTS: dict[str, shapes.Row[Any]] = {"objective": shapes.OBJECTIVE, "rules": shapes.RULES}
KNOWN = (*SINGLE, *OBJECTS, *TABLES, *PAIRS)


class Named(Protocol):
    """A session or a person."""

    @property
    def id(self) -> str: ...


@dataclass
class Intake:
    """What was read so far. A table holds its rows by number; None for a row with a fault."""

    notes: Notes = field(default_factory=Notes)
    sessions: list[Session | None] = field(default_factory=list)
    people: list[Person | None] = field(default_factory=list)
    locked: list[Lock | None] = field(default_factory=list)
    former: list[Pair | None] = field(default_factory=list)
    together: list[Pair | None] = field(default_factory=list)
    apart: list[Pair | None] = field(default_factory=list)
    soft_together: list[Pair | None] = field(default_factory=list)
    objective: Objective = field(default_factory=Objective)
    rules: Rules = field(default_factory=Rules)
    name: str = ""
    seed: str = ""
    named: set[str] = field(default_factory=set)
    # Ids of rows with a fault: who mentions them makes no second fault.
    faulty: dict[str, set[str]] = field(
        default_factory=lambda: {"sessions": set(), "people": set()}
    )
    seen: Seen = field(default_factory=dict)

    def expects_rows(self, name: str) -> bool:
        """Say whether this is a table, whose rows go to `add` one by one."""
        return name in TABLES or name in PAIRS

    def start(self, name: str) -> None:
        """Note that a part of the file begins; each may do so once."""
        if name not in KNOWN:
            self.notes.fault("bestand", unknown_field(name, KNOWN))
        if name in self.named:
            self.notes.fault("bestand", f"veld “{name}” staat er twee keer")
        self.named.add(name)

    def take_whole(self, raw: object) -> None:
        """Take a file that was parsed already."""
        if not isinstance(raw, dict):
            text = f"moet een object met tabellen zijn, geen {shown(raw)}"
            self.notes.fault("bestand", text)
            return
        for name, value in raw.items():
            self.start(name)
            if self.expects_rows(name) and isinstance(value, list):
                for row in value:
                    self.add(name, row)
            else:
                self.take(name, value)

    def add(self, table: str, row: object) -> None:
        """Take one row of a table."""
        rows: list[Any] = getattr(self, table)
        number = len(rows)
        if table in PAIRS:
            rows.append(self._parsed(values.pair, row, self.notes.place(table, number)))
            return
        made = TABLES[table].read(row, self.seen, self.notes, table, number)
        rows.append(made)
        if made is None and table in self.faulty and isinstance(row, dict):
            self.faulty[table].add(str(row.get("id", "")))

    def take(self, name: str, value: object) -> None:
        """Take a part of the file that is no table."""
        if name in SINGLE:
            text = self._parsed(SINGLE[name], value, name)
            if text is not None and name in ("name", "seed"):
                setattr(self, name, text)
        elif name in OBJECTS:
            self._take_object(name, value)
        elif self.expects_rows(name):
            self.notes.fault(name, f"moet een lijst zijn, geen {shown(value)}")

    def _take_object(self, name: str, value: object) -> None:
        made = OBJECTS[name].read(value, self.seen, self.notes, name, None)
        if made is not None:
            setattr(self, name, made)

    def _parsed(self, parse: Parse, value: object, where: str) -> Any:
        try:
            return parse(value, self.seen)
        except Wrong as wrong:
            self.notes.fault(where, str(wrong))
            return None
