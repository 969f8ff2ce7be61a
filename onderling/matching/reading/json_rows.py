"""A JSON file handed over row by row, so that its 300,000 people are never all there twice.

The value of every name in the outermost object goes to the intake: a table row by row, the
rest whole. Numbers and texts are read by the json of Python; only the outermost level, which
decides what is kept in memory, is walked here.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from onderling.matching.reading.intake import Intake

BLANK = re.compile(r"[ \t\n\r]*")


class _Walk:
    """A place in the text that moves on; what is odd on the way is told where it stands."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.odd: list[str] = []
        self._read = json.JSONDecoder(object_pairs_hook=self._once).raw_decode
        self.skip()

    def skip(self) -> None:
        """Go on to the next sign that is not blank."""
        blank = BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at

    def sees(self, sign: str) -> bool:
        """Say whether this sign comes next; if so, go past it."""
        if not self.text.startswith(sign, self.at):
            return False
        self.at += 1
        self.skip()
        return True

    def must_see(self, sign: str) -> None:
        """Go past this sign, or refuse."""
        if not self.sees(sign):
            raise json.JSONDecodeError(f"Expecting {sign}", self.text, self.at)

    def value(self) -> Any:
        """Read one whole value."""
        value, self.at = self._read(self.text, self.at)
        self.skip()
        return value

    def told(self) -> list[str]:
        """What was odd since the last time."""
        found, self.odd[:] = list(self.odd), []
        return found

    def names(self) -> Iterator[str]:
        """The names in the object that begins here; who asks reads each value in between."""
        self.must_see("{")
        if self.sees("}"):
            return
        while True:
            if not self.text.startswith('"', self.at):
                raise json.JSONDecodeError("Expecting a name", self.text, self.at)
            name = self.value()
            self.must_see(":")
            yield name
            if not self.sees(","):
                break
        self.must_see("}")

    def items(self) -> Iterator[Any]:
        """The values in the list that begins here."""
        self.must_see("[")
        if self.sees("]"):
            return
        yield self.value()
        while self.sees(","):
            yield self.value()
        self.must_see("]")

    def _once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            for name, times in Counter(name for name, _ in pairs).items():
                if times > 1:
                    self.odd.append(f"veld “{name}” staat {times} keer in één object")
        return found


def rows_of_json(text: str, intake: Intake) -> None:
    """Hand the text over to the intake.

    Raises json.JSONDecodeError where it is no JSON, RecursionError where it is nested too
    deeply, ValueError at a number of more digits than Python reads.
    """
    walk = _Walk(text)
    if not text.startswith("{", walk.at):
        intake.take_whole(walk.value())
    for name in () if walk.at == len(text) else walk.names():
        intake.start(name)
        if intake.expects_rows(name) and text.startswith("[", walk.at):
            _hand_over(walk, name, intake)
        else:
            intake.take(name, walk.value())
            for odd in walk.told():
                intake.notes.fault(name, odd)
    if walk.at < len(text):
        raise json.JSONDecodeError("Extra data", text, walk.at)


def _hand_over(walk: _Walk, table: str, intake: Intake) -> None:
    for number, row in enumerate(walk.items()):
        intake.add(table, row)
        if walk.odd:
            name = row.get("id") if isinstance(row, dict) else None
            for odd in walk.told():
                intake.notes.fault(intake.notes.place(table, number, name), odd)
