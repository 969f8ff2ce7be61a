"""From the text of one cell to the value that JSON would have there.

A cell holds one value. Lists are separated by ; or , or new lines. Groups and ranks follow a
colon: "paid:2; volunteer:1", "s1:1; s7:2". Wishes without ranks count in order.
"""

import re
from collections.abc import Callable
from typing import Any

from onderling.matching.reading.faults import Wrong, shown

Convert = Callable[[str], Any]

DUTCH_MOMENT = re.compile(r"(\d\d?)-(\d\d?)-(\d{4})(?: +(\d\d?):(\d\d)(:\d\d)?)?")
WORLD_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(\.0+)?")
BROKEN_FORMULA = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
YES = ("true", "waar", "ja", "yes", "1", "x")
NO = ("false", "onwaar", "nee", "no", "0")


def value_of(cell: str, column: str, *, of_objective: bool = False) -> Any:
    """Read one cell. Wrong when it can be read in two ways, or when a formula broke."""
    if BROKEN_FORMULA.fullmatch(cell):
        raise Wrong(f"toont een fout van Excel: {cell}")
    if of_objective:  # `visited` is a list of people, but points here
        return POINTS.get(column, _whole)(cell)
    return CONVERT.get(column, str)(cell)


def items(cell: str) -> list[str]:
    """The parts of a list."""
    if re.fullmatch(r"\d+,\d+", cell):  # Excel may have made 45,40 into 45.4
        raise Wrong(f"kan ook een kommagetal zijn: schrijf een puntkomma, niet {shown(cell)}")
    return [item.strip() for item in re.split(r"[,;\n]", cell) if item.strip()]


def _whole(cell: str) -> Any:
    return int(cell) if re.fullmatch(r"-?\d{1,18}", cell) else cell


def _number(cell: str) -> Any:
    if found := re.fullmatch(r"(\d+(?:[.,]\d+)?) ?%", cell):
        return float(found[1].replace(",", ".")) / 100
    return float(cell.replace(",", ".")) if re.fullmatch(r"\d+([.,]\d+)?", cell) else cell


def _yes_or_no(cell: str) -> bool:
    word = cell.lower()
    if word not in YES + NO:
        raise Wrong(f"moet ja of nee zijn, niet {shown(cell)}")
    return word in YES


def _ranked(cell: str) -> list[Any]:
    found: list[Any] = []
    for number, item in enumerate(items(cell), start=1):
        name, colon, rank = item.rpartition(":")
        found.append([name.strip(), _whole(rank.strip())] if colon else [item, number])
    return found


def _per_group(value: Convert) -> Convert:
    def convert(cell: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for item in filter(str.strip, re.split(r"[;\n]|,(?!\d)", cell)):
            group, colon, number = (part.strip() for part in item.rpartition(":"))
            if not colon:
                raise Wrong(f"moet per groep een getal zijn: groep:2, niet {shown(item)}")
            if group in found:
                raise Wrong(f"noemt “{group}” twee keer")
            found[group] = value(number)
        return found

    return convert


def _numbers(cell: str) -> list[Any]:
    return [_whole(item) for item in items(cell)]


def _moment(cell: str) -> str:
    """A moment as Excel shows it, here or elsewhere, becomes local time."""
    if found := DUTCH_MOMENT.fullmatch(cell):
        day, month, year, hour, minute, second = found.groups("")
        clock = f"{hour or 0:0>2}:{minute or 0:0>2}{second}"  # midnight shows no clock
        return f"{year}-{month:0>2}-{day:0>2}T{clock}"
    return WORLD_MOMENT.sub(r"\1T\2\3", cell)


def _days(cell: str) -> list[str]:
    return [_moment(item).removesuffix("T00:00") for item in items(cell)]


WHOLE = (
    "version",
    "size",
    "most",
    "arrived",
    "minimum",
    "maximum",
    "at_most_per_organisation",
    "rank",
)
CONVERT: dict[str, Convert] = {
    **dict.fromkeys(WHOLE, _whole),
    **dict.fromkeys(("other_organisation", "fill_slots", "counts", "anywhere"), _yes_or_no),
    **dict.fromkeys(("also_good", "rather_not", "cannot", "has", "visited"), items),
    **dict.fromkeys(("needs", "wish_fields"), items),
    **dict.fromkeys(("wishes", "wish_organisations"), _ranked),
    **dict.fromkeys(("at_least", "at_most"), _per_group(_whole)),
    **dict.fromkeys(("start", "end"), _moment),
    "dates": _days,
    "at_least_share": _per_group(_number),
}
POINTS: dict[str, Convert] = {
    **dict.fromkeys(("points", "fields"), _numbers),
    **dict.fromkeys(("without", "order"), str),
}
