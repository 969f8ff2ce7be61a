"""Every deed of a coordinator has a preview or a way back: docs/undo.csv (X-4).

The table is written by people, as that of the permissions. A deed is an address to which a
coordinator or an owner may post and a participant may not.
"""

import csv
import re
from pathlib import Path

import pytest

from tests.test_permissions import PARTS, ROWS

pytestmark = pytest.mark.sqlite_only
TABLE = Path(__file__).parent.parent / "docs/undo.csv"
# A look beforehand, a way back, both; or nothing changes that could be wrong.
KINDS = {"voorbeeld", "ongedaan", "beide", "niets"}
RUNS = ("coördinator", "coördinator elders", "beheerder")
OTHERS = ("anoniem", "link", "deelnemer", "gever")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_every_deed_of_a_coordinator_stands_in_the_table_with_its_way_back() -> None:
    def does(row: dict[str, str], *who: str) -> bool:
        return any("doet" in row[one] for one in who)

    theirs = {row["adres"] for row in ROWS if does(row, *RUNS)}
    everybodys = {row["adres"] for row in ROWS if does(row, *OTHERS)}
    told = {row["adres"] for row in rows()}
    assert theirs - everybodys - told == set()


def test_each_row_says_what_there_is_and_by_what() -> None:
    table = rows()
    assert len({row["adres"] for row in table}) == len(table)
    wrong = [row for row in table if row["wat"] not in KINDS or not row["waardoor"].strip()]
    assert wrong == []


def test_a_way_back_that_is_named_exists() -> None:
    here = {row["adres"] for row in rows() if row["adres"] in PARTS}
    gone = {
        f"{row['adres']}: {name}"
        for row in rows()
        if row["adres"] in here
        for name in re.findall(r"[a-z]+:[a-z_]+", row["waardoor"])
        if name not in PARTS
    }
    assert gone == set()
