"""The lists of the example network, as they are in `demo/data`."""

import csv
from functools import cache
from pathlib import Path

from onderling.people.rules import Group

FOLDER = Path(__file__).parent.parent / "data"
GROUPS = {"beroepskracht": Group.PAID, "vrijwilliger": Group.VOLUNTEER}


@cache
def rows_of(name: str) -> list[dict[str, str]]:
    """Read one list: a row is its cells by column name."""
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def row_of(name: str, code: str) -> dict[str, str]:
    """Find one row of a list by its code."""
    return next(row for row in rows_of(name) if row["id"] == code)


def example_files() -> list[Path]:
    """List the files that a visitor may try to read in, the tidy ones first."""
    tidy = ["personen", "workshops", "studiedag_sessies", "studiedag_voorkeuren"]
    names = [*tidy, "studiedag_bijzonder"]
    return [
        *(FOLDER / f"{name}.csv" for name in names),
        *sorted((FOLDER / "import-tests").glob("*.csv")),
    ]
