"""What comes out on paper and as files, and whether it is what it says."""

import csv
import io
from pathlib import Path

from benchmarks.afternoon.hand import Hand
from onderling.tables.read import read

PDFS = (
    "Druk de deurlijsten af",
    "Druk de badges af",
    "Druk alle programma",
    "Druk de aantallen af",
    "Druk het boekje af",
)


def papers(hand: Hand) -> None:
    """15.10: what hangs on the doors and lies on the table."""
    hand.step("6. De papieren: deurlijsten, badges, programma's, lunch, boekje, agenda, Excel")
    hand.menu("Papieren")
    for words in PDFS:
        must_begin(hand.fetch(words), b"%PDF-", words)
    must_begin(hand.fetch("Haal alle"), b"PK", "Haal alle")


def must_begin(content: bytes, sign: bytes, words: str) -> None:
    if not content.startswith(sign):
        raise SystemExit(f"'{words}' gave something else than a file: {content[:80]!r}")


def own_columns(exported: bytes, brought: Path) -> str:
    """Every column of a list that was brought in comes back, in its order; in which sheet."""
    first = next(csv.reader(io.StringIO(brought.read_text("utf-8-sig")), delimiter=";"))
    asked = [name.strip() for name in first if name.strip()]
    for sheet in read(exported, name="alles.xlsx"):
        told = [name.strip() for name in sheet.header]
        if [name for name in told if name in asked] == asked:
            return f"Blad ‘{sheet.name}’: {len(sheet.rows)} rijen, {len(told)} kolommen"
    raise SystemExit(f"No sheet of the export has the columns of {brought.name}: {asked}")
