"""Reading a table: from a file that somebody chose, or from cells that somebody pasted."""

from pathlib import PurePath

from .kinds import kind_of
from .schedule import is_schedule, read_schedule
from .sheet import LIMIT, Sentence, Sheet, Unreadable
from .text import decode, read_text
from .workbook import read_workbook

EMPTY = Sentence(
    "Dit bestand is leeg. Kies een bestand met een rij kopjes en ten minste één rij."
)
LARGE = Sentence("Dit bestand is groter dan 64 MB. Verdeel de lijst over meer bestanden.")


def read(content: bytes, *, name: str = "") -> tuple[Sheet, ...]:
    """Return the sheets of an xlsx, ods or csv file, or of a programme; at least one.

    What the file is follows from its bytes. `name` only gives a csv its sheet name.
    Anything we do not read raises `Unreadable`.
    """
    if len(content) > LIMIT:
        raise Unreadable(LARGE)
    if not content:
        raise Unreadable(EMPTY)
    stem = PurePath(name).stem
    if is_schedule(content):
        return (read_schedule(content, name=stem or "schedule"),)
    if kind_of(content) == "workbook":
        sheets = read_workbook(content)
    else:
        sheet = read_text(decode(content), name=stem or "Blad1")
        sheets = (sheet,) if sheet else ()
    if not sheets:
        raise Unreadable(EMPTY)
    return sheets


def read_pasted(text: str) -> Sheet:
    """Return the cells that somebody copied in Excel and pasted in a form."""
    if len(text) > LIMIT or len(text.encode(errors="replace")) > LIMIT:
        raise Unreadable(Sentence("Deze tekst is groter dan 64 MB. Plak de lijst in delen."))
    sheet = read_text(text, name="Geplakt")
    if not sheet:
        raise Unreadable(Sentence("U plakte een lege tekst. Kopieer ook de rij met kopjes."))
    return sheet
