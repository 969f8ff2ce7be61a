"""Reading csv and pasted cells."""

import re
from collections.abc import Iterator
from itertools import islice

from .guard import unguarded
from .sheet import Remark, Sentence, Sheet, Unreadable, is_blank, sheet_of

DELIMITERS = (";", "\t", ",")
SAMPLE = 20  # records below the header that have a say in what separates the cells
PLAIN_LINE = re.compile(r'([^"\r\n]*+)(?:\r\n|\r|\n|\Z)')
RECORDS = 1_048_576  # more than Excel shows; a file of only separators must end somewhere
OPEN_QUOTE = Sentence(
    "Een cel begint met een aanhalingsteken dat niet goed wordt afgesloten. "
    "Wij lezen het als gewoon teken."
)
NO_TEXT = Sentence(
    "In dit bestand staan tekens die niet in een tabel horen. "
    "Open het in Excel en bewaar het als .xlsx."
)


def decode(content: bytes) -> str:
    """Return the text: UTF-8, else UTF-16 with its mark, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8", "cp1252"]
        content = content.removeprefix(b"\xef\xbb\xbf")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(NO_TEXT)


def read_text(text: str, *, name: str) -> Sheet | None:
    """Return the one sheet in a text; None when there is nothing in it."""
    if "\0" in text:
        raise Unreadable(NO_TEXT)
    text = text.removeprefix("\ufeff")
    told = re.match(r"sep=([;,\t])(?:\r\n|\r|\n)", text, re.IGNORECASE)
    if told:  # a line for Excel, which does not show it: it has no number
        text = text[told.end() :]
    delimiter = told[1] if told else delimiter_of(text)
    remarks: list[Remark] = []
    # Each empty line at the end would cost as much as a filled one.
    records = records_of(text.rstrip("\r\n"), delimiter, remarks)
    return sheet_of(name, records, remarks=remarks)


def delimiter_of(text: str) -> str:
    """Judge by the header what separates the cells, and by the rows when that is not clear.

    A title such as "Het gaat wel, hoor" in the rows must not make the comma win.
    """

    def fitness(delimiter: str) -> tuple[int, int]:
        filled = (record for record in records_of(text, delimiter, []) if not is_blank(record))
        widths = [len(record) for record in islice(filled, SAMPLE + 1)]
        if not widths:  # nothing but this separator
            return (3, 0)
        header, *rows = widths
        usual = max(rows, key=rows.count, default=header)
        if header > 1 and 2 * rows.count(header) >= len(rows):
            return (3, header)
        if usual > 1 and delimiter != "," and 2 * rows.count(usual) >= len(rows):
            return (2, usual)  # a title above the list, or rows shorter than the header
        return (1, header) if header > 1 else (0, 0)

    return max(DELIMITERS, key=fitness)


def records_of(text: str, delimiter: str, remarks: list[Remark]) -> Iterator[list[str]]:
    """Cut a text into records the way Excel does, and note the odd ones in `remarks`.

    A quote counts only at the start of a cell, and only when another one closes it right
    before the next separator or the end of the line. Any other quote is a sign like all
    signs: a forgotten one must not swallow the rows below it.
    """
    cell = re.compile(
        rf'(?:"((?:[^"]++|"")*+)"( *+)(?=[{delimiter}\r\n]|\Z)|([^{delimiter}\r\n]*+))'
        rf"({delimiter}|\r\n|\r|\n|\Z)"
    )
    position = 0
    for number in range(1, RECORDS + 1):
        line = PLAIN_LINE.match(text, position)
        if line:  # most lines have no quotes, and this is ten times as fast
            record = line[1].split(delimiter)
            position = line.end()
        else:
            record = []
            ending = delimiter
            while ending == delimiter and (found := cell.match(text, position)):
                quoted, spaces, plain, ending = found.groups()
                record.append(plain if quoted is None else quoted.replace('""', '"') + spaces)
                if plain and plain.startswith('"'):
                    remarks.append(Remark(number, OPEN_QUOTE))
                position = found.end()
        yield [unguarded(value) if value[:1] == "'" else value for value in record]
        if position >= len(text):
            return
