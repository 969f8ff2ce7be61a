"""A sheet as a person sees it on the screen, and the refusal of what is no sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NewType

LIMIT = 64 * 1024 * 1024  # bytes of one file
ROWS = 100_000  # below the header
COLUMNS = 200
CELLS = 3_000_000  # of all sheets of one file together

# A text for people: under this name whoever translates finds it, though Django is not here.
Sentence = NewType("Sentence", str)


class Unreadable(Exception):
    """A file or text that we do not read; `str` tells a person in Dutch what to do.

    `sentence` and `values` hold the same apart, for who shows it in another language.
    """

    def __init__(self, sentence: Sentence, **values: str) -> None:
        super().__init__(sentence % values if values else sentence)
        self.sentence = sentence
        self.values = values


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is what stands beside it in Excel, usually 2 for the first one."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return is_blank(self.cells)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a row that we could read all the same."""

    row: int
    text: Sentence


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and the rows below it, all equally wide, every cell text exactly as typed."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1
    hidden: bool = False
    remarks: tuple[Remark, ...] = ()


def is_blank(cells: Iterable[str]) -> bool:
    """Say whether a person sees nothing here: only empty cells and spaces."""
    return not any(cell and not cell.isspace() for cell in cells)


def sheet_of(
    name: str,
    records: Iterable[Sequence[str]],
    *,
    hidden: bool = False,
    remarks: Iterable[Remark] = (),
) -> Sheet | None:
    """Make a sheet of records that are numbered from 1; None when all are blank.

    Blank records above the header and below the last filled row go, and so do columns
    at the end without a name and without a cell; those in between stay, because the
    numbers must go on matching what the person has before them. A row longer than the
    header widens the header with empty names: nothing that was typed is lost.
    """
    kept: list[tuple[int, tuple[str, ...]]] = []
    blanks: list[tuple[int, tuple[str, ...]]] = []
    width = 0
    for number, record in enumerate(records, start=1):
        cells = tuple(record)
        if is_blank(cells):
            if kept and number <= kept[0][0] + ROWS:
                blanks.append((number, cells))
            continue
        kept += [*blanks, (number, cells)]
        blanks = []
        width = max(width, _filled(cells))
        check_size(rows=number - kept[0][0], width=width)
    if not kept:
        return None
    top, header = kept.pop(0)
    return Sheet(
        name=name,
        header=_wide(header, width),
        rows=tuple(Row(number, _wide(cells, width)) for number, cells in kept),
        header_row=top,
        hidden=hidden,
        remarks=tuple(remarks),
    )


def check_size(*, rows: int, width: int) -> None:
    """Refuse what is too large to show and to keep in memory."""
    if rows > ROWS:
        raise Unreadable(
            Sentence(
                "Deze lijst heeft meer dan %(rows)s rijen. "
                "Verdeel de lijst over meer bestanden."
            ),
            rows=_dotted(ROWS),
        )
    if width > COLUMNS:
        raise Unreadable(
            Sentence(
                "Deze lijst heeft meer dan %(columns)s kolommen. "
                "Bewaar alleen de kolommen die u nodig hebt."
            ),
            columns=_dotted(COLUMNS),
        )
    if rows * width > CELLS:
        raise Unreadable(
            Sentence(
                "Dit bestand heeft meer dan %(cells)s cellen. "
                "Bewaar alleen de rijen en kolommen die u nodig hebt."
            ),
            cells=_dotted(CELLS),
        )


def _filled(cells: tuple[str, ...]) -> int:
    """Count the cells up to the last one that is not empty."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return end


def _wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] + ("",) * (width - len(cells))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
